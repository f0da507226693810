import { expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { Digest } from '../../src/core/digest/digest.ts';
import { rolloutWatch } from '../../src/host/witnesses/rollout-watch.ts';

const agent = 'a1' as AgentId;

/** Files that exist as long as they are followed, by path. */
function watched() {
  const files = new Map<string, (line: string) => void>();
  const told: string[] = [];
  const digests: Digest[] = [];
  const watch = rolloutWatch({
    followRollout(path, onLine) {
      files.set(path, onLine);
      return { ready: Promise.resolve(), close: async () => void files.delete(path) };
    },
    now: () => 1,
    onEvidence: (_agent, { subagentId, fact }) => told.push(`${subagentId} ${fact.type}`),
    onDigest: (_agent, digest) => digests.push(digest),
  });
  const write = (path: string, type: 'task_started' | 'task_complete') =>
    files.get(path)?.(JSON.stringify({ type: 'event_msg', payload: { type, turn_id: 't1' } }));
  return { watch, files, told, digests, write };
}

it('[RO10] a subagent that is given more to do is heard again', () => {
  const { watch, told, write } = watched();
  watch.follow(agent, '/s1', 's1');
  for (const type of ['task_started', 'task_complete', 'task_started'] as const) write('/s1', type);
  expect(told).toEqual(['s1 turn-started', 's1 turn-completed', 's1 turn-started']);
});

it('[RO10] of hundreds of subagents only those at work and the last at rest are followed', () => {
  const { watch, files, write } = watched();
  watch.follow(agent, '/root', null);
  watch.follow(agent, '/busy', 'busy');
  write('/busy', 'task_started');
  for (let n = 0; n < 200; n += 1) {
    watch.follow(agent, `/s${n}`, `s${n}`);
    write(`/s${n}`, 'task_complete');
  }
  expect([...files.keys()]).toEqual([
    '/root',
    '/busy',
    ...Array.from({ length: 8 }, (_, n) => `/s${n + 192}`),
  ]);
  watch.forget(agent);
  expect([...files.keys()]).toEqual([]);
});

it('[LK6] lines read together change a digest once, and those of subagents never', async () => {
  const { watch, files, digests } = watched();
  const prompt = (message: string) =>
    JSON.stringify({ type: 'event_msg', payload: { type: 'user_message', message } });
  watch.follow(agent, '/root', null);
  watch.follow(agent, '/s1', 's1');
  files.get('/s1')?.(prompt('theirs'));
  for (const message of ['one', 'two']) files.get('/root')?.(prompt(message));
  await Promise.resolve();
  files.get('/root')?.(prompt('three'));
  await Promise.resolve();
  expect(digests.map((digest) => digest.prompt)).toEqual(['two', 'three']);
});
