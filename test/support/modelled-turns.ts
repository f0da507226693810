import { hookEvents } from '../../src/core/codex/hook-events.ts';
import type { KeyEvidence, MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import type { Step, TurnEnd } from './modelled-script.ts';
import {
  between,
  type Dialog,
  mark,
  newSession,
  newTurn,
  press,
  rolloutOf,
  type World,
  write,
} from './modelled-world.ts';

/** Yields how long it waits, for what, or another that is to run beside it. */
export type Process = Generator<number | (() => boolean) | Process, void, void>;

/** Whose turn it is, and what its markers carry. */
type Turn = {
  readonly turnId: string;
  readonly subagentId: string | null;
  readonly session: string;
};

type Flow = Generator<number | (() => boolean) | Process, TurnEnd | null, void>;

function say(
  world: World,
  { turnId, subagentId }: Turn,
  event: MarkerEvidence['event'],
  more: Partial<MarkerEvidence> = {},
): number | Process {
  const told = { turnId, subagentId, sessionId: world.session, ...more };
  if ('async' in hookEvents[event]) return markLate(world, event, told);
  mark(world, event, told);
  // Codex waits for its hooks.
  return between(world, 5, 20);
}

/** Codex goes on, and its next hook may be sooner. */
function* markLate(world: World, ...marked: readonly [MarkerEvidence['event'], object]): Process {
  yield between(world, 0, 60);
  mark(world, ...marked);
}

const answered = { response: { status: 'completed', error: null } } as const;
const cancelled = { response: { status: 'cancelled', error: null } } as const;
const refused = { response: { status: 'failed', error: 'high demand' } } as const;

/** A turn of the root agent, from its prompt to its end. */
export function* rootTurn(
  world: World,
  { steps, end }: { readonly steps: readonly Step[]; readonly end: TurnEnd },
): Process {
  const turn = { turnId: newTurn(world), subagentId: null, session: world.session };
  world.turnBegan = { at: world.now, before: world.truth.at(-1)?.name ?? 'starting' };
  world.root.isWorking = true;
  world.lastTurn = { end: null, session: world.session };
  yield between(world, 10, 25);
  write(world, turn, turn.turnId, { type: 'turn-started' });
  yield between(world, 10, 30);
  if (world.sessionSource !== null) {
    mark(world, 'SessionStart', { source: world.sessionSource });
    world.sessionSource = null;
    yield between(world, 4, 15);
  }
  yield say(world, turn, 'UserPromptSubmit', { prompt: 'do it' });
  for (const step of steps) {
    const cut = yield* stepOf(world, turn, step);
    if (cut !== null) return yield* ended(world, turn, cut);
  }
  yield say(world, turn, 'PreModelRequest');
  yield between(world, 40, 1_500);
  yield* ended(world, turn, end);
}

function* ended(world: World, turn: Turn, end: TurnEnd): Process {
  if (end === 'completed') {
    yield say(world, turn, 'PostModelRequest', answered);
    yield say(world, turn, 'Stop', { lastMessage: 'Done.' });
    write(world, turn, turn.turnId, { type: 'turn-completed', error: null, lastMessage: 'Done.' });
  } else if (end === 'failed') {
    yield say(world, turn, 'PostModelRequest', refused);
    const lastMessage = null;
    write(world, turn, turn.turnId, { type: 'turn-completed', error: 'high demand', lastMessage });
  } else {
    // A dialog, of a subagent's say, would take the key.
    yield () => world.dialog === null;
    press(world, 'Esc');
    yield say(world, turn, 'PostModelRequest', cancelled);
    yield say(world, turn, 'Interrupt');
    write(world, turn, turn.turnId, { type: 'turn-aborted', reason: 'interrupted' });
  }
  yield between(world, 2, 20);
  const rest = { completed: 'done', failed: 'error', interrupted: 'idle' } as const;
  world.root = { isWorking: false, rest: rest[end], outcome: end };
  world.turnMs = world.now - world.turnBegan.at;
  world.lastTurn = { end, session: world.session };
}

/** How the turn ends because of it; null when it goes on. */
function* stepOf(world: World, turn: Turn, step: Step): Flow {
  switch (step.type) {
    case 'thought':
      yield say(world, turn, 'PreModelRequest');
      yield step.ms;
      yield say(world, turn, 'PostModelRequest', answered);
      return null;
    case 'tool':
      return yield* toolCall(world, turn, step);
    case 'question':
      return yield* question(world, turn, step);
    case 'elicitation':
      yield* asked(world, { kind: null, text: 'elicitation' }, { waitMs: step.waitMs, key: null });
      return null;
    case 'steer':
      yield say(world, turn, 'UserPromptSubmit', { prompt: 'rather that' });
      return null;
    case 'retry':
      yield say(world, turn, 'PreModelRequest');
      yield say(world, turn, 'PostModelRequest', refused);
      yield between(world, 150, 3_000);
      return null;
    case 'compaction':
      yield say(world, turn, 'PreCompact', { source: 'auto' });
      yield between(world, 20, 2_000);
      yield say(world, turn, 'PostCompact', { source: 'auto' });
      return null;
    case 'foreign':
      return yield* nested(world, turn, step.ms);
    case 'spawn':
      yield say(world, turn, 'PreToolUse', toolOf('spawn_agent', null));
      yield subagentRun(world, step);
      yield between(world, 35, 60);
      yield say(world, turn, 'PostToolUse', toolOf('spawn_agent', null));
      return null;
    default:
      return step satisfies never;
  }
}

function toolOf(name: string, command: string | null): Pick<MarkerEvidence, 'tool'> {
  return { tool: { name, command, reason: null } };
}

function* toolCall(
  world: World,
  turn: Turn,
  { ms, ask, waitMs }: Pick<Extract<Step, { type: 'tool' }>, 'ms' | 'ask' | 'waitMs'>,
): Flow {
  world.ids += 1;
  const command = `make step-${world.ids}`;
  const tool = toolOf('Bash', command);
  yield say(world, turn, 'PreToolUse', tool);
  if (ask !== 'none') yield say(world, turn, 'PermissionRequest', tool);
  if (ask === 'reviewed') yield waitMs;
  if (ask === 'allowed' || ask === 'denied') {
    yield* asked(
      world,
      { kind: 'permission', text: command },
      {
        waitMs,
        key: ask === 'denied' ? 'n' : null,
      },
    );
  }
  if (ask === 'denied') return 'interrupted';
  yield ms;
  yield say(world, turn, 'PostToolUse', tool);
  return null;
}

function* question(
  world: World,
  turn: Turn,
  { end, waitMs }: Extract<Step, { type: 'question' }>,
): Flow {
  const text = 'Which colour?';
  const tool = toolOf('request_user_input', text);
  yield say(world, turn, 'PreToolUse', tool);
  if (end === 'refused') {
    yield say(world, turn, 'PreModelRequest');
    yield say(world, turn, 'PostModelRequest', answered);
    return null;
  }
  yield* asked(
    world,
    { kind: 'question', text },
    { waitMs, key: end === 'cancelled' ? 'Esc' : null },
  );
  if (end === 'cancelled') return 'interrupted';
  yield say(world, turn, 'PostToolUse', tool);
  return null;
}

/** Of a person, or of a script that waits until it sees the dialog. */
const fastestAnswerMs = 250;

/** Codex shows one at a time. `key` is that of a refusal. */
function* asked(
  world: World,
  dialog: Dialog,
  { waitMs, key }: { readonly waitMs: number; readonly key: KeyEvidence['key'] | null },
): Process {
  yield () => world.dialog === null;
  world.dialog = dialog;
  yield Math.max(waitMs, fastestAnswerMs);
  if (key !== null) press(world, key);
  world.dialog = null;
  yield between(world, 5, 30);
}

/** A codex that a tool runs, where hooks of ours reach it. */
function* nested(world: World, turn: Turn, ms: number): Flow {
  const tool = toolOf('Bash', 'codex exec go');
  yield say(world, turn, 'PreToolUse', tool);
  yield between(world, 100, 300);
  yield* foreignRun(world, ms);
  yield say(world, turn, 'PostToolUse', tool);
  return null;
}

export function* foreignRun(world: World, ms: number): Process {
  const sessionId = newSession(world);
  const turnId = newTurn(world);
  mark(world, 'SessionStart', { sessionId, source: 'startup' });
  yield between(world, 4, 15);
  mark(world, 'UserPromptSubmit', { sessionId, turnId });
  yield between(world, 4, 15);
  mark(world, 'PreModelRequest', { sessionId, turnId });
  yield ms;
  mark(world, 'PostModelRequest', { sessionId, turnId, ...answered });
  yield between(world, 4, 15);
  mark(world, 'Stop', { sessionId, turnId, lastMessage: 'Nested.' });
  yield between(world, 4, 15);
  mark(world, 'SessionEnd', { sessionId, source: 'other' });
}

export function* subagentRun(
  world: World,
  { ms, isAsking, end }: Extract<Step, { type: 'spawn' }>,
): Process {
  world.ids += 1;
  const subagentId = `agent-${world.ids}`;
  const turn: Turn = { turnId: newTurn(world), subagentId, session: world.session };
  world.subagents += 1;
  yield between(world, 10, 20);
  write(world, turn, turn.turnId, { type: 'turn-started' });
  yield between(world, 10, 40);
  yield say(world, turn, 'SubagentStart');
  yield say(world, turn, 'UserPromptSubmit', { prompt: 'help' });
  yield say(world, turn, 'PreModelRequest');
  yield between(world, 20, 500);
  yield say(world, turn, 'PostModelRequest', answered);
  const ask = isAsking ? 'allowed' : 'none';
  yield* toolCall(world, turn, { ms, ask, waitMs: between(world, 30, 3_000) });
  yield say(world, turn, 'PreModelRequest');
  yield between(world, 20, 500);
  if (end === 'completed') {
    yield say(world, turn, 'PostModelRequest', answered);
    const rootPath = { rolloutPath: rolloutOf(turn.session) };
    world.subagents -= 1;
    yield say(world, turn, 'SubagentStop', { lastMessage: 'Helped.', ...rootPath });
    const lastMessage = 'Helped.';
    write(world, turn, turn.turnId, { type: 'turn-completed', error: null, lastMessage });
    return;
  }
  if (end === 'failed') yield say(world, turn, 'PostModelRequest', refused);
  world.subagents -= 1;
  const lastMessage = null;
  write(
    world,
    turn,
    turn.turnId,
    end === 'failed'
      ? { type: 'turn-completed', error: 'high demand', lastMessage }
      : { type: 'turn-aborted', reason: 'interrupted' },
  );
}
