import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sessionList } from '../../src/system/transcript/session-list.ts';
import { recordedRollout } from '../support/recorded-rollouts.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[TX43] sessions are told from those of others, and subagents belong to theirs', async () => {
  const folder = `${scratchFolder()}/sessions/2026/11/21`;
  mkdirSync(folder, { recursive: true });
  const placed = (name: string, time: string) => {
    const { lines, path } = recordedRollout(name);
    const { id } = JSON.parse(lines[0] ?? '').payload as { id: string };
    const place = `${folder}/rollout-2026-11-21T${time}-${id}.jsonl`;
    copyFileSync(path, place);
    return { id, path: place };
  };
  const before = placed('work', '09-00-00');
  const root = placed('subagents', '11-23-43');
  const child = placed('subagents-2', '11-23-44');
  placed('trouble', '12-00-00');
  writeFileSync(`${folder}/rollout-2026-11-21T13-00-00-${before.id}.jsonl.tmp`, 'garbage');

  const listed = await sessionList([root.id, 'gone', before.id], root.path);
  expect(listed.map(({ path }) => path)).toEqual([root.path, child.path, before.path]);
  expect(listed).toMatchObject([
    { kind: 'session', startedAt: '2026-11-21T11:23', prompt: 'send a child' },
    { kind: 'subagent', name: 'Halley', parent: root.id, prompt: 'run three commands' },
    { kind: 'session', prompt: 'explain kettles' },
  ]);
});
