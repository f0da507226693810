import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeRollout } from './long-rollout.ts';

/** The larger is what a session of weeks comes to. */
const sizesMB = [100, 500];

/**
 * Rollouts in a process of their own: opened, read and drawn at the end (goal for 100 MB: 200 ms), searched to the
 * beginning (1 s), followed by the most memory that it took (150 MB).
 */
export async function run(): Promise<void> {
  const folder = resolve(import.meta.dirname, '../../.scratch/bench-transcript');
  mkdirSync(folder, { recursive: true });
  try {
    for (const sizeMB of sizesMB) {
      const path = `${folder}/${sizeMB}.jsonl`;
      await writeRollout(path, sizeMB * 1024 * 1024);
      for (const pattern of ['kettle that is not there', 'boilingCelsius', 'e']) {
        const measured = execFileSync(
          process.execPath,
          [resolve(import.meta.dirname, 'transcript-reader.ts'), path, pattern],
          { encoding: 'utf8' },
        );
        const name = `${sizeMB} MB ${JSON.stringify(pattern)}`;
        console.log(`  ${name.padEnd(36)} ${measured.trim()}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
