import type { Moved } from './door.ts';
import { type DoorView, notForKeys, typingMs } from './door-view.ts';
import { showsAround, showsDraft, showsPaste } from './draft-match.ts';
import { type PromptJob, type PromptStage, settledJob } from './prompt-job.ts';
import { isCommand, pasteOf } from './prompt-text.ts';

/** What is drawn in several steps has come to rest by then. */
const drawnMs = 60;

/** Much longer than codex takes to draw; a key whose text still stands there then is taken to be lost. */
const pressAgainMs = 1_500;
const pressLimit = 3;

/** Then its sender is told that it takes long. */
const stallMs = 5_000;

/** Then a paste that never showed is taken to be lost. */
const unseenMs = 15_000;

/** Then nothing more is awaited from a codex at rest; one that works may take it at the end of its turn. */
const silenceMs = 60_000;

/** When to look into what codex has written, until then: hooks that work would have told. */
const looksMs = {
  heard: [5_000, 15_000],
  unheard: [300, 1_000, 2_500, 5_000, 10_000, 20_000, 40_000],
};

type Sight = { readonly view: DoorView; readonly now: number };
type StageOf<Type extends PromptStage['type']> = Extract<PromptStage, { type: Type }>;
type KeyProblem = { readonly why: string; readonly until: readonly number[] };

const still = (job: PromptJob, ...wakeAt: readonly number[]): Moved => ({
  job,
  orders: [],
  wakeAt,
});

/** Its text is sent once it is seen in the composer, and nothing else with it. */
export function advancePasted(job: PromptJob, stage: StageOf<'pasted'>, sight: Sight): Moved {
  const { view, now } = sight;
  const { screen } = view;
  const problem =
    keyProblem(sight) ??
    (screen && showsPaste(screen.facts, pasteOf(job.text, job.commands)) ? null : notShown);
  if (problem === null && now < stage.notBefore) return still(job, stage.notBefore);
  if (problem === null && stage.isSaved) return press(job, stage, sight);
  const lostAt = Math.max(job.typedAt ?? now, screen?.since ?? now) + unseenMs;
  if (screen?.facts.composer === 'empty' && screen.facts.open === null && now >= lostAt) {
    const why = 'its text is not in the composer, and codex has not taken it';
    return missed(job, why, now);
  }
  return stalled(job, stage, { now, problem: problem ?? notSaved, wakeAt: [lostAt] });
}

const notShown: KeyProblem = {
  why: 'its composer does not show the text, or shows more than that',
  until: [],
};
const notSaved: KeyProblem = { why: 'it is not on the disk yet', until: [] };

/** Waits for codex's word; a key that was lost is pressed again while the text stands there. */
export function advanceSent(job: PromptJob, stage: StageOf<'sent'>, sight: Sight): Moved {
  const { view, now } = sight;
  const left = stage.left || hasLeft(job, stage, sight);
  if (left && isCommand(job.text, job.commands)) {
    return still(settledJob(job, 'accepted', { why: null, at: now }));
  }
  if (!left && view.screen && showsAround(view.screen.facts, stage.shown)) {
    return advanceStanding(job, stage, sight);
  }
  return advancePending({ ...job, stage: { ...stage, left } }, { ...stage, left }, sight);
}

function advanceStanding(job: PromptJob, stage: StageOf<'sent'>, sight: Sight): Moved {
  const { now } = sight;
  const againAt = stage.pressedAt + pressAgainMs;
  if (now < againAt) return still(job, againAt);
  if (isCommand(job.text, job.commands)) {
    const why = 'codex does not run it; it stands in its composer';
    return still(settledJob(job, 'failed', { why, at: now }));
  }
  const isAlone = sight.view.screen && showsDraft(sight.view.screen.facts, stage.shown);
  const problem = keyProblem(sight) ?? (isAlone ? null : notShown);
  if (problem === null && stage.presses < pressLimit) return press(job, stage, sight);
  const refuses = { why: 'codex does not take it; it stands in its composer', until: [] };
  return stalled(job, stage, { now, problem: problem ?? refuses, wakeAt: [] });
}

/** The composer has let go of it. */
function advancePending(job: PromptJob, stage: StageOf<'sent'>, { view, now }: Sight): Moved {
  const wakeAt = [stage.pressedAt + drawnMs, stage.pressedAt + stallMs];
  const lookAt = stage.pressedAt + lookMs(view, stage.looks);
  if (now < lookAt) return still(withStall(job, stage, view, now), ...wakeAt, lookAt);
  if (now >= stage.pressedAt + silenceMs && view.state !== 'working') {
    const why = 'codex has given no sign of it for a minute';
    return missed(job, why, now);
  }
  // Those that were due while it still stood in the composer are past.
  let looks = stage.looks + 1;
  while (stage.pressedAt + lookMs(view, looks) <= now) looks += 1;
  const looked = { ...stage, looks };
  return {
    job: withStall({ ...job, stage: looked }, looked, view, now),
    orders: [{ type: 'find', prompt: job.id }],
    wakeAt: [...wakeAt, stage.pressedAt + lookMs(view, looked.looks)],
  };
}

/** Nothing more is awaited: what codex has written decides. */
function missed(job: PromptJob, why: string, now: number): Moved {
  return {
    job: { ...job, stage: { type: 'missed', at: now, asked: true, why } },
    orders: [{ type: 'find', prompt: job.id }],
    wakeAt: [],
  };
}

/** How long after the key the next look into what codex has written is due, when there were so many before. */
function lookMs({ hooks }: DoorView, looks: number): number {
  const first = hooks === 'heard' ? looksMs.heard : looksMs.unheard;
  return first[looks] ?? silenceMs * (looks - first.length + 1);
}

function withStall(
  job: PromptJob,
  stage: StageOf<'sent'>,
  { state }: DoorView,
  now: number,
): PromptJob {
  const isLong = now >= stage.pressedAt + stallMs;
  return { ...job, stage: { ...stage, why: isLong ? stallWords(job, state) : null } };
}

function stallWords({ when }: PromptJob, state: DoorView['state']): string {
  if (state !== 'working') return 'codex has not said yet that it took it';
  return when === 'now'
    ? 'codex takes it at the next step of its turn'
    : 'it stands in codex’s own queue';
}

function press(
  job: PromptJob,
  { isSaved, presses }: StageOf<'pasted' | 'sent'>,
  { view }: Sight,
): Moved {
  const shown = view.screen?.facts.draft?.text ?? '';
  // Tab puts it into codex's own queue while a turn goes on; at rest Enter is what surely sends it.
  const key = job.when !== 'now' && view.state === 'working' ? 'Tab' : 'Enter';
  return {
    job: { ...job, stage: { type: 'sending', isSaved, presses, shown, why: null } },
    orders: [{ type: 'press', prompt: job.id, key }],
    wakeAt: [],
  };
}

function stalled(
  job: PromptJob,
  stage: StageOf<'pasted' | 'sent'>,
  told: { readonly now: number; readonly problem: KeyProblem; readonly wakeAt: readonly number[] },
): Moved {
  const stallAt = (job.typedAt ?? told.now) + stallMs;
  const why = told.now < stallAt ? null : told.problem.why;
  return still(
    { ...job, stage: { ...stage, why } },
    ...told.wakeAt,
    ...told.problem.until,
    stallAt,
  );
}

/** What keeps the key that sends a draft from being pressed; null when nothing does. */
function keyProblem({ view, now }: Sight): KeyProblem | null {
  const { screen, typedAt, state } = view;
  if (screen === null) return { why: 'its screen cannot be read', until: [] };
  const waits = state === 'approval' || state === 'question' || state === 'dialog';
  const why = notForKeys(screen.facts) ?? (waits ? 'it waits for its user' : null);
  if (why !== null) return { why: `${why}; the text stands in its composer`, until: [] };
  if (typedAt !== null && now < typedAt + typingMs) {
    return { why: 'its user types; the text stands in its composer', until: [typedAt + typingMs] };
  }
  const restsAt = screen.since + drawnMs;
  return now < restsAt ? { why: 'its screen changes', until: [restsAt] } : null;
}

/** Something else than our text was seen after the key. What covers the composer may still hide it. */
function hasLeft(job: PromptJob, stage: StageOf<'sent'>, { view, now }: Sight): boolean {
  const { screen } = view;
  if (screen === null || showsAround(screen.facts, stage.shown)) return false;
  if (screen.since <= stage.pressedAt && now < stage.pressedAt + drawnMs) return false;
  const { composer, open } = screen.facts;
  // A command's own menu is a sign that it runs.
  const isMenu = open?.kind === 'menu' || open?.kind === 'view';
  return (
    composer === 'empty' || composer === 'draft' || (isCommand(job.text, job.commands) && isMenu)
  );
}
