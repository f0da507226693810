import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { promptFiles } from '../../src/host/prompts/prompt-files.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const agent = 'a1' as AgentId;

function files() {
  const folder = scratchFolder();
  const problems: string[] = [];
  const given = { places: { agents: `${folder}/agents` }, env: {}, homeFolder: folder };
  return {
    folder,
    problems,
    ...promptFiles({ ...given, onProblem: (message) => problems.push(message) }),
  };
}

it('[PD35] a queue is on the disk, whole and for its user alone, when saving resolves', async () => {
  const { folder, save } = files();
  const path = `${folder}/agents/${agent}/prompts.json`;
  await Promise.all([save(agent, 'first'), save(agent, 'second')]);
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(existsSync(`${path}.new`)).toBe(false);
});

it('[PD35] a disk that takes nothing is told once, and prompts go on', async () => {
  const { folder, problems, save } = files();
  writeFileSync(`${folder}/agents`, 'no folder');
  await save(agent, 'first');
  await save(agent, 'second');
  expect(problems).toHaveLength(1);
});

function line(text: string, at: number): string {
  const item = { type: 'UserMessage', content: [{ type: 'text', text }] };
  const timestamp = new Date(at).toISOString();
  return `${JSON.stringify({ timestamp, type: 'event_msg', payload: { type: 'item_completed', item } })}\n`;
}

it('[PD36] codex’s record is searched from then on, also where nobody has named the file', async () => {
  const { folder, find } = files();
  const home = `${folder}/agents/${agent}/home`;
  const day = `${home}/sessions/2026/11/21`;
  mkdirSync(day, { recursive: true });
  const since = Date.now() - 1_000;
  const separator = 'line one\u2028line two';
  writeFileSync(
    `${day}/rollout-1.jsonl`,
    [line('hello', since - 5), line('hello', since + 5), line(separator, since + 6), '{"cut'].join(
      '',
    ),
  );
  const search = {
    type: 'find-prompt',
    agent,
    home: 'isolated',
    pid: null,
    prompt: 'p1' as never,
  } as const;
  const times = (text: string, rollout: string | null) => find({ ...search, text, since, rollout });
  expect(await times('hello', null)).toBe(1);
  expect(await times('hello', `${day}/rollout-1.jsonl`)).toBe(1);
  expect(await times(separator, null)).toBe(1);
  expect(await times('good bye', null)).toBe(0);
  expect(await find({ ...search, home: 'shared', text: 'hello', since, rollout: null })).toBe(0);
  expect(await times('hello', `${day}/gone.jsonl`)).toBe(1);
});
