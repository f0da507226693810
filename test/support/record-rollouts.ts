import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { rolloutName } from '../../src/core/codex/rollout-head.ts';
import { realCodex } from './real-codex.ts';
import { rolloutsFolder } from './recorded-rollouts.ts';
import { rolloutPlays } from './rollout-plays.ts';
import {
  openCodexToRecord,
  type RecordedCodex,
  removeRecordingFolders,
} from './screen-recorder.ts';

/** Codex's own instructions, the same in each rollout, would fill the repository. */
const longestText = 4000;

const asked = process.argv.slice(2);
mkdirSync(rolloutsFolder, { recursive: true });
for (const [name, play] of Object.entries(rolloutPlays)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(name);
  const opened: RecordedCodex[] = [];
  let home = '';
  try {
    await play(async (codex) => {
      home = codex.home;
      const recorded = await openCodexToRecord(codex, () => undefined);
      opened.push(recorded);
      return recorded;
    });
    for (const each of opened) await each.close();
    await keep(name, home);
  } finally {
    for (const each of opened) await each.close();
    removeRecordingFolders();
  }
}

async function keep(play: string, home: string): Promise<void> {
  const found = readdirSync(`${home}/sessions`, { recursive: true, encoding: 'utf8' })
    .filter((file) => rolloutName(file.split('/').at(-1) ?? '') !== null)
    .sort();
  for (const [index, file] of found.entries()) {
    const name = index === 0 ? play : `${play}-${index + 1}`;
    const id = rolloutName(file.split('/').at(-1) ?? '')?.id ?? '';
    const turns = await turnsOf(id, home);
    const text = readFileSync(join(home, 'sessions', file), 'utf8');
    writeFileSync(join(rolloutsFolder, `${name}.jsonl`), shortened(text));
    writeFileSync(
      join(rolloutsFolder, `${name}.turns.json`),
      `${JSON.stringify(turns, null, 1)}\n`,
    );
  }
}

function shortened(text: string): string {
  const short = (_key: string, value: unknown) =>
    typeof value === 'string' && value.length > longestText
      ? `${value.slice(0, 200)} [... ${value.length - 200} more]`
      : value;
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : JSON.stringify(JSON.parse(line), short)))
    .join('\n');
}

/** What codex makes of the rollout. */
async function turnsOf(threadId: string, home: string): Promise<unknown> {
  const child = spawn(await realCodex(), ['app-server'], {
    env: { PATH: process.env['PATH'], HOME: home, CODEX_HOME: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const messages = [
    {
      id: 1,
      method: 'initialize',
      params: {
        clientInfo: { name: 'test', version: '1' },
        capabilities: { experimentalApi: true },
      },
    },
    { method: 'initialized' },
    { id: 2, method: 'thread/read', params: { threadId, includeTurns: true } },
  ];
  for (const message of messages) child.stdin.write(`${JSON.stringify(message)}\n`);
  try {
    for await (const line of createInterface(child.stdout)) {
      const message = JSON.parse(line);
      if (message.id !== 2) continue;
      if (message.error !== undefined) throw new Error(JSON.stringify(message.error));
      return message.result.thread.turns;
    }
    throw new Error('codex ended without an answer');
  } finally {
    child.kill('SIGKILL');
  }
}
