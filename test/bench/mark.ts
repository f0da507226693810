import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { shellQuoted } from '../../src/core/text/shell-quote.ts';

const rounds = 300;

/** As long as codex's own for a short command and its output. */
const payload = JSON.stringify({
  session_id: '01a1f4a3-52b8-7c61-8d3e-6c2f7a90606b',
  turn_id: '01a1f4a3-5f02-7d11-9a44-0b1c2d3ece8f',
  transcript_path:
    '/home/ann/.codex/sessions/2026/11/21/rollout-2026-11-21T04-00-00-01a1f4a3.jsonl',
  cwd: '/home/ann/project',
  hook_event_name: 'PostToolUse',
  model: 'gpt-5.5',
  permission_mode: 'default',
  tool_name: 'Bash',
  tool_input: { command: 'npm test' },
  tool_response: 'ok\n'.repeat(300),
  tool_use_id: 'call_92',
});

/** What a hook costs codex, which runs it through the user's shell and waits. Goal: a median under 6 ms. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(`${tmpdir()}/mark-bench-`);
  const mark = resolve(import.meta.dirname, '../../hooks/mark');
  const nodeProgram = `
    const { readFileSync, renameSync, writeFileSync } = require('node:fs');
    writeFileSync('.tmp', readFileSync(0));
    renameSync('.tmp', String(process.pid));`;
  const commands = {
    '/bin/true': '/bin/true',
    'hooks/mark': ['/bin/sh', mark, folder, 'a1', 'PostToolUse'].map(shellQuoted).join(' '),
    'the same in node': [process.execPath, '-e', nodeProgram].map(shellQuoted).join(' '),
  };
  const times = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
  try {
    // In turn, so that a busy moment of the machine meets all of them.
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, command] of Object.entries(commands)) {
        times.get(name)?.push(await durationMs(command, folder));
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const [name, taken] of times) {
    const sorted = taken.toSorted((left, right) => left - right);
    const [median, p95] = [0.5, 0.95].map((part) => sorted[Math.floor(rounds * part)]?.toFixed(2));
    console.log(`  ${name.padEnd(18)} median ${median} ms, p95 ${p95} ms`);
  }
}

function durationMs(command: string, cwd: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn('/bin/bash', ['-c', command], {
      cwd,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', () => resolve(performance.now() - startedAt));
    // `true` ends without reading.
    child.stdin.on('error', () => {});
    child.stdin.end(payload);
  });
}
