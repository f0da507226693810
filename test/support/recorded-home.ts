import { mkdirSync, writeFileSync } from 'node:fs';
import type { SessionId } from '../../src/core/agent/agent.ts';
import { recordedRollout } from './recorded-rollouts.ts';
import { scratchFolder } from './scratch-folder.ts';

/** Recorded sessions in a Codex home of their own: the one that an agent is on, then those before it, the last first. */
export function homeOfRecorded(...names: readonly string[]) {
  const folder = `${scratchFolder()}/sessions/2026/11/21`;
  mkdirSync(folder, { recursive: true });
  const sessions = names.map((name) => {
    const { lines } = recordedRollout(name);
    const id: SessionId = JSON.parse(lines[0]!).payload.id;
    const path = `${folder}/rollout-2026-11-21T11-00-00-${id}.jsonl`;
    writeFileSync(path, `${lines.join('\n')}\n`);
    return { id, path };
  });
  const [present, ...former] = sessions;
  const formerSessions = former.map(({ id }) => id).toReversed();
  return { rolloutPath: present!.path, formerSessions, former };
}
