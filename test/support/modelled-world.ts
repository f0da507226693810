import type { SessionId } from '../../src/core/agent/agent.ts';
import type {
  Evidence,
  InBandEvidence,
  KeyEvidence,
  MarkerEvidence,
  RolloutEvidence,
} from '../../src/core/lifecycle/evidence.ts';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';
import { recordedAt } from './recorded-evidence.ts';

/** Evidence and when a host could hear it. A rollout's lines wait until somebody follows its path. */
export type Told = {
  readonly evidence: Evidence;
  readonly heardAt: number;
  readonly path: string | null;
};

/** From `at` on it is so. `withinMs`: how late the tile may show it, where every witness is whole. */
export type Truth = {
  readonly at: number;
  readonly name: LifecycleName;
  /** What waits for the user; null when nothing does. */
  readonly asked: string | null;
  /** Whether only markers and rollouts of subagents tell it from the end of the root's turn. */
  readonly isOfSubagents: boolean;
  readonly withinMs: number;
  /** Of an interrupted turn: what was true before it, and how long it lasted. */
  readonly turn: { readonly before: LifecycleName; readonly ms: number } | null;
};

export type Dialog = { readonly kind: 'permission' | 'question' | null; readonly text: string };

/** The modelled codex as it is at `now`; its processes change it. */
export type World = {
  now: number;
  readonly told: Told[];
  readonly truth: Truth[];
  readonly jitter: readonly number[];
  drawn: number;
  ids: number;
  markedUntil: number;
  session: SessionId;
  readonly sessions: SessionId[];
  /** What SessionStart will say; null once its first turn has begun. */
  sessionSource: string | null;
  phase: 'awaited' | 'before-composer' | 'running' | 'over';
  startupDialog: string | null;
  isPreparing: boolean;
  root: {
    isWorking: boolean;
    rest: 'idle' | 'done' | 'error';
    outcome: 'none' | 'completed' | 'failed' | 'interrupted';
  };
  turnBegan: { readonly at: number; readonly before: LifecycleName };
  turnMs: number;
  dialog: Dialog | null;
  subagents: number;
  /** What the newest turn was that left traces beside the TUI's, and whose. */
  lastTurn: { end: 'completed' | 'failed' | 'interrupted' | null; session: SessionId } | null;
  reported: string | null;
};

export function newWorld(jitter: readonly number[]): World {
  const session = sessionNamed(1);
  return {
    now: recordedAt,
    told: [],
    truth: [],
    jitter,
    drawn: 0,
    ids: 1,
    markedUntil: 0,
    session,
    sessions: [session],
    sessionSource: 'startup',
    phase: 'awaited',
    startupDialog: null,
    isPreparing: false,
    root: { isWorking: false, rest: 'idle', outcome: 'none' },
    turnBegan: { at: recordedAt, before: 'starting' },
    turnMs: 0,
    dialog: null,
    subagents: 0,
    lastTurn: null,
    reported: null,
  };
}

/** A delay between the two, the shorter the smaller the jitter. */
export function between(world: World, minMs: number, maxMs: number): number {
  const share = (world.jitter[world.drawn++ % world.jitter.length] ?? 0) / 1_000;
  return Math.round(minMs + (maxMs - minMs) * share);
}

function sessionNamed(n: number): SessionId {
  return `01a1fc5e-aaaa-7000-8000-${n.toString(16).padStart(12, '0')}` as SessionId;
}

export function newSession(world: World): SessionId {
  world.ids += 1;
  return sessionNamed(world.ids);
}

/** Codex's turn ids grow. */
export function newTurn(world: World): string {
  world.ids += 1;
  return `01a1fc5e-0000-7000-8000-${world.ids.toString(16).padStart(12, '0')}`;
}

export function rolloutOf(owner: string): string {
  return `/sessions/rollout-${owner}.jsonl`;
}

export function mark(
  world: World,
  event: MarkerEvidence['event'],
  more: Partial<MarkerEvidence> = {},
): void {
  const sessionId = more.sessionId ?? world.session;
  const evidence: MarkerEvidence = {
    witness: 'marker',
    at: world.now,
    event,
    sessionId,
    rolloutPath: rolloutOf(more.subagentId ?? sessionId),
    turnId: null,
    subagentId: null,
    model: 'gpt-5.5',
    prompt: null,
    tool: null,
    response: null,
    source: null,
    lastMessage: null,
    ...more,
  };
  // They are read in the order in which they were made.
  world.markedUntil = Math.max(world.markedUntil, world.now + between(world, 2, 80));
  world.told.push({ evidence, heardAt: world.markedUntil, path: null });
}

/** Lines carry the time of writing, up to 10 ms before they stand in the file. */
export function write(
  world: World,
  owner: { readonly session: string; readonly subagentId: string | null },
  turnId: string,
  fact: RolloutEvidence['fact'],
): void {
  const { subagentId } = owner;
  const evidence: RolloutEvidence = {
    witness: 'rollout',
    at: world.now,
    subagentId,
    turnId,
    fact,
  };
  const heardAt = world.now + between(world, 5, 120);
  world.told.push({ evidence, heardAt, path: rolloutOf(subagentId ?? owner.session) });
}

export function tell(world: World, evidence: Evidence, lagMs = 0): void {
  world.told.push({ evidence, heardAt: world.now + lagMs, path: null });
}

export function press(world: World, key: KeyEvidence['key']): void {
  tell(world, { witness: 'key', at: world.now, key });
}

/** Enter on a prompt, which the screen shows or does not show yet. */
export function sendPrompt(world: World): void {
  const seen = between(world, 0, 1) === 1 ? ({ sends: 'prompt' } as const) : {};
  tell(world, { witness: 'key', at: world.now, key: 'Enter', ...seen });
}

/** After every change of the world: what is true now, and what the TUI says in-band and in its title. */
export function settle(world: World): void {
  const truth = truthOf(world);
  const last = world.truth.at(-1);
  const isNew = last?.name !== truth.name || last.asked !== truth.asked;
  if (isNew || last.isOfSubagents !== truth.isOfSubagents) world.truth.push(truth);
  report(world);
}

const unasked = { asked: null, isOfSubagents: false, withinMs: 150, turn: null };

function truthOf(world: World): Truth {
  const { phase, startupDialog, dialog, root, now: at } = world;
  if (phase === 'over') return { ...unasked, at, name: 'ended' };
  if (phase === 'awaited') return { ...unasked, at, name: 'starting' };
  if (phase === 'before-composer') {
    return { ...unasked, at, name: startupDialog === null ? 'starting' : 'dialog', withinMs: 300 };
  }
  if (dialog !== null) return { ...unasked, at, name: nameOf(dialog), asked: dialog.text };
  return root.isWorking ? { ...unasked, at, name: 'working' } : restOf(world);
}

function nameOf({ kind }: Dialog): LifecycleName {
  if (kind === null) return 'dialog';
  return kind === 'permission' ? 'approval' : 'question';
}

function restOf({ root, subagents, now: at, turnBegan, turnMs, truth }: World): Truth {
  if (root.outcome === 'none') return { ...unasked, at, name: 'ready' };
  if (root.outcome !== 'completed') {
    const turn = { before: turnBegan.before, ms: turnMs };
    const isCut = root.outcome === 'interrupted';
    return { ...unasked, at, name: root.outcome, turn: isCut ? turn : null };
  }
  if (subagents > 0) {
    return { ...unasked, at, name: 'working', isOfSubagents: true, withinMs: 300 };
  }
  return { ...unasked, at, name: 'done', withinMs: truth.at(-1)?.isOfSubagents ? 300 : 150 };
}

function inBandOf({ dialog, root, isPreparing }: World): Pick<InBandEvidence, 'report' | 'kind'> {
  if (dialog !== null) return { report: 'blocked', kind: dialog.kind ?? 'elicitation' };
  if (root.isWorking || isPreparing) return { report: 'working', kind: null };
  return { report: root.rest, kind: null };
}

const titleOf = { working: 'working', blocked: 'blocked' } as const;

function report(world: World): void {
  if (world.phase !== 'running') return;
  const said = inBandOf(world);
  const key = `${said.report} ${said.kind}`;
  if (key === world.reported) return;
  world.reported = key;
  tell(world, { witness: 'in-band', at: world.now, ...said });
  // The title of a question or an approval comes up to a second late.
  const lagMs = said.report === 'blocked' ? between(world, 0, 1_000) : between(world, 0, 35);
  const shows = said.report in titleOf ? titleOf[said.report as 'working' | 'blocked'] : 'rest';
  tell(world, { witness: 'title', at: world.now + lagMs, shows }, lagMs);
}
