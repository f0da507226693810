import { advancePasted, advanceSent } from './door-typed.ts';
import { type DoorView, hindrance } from './door-view.ts';
import type { PromptJob, PromptStage } from './prompt-job.ts';
import { pasteOf } from './prompt-text.ts';
import type { PromptId } from './receipt.ts';

/** What is to be done for a prompt. `withPut` is told what became of `paste` and `press`, `withFound` of `find`. */
export type DoorOrder =
  | { readonly type: 'paste'; readonly prompt: PromptId; readonly text: string }
  | { readonly type: 'press'; readonly prompt: PromptId; readonly key: 'Enter' | 'Tab' }
  /** How often codex has written down that it took it. */
  | { readonly type: 'find'; readonly prompt: PromptId };

/** One prompt, moved on. `wakeAt` are instants at which it may go on without any news. */
export type Moved = {
  readonly job: PromptJob;
  readonly orders: readonly DoorOrder[];
  readonly wakeAt: readonly number[];
};

export type DoorStep = {
  readonly jobs: readonly PromptJob[];
  readonly orders: readonly DoorOrder[];
  /** When it may go on without any news; null for not at all. */
  readonly wakeAt: number | null;
};

/** Hooks that codex called right before it ended have told by then. */
const lastWordsMs = 1_000;

/**
 * Moves the prompts of one agent on as far as what is seen of it allows. At most one of them is between its paste and
 * the moment in which the composer is seen without it, and no key is pressed but for that one.
 */
export function advanceDoor(jobs: readonly PromptJob[], view: DoorView, now: number): DoorStep {
  const moved = jobs.map((job) => advanceTyped(job, view, now));
  const begun = beginNext(
    moved.map(({ job }) => job),
    view,
    now,
  );
  const wishes = [...moved.flatMap(({ wakeAt }) => wakeAt), ...begun.wakeAt];
  const later = wishes.filter((at) => at > now);
  return {
    jobs: begun.jobs,
    orders: [...moved.flatMap(({ orders }) => orders), ...begun.orders],
    wakeAt: later.length === 0 ? null : Math.min(...later),
  };
}

function advanceTyped(job: PromptJob, view: DoorView, now: number): Moved {
  const { stage } = job;
  switch (stage.type) {
    case 'waiting':
    case 'settled':
      return { job, orders: [], wakeAt: [] };
    case 'missed':
      return advanceMissed(job, stage, now);
    case 'pasting':
    case 'sending':
    case 'pasted':
    case 'sent':
      if (view.process !== 'running') return missed(job, now);
      if (stage.type === 'pasted') return advancePasted(job, stage, { view, now });
      if (stage.type === 'sent') return advanceSent(job, stage, { view, now });
      return { job, orders: [], wakeAt: [] };
    default:
      return stage satisfies never;
  }
}

function missed(job: PromptJob, now: number): Moved {
  const at = now + lastWordsMs;
  const why = 'codex ended before it took it';
  return {
    job: { ...job, stage: { type: 'missed', at, asked: false, why } },
    orders: [],
    wakeAt: [at],
  };
}

function advanceMissed(
  job: PromptJob,
  stage: Extract<PromptStage, { type: 'missed' }>,
  now: number,
): Moved {
  if (stage.asked) return { job, orders: [], wakeAt: [] };
  if (now < stage.at) return { job, orders: [], wakeAt: [stage.at] };
  const order = { type: 'find', prompt: job.id } as const;
  return { job: { ...job, stage: { ...stage, asked: true } }, orders: [order], wakeAt: [] };
}

/** The oldest that may go; those before it wait for something that does not concern it. */
function beginNext(
  jobs: readonly PromptJob[],
  view: DoorView,
  now: number,
): Pick<DoorStep, 'jobs' | 'orders'> & { readonly wakeAt: readonly number[] } {
  const isTaken = jobs.some(({ stage }) => takesComposer(stage));
  const isPending = jobs.some(({ stage }) => stage.type === 'sent' || stage.type === 'missed');
  const wakeAt: number[] = [];
  const orders: DoorOrder[] = [];
  const next = jobs.map((job): PromptJob => {
    const { stage } = job;
    if (stage.type !== 'waiting') return job;
    const found = hindrance(view, job.when, now);
    const isBehind = isTaken || orders.length > 0 || (isPending && job.when === 'ready');
    if (found === null && !isBehind && now >= stage.notBefore) {
      orders.push({ type: 'paste', prompt: job.id, text: pasteOf(job.text, job.commands) });
      return { ...job, typedAt: now, stage: { type: 'pasting' } };
    }
    wakeAt.push(stage.notBefore, ...(found?.until ? [found.until] : []));
    const why = isBehind && view.process === 'running' ? null : (found?.why ?? null);
    return stage.why === why ? job : { ...job, stage: { ...stage, why } };
  });
  return { jobs: next, orders, wakeAt };
}

function takesComposer(stage: PromptStage): boolean {
  switch (stage.type) {
    case 'pasting':
    case 'pasted':
    case 'sending':
      return true;
    case 'sent':
      return !stage.left;
    case 'waiting':
    case 'missed':
    case 'settled':
      return false;
    default:
      return stage satisfies never;
  }
}
