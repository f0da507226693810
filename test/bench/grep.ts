import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { saidMatches } from '../../src/core/finding/said-matches.ts';
import { screenMatches } from '../../src/core/finding/screen-matches.ts';
import { transcripts } from '../../src/system/transcript/open-transcript.ts';
import { writeRollout } from './long-rollout.ts';

const agents = 16;
const sizeBytes = 20 * 1024 * 1024;
const screen = { columns: 200, rows: 60 } as const;

/** What `codex-grid grep` and `g` look through for sixteen agents: screens of 200x60, and transcripts of 20 MB each. */
export async function run(): Promise<void> {
  const folder = resolve(import.meta.dirname, '../../.scratch/bench-grep');
  mkdirSync(folder, { recursive: true });
  try {
    const paths = Array.from({ length: agents }, (_, at) => `${folder}/${at}.jsonl`);
    for (const path of paths) await writeRollout(path, sizeBytes);
    for (const text of ['kettle that is not there', 'boilingCelsius', 'e']) {
      const onScreens = await timed(async () => screenMatches(screens(), text).matches.length);
      const inTranscripts = await timed(async () => {
        const sought = { text, isWanted: () => true };
        const found = await Promise.all(
          paths.map((path) => saidMatches(transcripts, path, sought)),
        );
        return found.flat().length;
      });
      console.log(
        `  ${JSON.stringify(text).padEnd(28)} screens ${onScreens}, transcripts ${inTranscripts}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timed(count: () => Promise<number>): Promise<string> {
  const startedAt = performance.now();
  const found = await count();
  return `${(performance.now() - startedAt).toFixed(0).padStart(5)} ms (${found} found)`;
}

function screens(): Parameters<typeof screenMatches>[0] {
  const line = 'the quick brown fox boils water '.repeat(7).slice(0, screen.columns);
  return Array.from({ length: agents }, (_, at) => ({
    agent: `${at}` as AgentId,
    lines: Array.from({ length: screen.rows }, () => line),
  }));
}
