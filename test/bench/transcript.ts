import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeRollout } from './long-rollout.ts';

const sizeBytes = 100 * 1024 * 1024;

/**
 * A rollout of 100 MB, in a process of its own: opened, read and drawn at its end (goal: 200 ms), searched to its beginning
 * (1 s), followed by the most memory that it took (150 MB).
 */
export async function run(): Promise<void> {
  const folder = resolve(import.meta.dirname, '../../.scratch/bench-transcript');
  mkdirSync(folder, { recursive: true });
  try {
    const path = `${folder}/rollout.jsonl`;
    await writeRollout(path, sizeBytes);
    for (const pattern of ['kettle that is not there', 'boilingCelsius', 'e']) {
      const measured = execFileSync(
        process.execPath,
        [resolve(import.meta.dirname, 'transcript-reader.ts'), path, pattern],
        { encoding: 'utf8' },
      );
      console.log(`  ${JSON.stringify(pattern).padEnd(28)} ${measured.trim()}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
