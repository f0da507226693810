import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import {
  type AgentPlace,
  byCodex,
  byKey,
  byModel,
  type Expected,
  type Move,
  type Scenario,
  starts,
} from './scenario.ts';

const press = (key: string) => ({ do: 'press', keys: [key] }) as const;

/** A plain turn, one with an approval, one that is interrupted, one that fails. */
const moves: readonly Move[] = [
  { wait: 'ready' },
  { do: 'prompt', text: 'say One.' },
  { wait: 'done' },
  { do: 'prompt', text: 'ask leave for true' },
  { wait: 'approval' },
  { see: /Would you like to run/ },
  press('y'),
  { wait: 'done' },
  { do: 'prompt', text: 'think' },
  { wait: 'working' },
  { see: /Let me think/ },
  press('Escape'),
  { wait: 'interrupted' },
  { do: 'prompt', text: 'fail' },
  { wait: 'failed' },
];
const turnStates: readonly Expected[] = [
  // A machine so busy that the host reads all of a short turn at once leaves nothing else that tells of it.
  { ...byKey('working'), isBrief: true },
  byModel('done'),
  // Without hooks to wait for, codex asks before it counts as at work.
  { ...byKey('working'), isBrief: true },
  byModel('approval'),
  byKey('working'),
  byModel('done'),
  byKey('working'),
  byKey('interrupted'),
  byKey('working'),
  byCodex('failed'),
];

/** The same with one witness or the other taken away. */
export const witnesses: readonly Scenario[] = [
  {
    name: 'without-hooks',
    settings: { config: { features: { hooks: false } } },
    moves: [{ badge: /hooks off: in-band only/ }, ...moves],
    states: [...starts, ...turnStates],
  },
  {
    name: 'without-reports',
    settings: { env: { STAND_IN: 'says-nothing-of-itself' } },
    moves,
    states: [...starts, ...turnStates],
  },
  {
    name: 'without-reports-and-title',
    settings: {
      env: { STAND_IN: 'says-nothing-of-itself' },
      config: { tui: { terminal_title: [] } },
    },
    // Nothing tells of its composer before the first turn.
    moves: [{ see: /GPT-5.5 default/ }, ...moves.slice(1)],
    states: [...starts.slice(0, 1), ...turnStates],
  },
  {
    name: 'without-rollout',
    moves: [...moves.slice(0, 3), { do: 'change', by: hideRollout }, ...moves.slice(3)],
    states: [...starts, ...turnStates],
  },
];

/** A folder stands in its place; codex itself goes on writing the file that it has open. */
function hideRollout({ codexHome }: AgentPlace): void {
  const folder = `${codexHome}/sessions`;
  const rollouts = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const path of rollouts.filter((name) => name.endsWith('.jsonl'))) {
    renameSync(`${folder}/${path}`, `${codexHome}/hidden.jsonl`);
    mkdirSync(`${folder}/${path}`);
  }
}
