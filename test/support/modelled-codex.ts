import type { Act, Script } from './modelled-script.ts';
import { foreignRun, type Process, rootTurn } from './modelled-turns.ts';
import {
  between,
  mark,
  newSession,
  newTurn,
  newWorld,
  press,
  sendPrompt,
  settle,
  type Told,
  type Truth,
  tell,
  type World,
  write,
} from './modelled-world.ts';
import { recordedAt } from './recorded-evidence.ts';

export type ModelledRun = {
  /** In the order in which it was made. */
  readonly told: readonly Told[];
  readonly truth: readonly Truth[];
  /** When nothing happens any more; epoch ms. */
  readonly overAt: number;
  readonly lastTurn: World['lastTurn'];
  readonly ownSessions: World['sessions'];
  /** How many subagents are at work when the run is over. */
  readonly openSubagents: number;
};

/**
 * What every witness would say of codex 0.169.0 in such a run, and what is true at each instant. Delays are
 * those of the recorded runs.
 */
export function modelledRun(script: Script): ModelledRun {
  const world = newWorld(script.jitter);
  const killedAt =
    script.end.type === 'killed' ? recordedAt + script.end.afterMs : Number.POSITIVE_INFINITY;
  settle(world);
  simulate(world, { first: codex(world, script), until: killedAt });
  if (killedAt < Number.POSITIVE_INFINITY && world.phase !== 'over') {
    world.now = Math.max(world.now, killedAt);
    tell(world, { witness: 'process', at: world.now, fact: { type: 'exited', exit: killed } });
    world.phase = 'over';
    settle(world);
  }
  return {
    told: world.told,
    truth: world.truth,
    overAt: world.now,
    lastTurn: world.lastTurn,
    ownSessions: world.sessions,
    openSubagents: world.subagents,
  };
}

const killed = { code: 0, signal: 'SIGKILL' } as const;

type Waiting = { readonly process: Process; at: number; when: (() => boolean) | null };

/** Steps whichever process is due first; one may start others. */
function simulate(
  world: World,
  { first, until }: { readonly first: Process; readonly until: number },
): void {
  const waiting: Waiting[] = [{ process: first, at: world.now, when: null }];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ when }) => when === null || when());
    const next = ready.sort((left, right) => left.at - right.at)[0];
    if (!next) return;
    if (next.at >= until) return;
    world.now = Math.max(world.now, next.at);
    const { done, value } = next.process.next();
    settle(world);
    if (done) {
      waiting.splice(waiting.indexOf(next), 1);
    } else if (typeof value === 'number') {
      next.at = world.now + value;
      next.when = null;
    } else if (typeof value === 'function') {
      next.at = world.now;
      next.when = value;
    } else {
      waiting.push({ process: value, at: world.now, when: null });
      next.when = null;
    }
  }
}

function* codex(world: World, { startup, acts, end }: Script): Process {
  yield between(world, 1, 30);
  if (startup.hasSetup) {
    const command = 'npm ci';
    tell(world, {
      witness: 'process',
      at: world.now,
      fact: { type: 'setting-up', pid: 5, command },
    });
    yield between(world, 10, 2_000);
    tell(world, { witness: 'process', at: world.now, fact: { type: 'set-up' } });
  }
  tell(world, { witness: 'process', at: world.now, fact: { type: 'started', pid: 7 } });
  world.phase = 'before-composer';
  yield between(world, 50, 300);
  for (const ms of startup.dialogsMs) {
    world.startupDialog = 'folder trust';
    const dialog = world.startupDialog;
    const lagMs = between(world, 50, 120);
    tell(world, { witness: 'screen', at: world.now + lagMs, dialog }, lagMs);
    yield Math.max(ms, 150);
    world.startupDialog = null;
    const goneMs = between(world, 50, 120);
    tell(world, { witness: 'screen', at: world.now + goneMs, dialog: null }, goneMs);
    yield 150;
  }
  yield startup.composerAfterMs;
  yield* firstTitles(world, startup);
  world.phase = 'running';
  if (startup.isPreparationSeen) yield* preparation(world);
  yield between(world, 20, 500);
  for (const act of acts) {
    // A dialog takes the keys.
    yield () => world.dialog === null;
    yield* played(world, act);
    yield between(world, 150, 600);
  }
  yield () => world.dialog === null;
  if (end.type === 'quit') yield* quitting(world);
}

/** The title is there before the first report, and shows work while codex prepares itself. */
function* firstTitles(world: World, { isPreparationSeen }: Script['startup']): Process {
  const show = (shows: 'working' | 'rest') =>
    tell(world, { witness: 'title', at: world.now, shows });
  show('rest');
  yield between(world, 5, 130);
  if (!isPreparationSeen) return;
  show('working');
  yield between(world, 5, 300);
  show('rest');
}

/** Seen at the start, at `/new` and at a change of mode. */
function* preparation(world: World): Process {
  yield between(world, 5, 40);
  world.isPreparing = true;
  yield between(world, 3, 50);
  world.isPreparing = false;
}

function* quitting(world: World): Process {
  world.root.rest = 'idle';
  yield 200;
  mark(world, 'SessionEnd', { model: null, source: 'other' });
  yield between(world, 8, 20);
  tell(world, { witness: 'in-band', at: world.now, report: 'clear', kind: null });
  yield between(world, 5, 30);
  const exit = { code: 0, signal: null };
  tell(world, { witness: 'process', at: world.now, fact: { type: 'exited', exit } });
  world.phase = 'over';
}

function* played(world: World, act: Act): Process {
  switch (act.type) {
    case 'turn':
      world.root.rest = 'idle';
      yield between(world, 60, 100);
      sendPrompt(world);
      yield* rootTurn(world, act);
      for (const queued of act.queued) {
        // An interrupt gives what is queued back to the composer; after an error nothing is known.
        if (world.root.outcome !== 'completed') return;
        yield* rootTurn(world, queued);
      }
      return;
    case 'compact':
      if (world.sessionSource === null) yield* compaction(world);
      return;
    case 'shell':
      return yield* shellCommand(world, act.ms);
    case 'session':
      // What becomes of subagents then is not known; here their user lets them end.
      yield () => world.subagents === 0;
      return yield* sessionChange(world, act.source);
    case 'mode':
      // A subagent's request in the same moment would look like a turn that begins and asks.
      yield () => world.subagents === 0;
      world.root.rest = 'idle';
      return yield* preparation(world);
    case 'typing':
      world.root.rest = 'idle';
      return;
    case 'rest':
      yield act.ms;
      return;
    case 'foreign':
      if (world.sessionSource !== null) return;
      yield foreignRun(world, act.ms);
      // Sooner it may be taken for the session of what comes next, read late by a slow host.
      yield 1_000;
      return;
    default:
      return act satisfies never;
  }
}

/** A turn that calls no hook, but is written down where codex has a session already. */
function* shellCommand(world: World, ms: number): Process {
  const turnId = newTurn(world);
  const owner = { session: world.session, subagentId: null };
  const isWritten = world.sessionSource === null;
  press(world, 'Enter');
  world.root.isWorking = true;
  if (isWritten) write(world, owner, turnId, { type: 'turn-started' });
  yield ms;
  const fact = { type: 'turn-completed', error: null, lastMessage: null } as const;
  if (isWritten) {
    write(world, owner, turnId, fact);
    world.lastTurn = { end: 'completed', session: world.session };
  }
  world.root = { isWorking: false, rest: 'done', outcome: 'completed' };
}

/** By hand: a turn of its own without a Stop. */
function* compaction(world: World): Process {
  const turnId = newTurn(world);
  const owner = { session: world.session, subagentId: null };
  press(world, 'Enter');
  world.root.isWorking = true;
  world.lastTurn = { end: null, session: world.session };
  yield between(world, 2, 10);
  write(world, owner, turnId, { type: 'turn-started' });
  yield between(world, 8, 15);
  mark(world, 'PreCompact', { turnId, source: 'manual' });
  yield between(world, 20, 3_000);
  mark(world, 'PostCompact', { turnId, source: 'manual' });
  yield between(world, 3, 10);
  write(world, owner, turnId, { type: 'turn-completed', error: null, lastMessage: null });
  yield between(world, 3, 10);
  world.root = { isWorking: false, rest: 'done', outcome: 'completed' };
  world.lastTurn = { end: 'completed', session: world.session };
}

/** Nothing tells of it before the next turn begins. */
function* sessionChange(
  world: World,
  source: Extract<Act, { type: 'session' }>['source'],
): Process {
  world.root.rest = 'idle';
  yield between(world, 200, 600);
  const former = world.sessions.find((session) => session !== world.session);
  world.session = source === 'resume' && former ? former : newSession(world);
  if (!world.sessions.includes(world.session)) world.sessions.push(world.session);
  world.sessionSource = source;
  yield* preparation(world);
}
