import type { AgentId, LaunchFacts } from '../../src/core/agent/agent.ts';
import type { Choice, Open, ScreenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import type { HostEffect, HostEvent } from '../../src/core/host/host-events.ts';
import { rosterEntry } from '../../src/core/host/host-state.ts';
import type { Evidence, MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import { inBand, marker, turn } from './evidence.ts';
import { client, type HostRun, idOf, runningHost } from './host-run.ts';
import { recordedAt } from './recorded-evidence.ts';

/** What somebody does, or codex; each some ms after the one before. */
export type AskAct = { readonly afterMs: number } & (
  | { readonly type: 'ask'; readonly command: string }
  /** The user types into the agent itself. */
  | { readonly type: 'type'; readonly key: 'y' | 'Escape' | 'Down' }
  /** Of a request that was on the roster: 0 is the one that is there now, 1 the one before. */
  | { readonly type: 'answer'; readonly choice: 'approve' | 'deny'; readonly back: number | null }
  /** Codex takes back the request that it shows; it does so without a key in no known case. */
  | { readonly type: 'withdraw' }
  /** The terminal gets another size. */
  | { readonly type: 'resize' }
);

/** How long codex and the host take for things, drawn anew for each. */
export type AskLags = { readonly next: (from: number, to: number) => number };

type Request = { readonly number: number; readonly command: string };

export type AskedRun = {
  /** Keys of ours: what they were meant for, and what they met. */
  readonly presses: readonly {
    readonly key: string;
    readonly meant: number | null;
    readonly met: number | null;
  }[];
  /** What became of each answer. */
  readonly replies: readonly {
    readonly ok: boolean;
    readonly choice: 'approve' | 'deny';
    readonly meant: number | null;
  }[];
  readonly answers: number;
  /** Of requests that a key of ours met: how they ended. */
  readonly ended: ReadonlyMap<number, 'approved' | 'denied'>;
};

/**
 * A codex that shows one request at a time, the newest of those that wait, and takes a key as soon as it comes;
 * what its screen, its hooks and its own word tell of that comes later.
 */
export function askedRun(
  acts: readonly AskAct[],
  { lags, hooks }: { readonly lags: AskLags; readonly hooks: 'on' | 'off' },
): AskedRun {
  const host = runningHost('api');
  const api = idOf(host, 'api');
  const world = newWorld(host, api, { lags, hooks });
  world.hear(inBand(0, 'idle'), 100);
  if (hooks === 'on') world.hear(marker(0, 'UserPromptSubmit'), 200);
  else host.happens(20, { type: 'prepared', agent: api, facts: { launch: withoutHooks } });
  world.hear(inBand(0, 'working'), 205);
  let at = 300;
  for (const act of acts) {
    at += act.afterMs;
    world.plan(at, () => world.act(act));
  }
  world.runUntil(at + 10_000);
  return world.run;
}

const withoutHooks: LaunchFacts = {
  codexHome: '/home',
  codexVersion: '0.169.0',
  model: null,
  reasoningEffort: null,
  sandbox: null,
  approval: null,
  network: null,
  hooks: { type: 'off', reason: 'its user said so' },
  dangerous: [],
};

/** Longer than a screen lags behind: no host can know sooner. */
const withdrawnMs = 40;

const labels = ['Yes, proceed', 'No, and tell Codex what to do differently'];

function factsOf(request: Request | null, columns: number): ScreenFacts {
  const nothing = { draft: null, mode: null, thread: null } as const;
  if (request === null) return { ...nothing, composer: 'empty', mode: 'prompt', open: null };
  const choices: readonly Choice[] = ['y', 'esc'].map((key, index) => ({
    number: index + 1,
    label: labels[index] ?? '',
    key,
    isHighlighted: index === 0,
  }));
  const open: Open = {
    kind: 'approval',
    name: 'command',
    title: 'Would you like to run the following command?',
    thread: null,
    command: request.command.match(new RegExp(`.{1,${columns}}`, 'g'))?.join('\n') ?? '',
    reason: null,
    destination: null,
    choices,
    isWhole: true,
  };
  return { ...nothing, composer: 'hidden', open };
}

function newWorld(
  host: HostRun,
  api: AgentId,
  { lags, hooks }: { readonly lags: AskLags; readonly hooks: 'on' | 'off' },
) {
  const plans: { at: number; order: number; do: () => void }[] = [];
  let now = 20;
  let order = 0;
  let numbers = 0;
  let columns = 40;
  let alarm: (() => void) | null = null;
  /** What codex waits with, and the one of it that takes the keys. */
  let waiting: readonly Request[] = [];
  let open: Request | null = null;
  /** What the emulator has, and what the host was told of it. */
  let screen: Request | null = null;
  let told = '';
  let isWatched = false;
  let typedAt = 0;
  let typedTold = 0;
  let isTellingTyped = false;
  let pending: { readonly meant: number | null; readonly choice: 'approve' | 'deny' } | null = null;
  const ids: string[] = [];
  const run = {
    presses: [] as AskedRun['presses'][number][],
    replies: [] as AskedRun['replies'][number][],
    answers: 0,
    ended: new Map<number, 'approved' | 'denied'>(),
  };

  const plan = (at: number, what: () => void) => {
    order += 1;
    plans.push({ at: Math.max(at, now), order, do: what });
  };
  const later = (from: number, to: number, what: () => void) =>
    plan(now + lags.next(from, to), what);

  const tell = (event: HostEvent) => carryOut(host.happens(now, event));
  const hear = (evidence: Evidence, at: number) => {
    const made = { ...evidence, at: recordedAt + at };
    plan(at, () => tell({ type: 'evidence', agent: api, evidence: made }));
  };
  const hook = (event: MarkerEvidence['event'], command: string | null) => {
    if (hooks === 'off') return;
    const tool = command === null ? null : { name: 'Bash', command, reason: null };
    const made = { ...marker(now, event, { turnId: turn(1), tool }), at: recordedAt + now };
    // Those that lie there are read before the host wakes, or hears of anything else.
    markers.push(made);
    later(0, 60, takeMarkers);
  };
  const markers: Evidence[] = [];
  const takeMarkers = () => {
    for (const evidence of markers.splice(0)) tell({ type: 'evidence', agent: api, evidence });
  };

  const look = () => {
    if (!isWatched) return;
    const facts = factsOf(screen, columns);
    if (JSON.stringify(facts) === told) return;
    told = JSON.stringify(facts);
    tell({ type: 'screen-read', agent: api, facts });
  };
  const draw = () => {
    const shown = open;
    later(1, 30, () => {
      screen = shown;
      note();
      later(0, 45, look);
    });
  };
  const show = (request: Request | null) => {
    const wasOpen = open !== null;
    open = request;
    draw();
    if (wasOpen === (open !== null)) return;
    const report = open === null ? inBand(now, 'working') : inBand(now, 'blocked', 'permission');
    later(0, 20, () => {
      takeMarkers();
      tell({ type: 'evidence', agent: api, evidence: { ...report, at: recordedAt + now } });
    });
  };

  /** Codex takes a key. */
  const take = (key: string) => {
    const taken = open;
    if (taken === null || key === 'Down') return;
    waiting = waiting.filter((one) => one !== taken);
    if (key === 'y') {
      run.ended.set(taken.number, 'approved');
      const ms = lags.next(5, 1_500);
      plan(now + ms, () => hook('PostToolUse', taken.command));
      show(waiting.at(-1) ?? null);
      return;
    }
    for (const one of [taken, ...waiting]) run.ended.set(one.number, 'denied');
    waiting = [];
    show(null);
    // The next turn is not modelled: what is asked from now on belongs to the same one.
    later(5, 30, () => hook('PreModelRequest', null));
  };

  const tellTyped = () => {
    if (!isWatched || typedTold === typedAt) return;
    typedTold = typedAt;
    tell({ type: 'typed', agent: api, at: recordedAt + typedAt });
    if (isTellingTyped) return;
    isTellingTyped = true;
    plan(now + 250, () => {
      isTellingTyped = false;
      tellTyped();
    });
  };

  const currentId = () => {
    const [agent] = host.model().agents;
    return agent ? (rosterEntry(agent).ask?.id ?? null) : null;
  };

  const note = () => {
    const [agent] = host.model().agents;
    const ask = agent ? rosterEntry(agent).ask : null;
    if (ask === null || ask.problem !== null) return;
    if (ids.at(-1) !== ask.id) ids.push(ask.id);
  };

  const setAlarm = (at: number | null) => {
    const mine = () => {
      if (alarm !== mine) return;
      takeMarkers();
      tell({ type: 'woke' });
    };
    alarm = at === null ? null : mine;
    if (at !== null) plan(at - recordedAt, mine);
  };

  const watch = (wanted: boolean) => {
    isWatched = wanted;
    told = '';
    if (!wanted) return;
    plan(now, tellTyped);
    plan(now, look);
  };

  const answered = (ok: boolean) => {
    if (pending) run.replies.push({ ...pending, ok });
    pending = null;
  };

  const carryOut = (effects: readonly HostEffect[]) => {
    for (const effect of effects) {
      if (effect.type === 'wake') setAlarm(effect.at);
      if (effect.type === 'watch-screen') watch(effect.wanted);
      if (effect.type === 'press') plan(now, () => press(effect));
      if (effect.type === 'reply') answered(effect.reply.ok);
    }
    note();
  };

  const press = (effect: Extract<HostEffect, { type: 'press' }>) => {
    look();
    const done = JSON.stringify(factsOf(screen, columns)) === JSON.stringify(effect.on);
    if (done) {
      run.presses.push({
        key: effect.key,
        meant: pending?.meant ?? null,
        met: open?.number ?? null,
      });
      take(effect.key);
    }
    tell({ type: 'put', agent: api, purpose: effect.purpose, done });
  };

  const ask = (command: string) => {
    numbers += 1;
    const request = { number: numbers, command };
    hook('PermissionRequest', command);
    later(4, 40, () => {
      waiting = [...waiting, request];
      if (open === null) show(request);
    });
  };

  const type = (key: string) => {
    typedAt = now;
    if (!isTellingTyped) tellTyped();
    later(0, 5, () => take(key));
  };

  const answer = ({ choice, back }: Extract<AskAct, { type: 'answer' }>) => {
    const id = back === null ? null : ids.at(-1 - back);
    if (id === undefined || pending !== null) return;
    run.answers += 1;
    const isOld = id !== null && id !== currentId();
    pending = { choice, meant: isOld ? -1 : (screen?.number ?? null) };
    const command = { type: 'answer', agent: 'api', ask: id, choice } as const;
    tell({ type: 'asked', client, request: run.answers, command });
  };

  const withdraw = () => {
    waiting = waiting.filter((one) => one !== open);
    show(null);
    plan(now + withdrawnMs, () => {
      if (open === null && waiting.length > 0) show(waiting.at(-1) ?? null);
    });
  };

  const resize = () => {
    columns = columns === 40 ? 8 : 40;
    later(0, 45, look);
  };

  const act = (what: AskAct) => {
    switch (what.type) {
      case 'ask':
        return ask(what.command);
      case 'type':
        return type(what.key);
      case 'answer':
        return answer(what);
      case 'withdraw':
        return withdraw();
      case 'resize':
        return resize();
      default:
        return what satisfies never;
    }
  };

  const runUntil = (end: number) => {
    for (;;) {
      plans.sort((left, right) => left.at - right.at || left.order - right.order);
      const next = plans[0];
      if (!next || next.at > end) return;
      plans.shift();
      now = next.at;
      next.do();
    }
  };
  return { run, plan, hear, act, runUntil };
}
