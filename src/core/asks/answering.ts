import type { AgentRecord } from '../host/host-state.ts';
import { outcomeOf } from './answer-outcome.ts';
import type { AskChoice } from './pending-ask.ts';
import { type StandingAsk, standingAsk, type Way } from './standing-ask.ts';

/** One answer on its way: a key goes in once all witnesses have agreed for a while, and then no other. */
export type Answering = {
  readonly standing: StandingAsk;
  readonly choice: AskChoice;
  readonly phase: AnswerPhase;
  /** When it goes on without news, epoch ms. */
  readonly until: number;
};

type AnswerPhase =
  /** Whether what is shown stays. `moved`: the choice was to be highlighted first, and that key is pressed. */
  | { readonly type: 'settling'; readonly moved: boolean; readonly giveUpAt: number }
  /** The shell presses a key, if the screen still shows the same; whether it is the one that decides. */
  | {
      readonly type: 'pressing';
      readonly key: 'move' | 'decide';
      readonly moved: boolean;
      readonly giveUpAt: number;
    }
  /** The key was pressed. `goneAt`: since when the request does not stand there any more. */
  | { readonly type: 'confirming'; readonly pressedAt: number; readonly goneAt: number | null };

/** What has come of one: nothing yet, a key to press, or its end. */
export type Answered =
  | { readonly type: 'waits'; readonly answering: Answering }
  | { readonly type: 'presses'; readonly answering: Answering; readonly key: string }
  | { readonly type: 'over'; readonly ok: boolean; readonly message: string };

/** What a person has to have been shown, at least, before a key of theirs can mean it. */
const stableMs = 300;
/** For an answer that would meet what somebody is typing right now. */
const typingMs = 1_000;
const settlingLimitMs = 2_000;
/** Codex takes a key within 50 ms, and 2 s is what its user waits for. */
const confirmLimitMs = 2_000;

export function newAnswering(standing: StandingAsk, choice: AskChoice, now: number): Answering {
  const phase = { type: 'settling', moved: false, giveUpAt: now + settlingLimitMs } as const;
  return { standing, choice, phase, until: now };
}

/** Whether it was shown for long enough under its id to be meant by whoever names it. */
export function isMeant({ renamedAt }: StandingAsk, now: number): boolean {
  return renamedAt === null || now >= renamedAt + stableMs;
}

/** From when on what stands there has stood for long enough. */
export function stableFrom({ agreedAt, renamedAt }: StandingAsk): number {
  return Math.max(agreedAt, renamedAt ?? 0) + stableMs;
}

/** The same, and until whoever typed before it came up has ceased to. */
function pressableFrom(standing: StandingAsk, { typedAt }: Pick<AgentRecord, 'typedAt'>): number {
  return Math.max(stableFrom(standing), typedAt === null ? 0 : typedAt + typingMs);
}

/** Whether somebody is typing into the request itself, so that a key of ours may meet what comes after it. */
export function isTypedInto(
  { ask }: StandingAsk,
  { typedAt }: Pick<AgentRecord, 'typedAt'>,
  now: number,
): boolean {
  return typedAt !== null && typedAt >= ask.since && now < typedAt + typingMs;
}

/** Once more, because something was heard of the agent or the time has come. `news` tells which. */
export function answerFurther(
  answering: Answering,
  agent: AgentRecord,
  news: { readonly type: 'woke' | 'put' | 'other'; readonly done?: boolean; readonly now: number },
): Answered {
  const { phase } = answering;
  switch (phase.type) {
    case 'settling':
      return settled(answering, phase, agent, news);
    case 'pressing':
      if (news.type === 'put') return pressed(answering, phase, news);
      return news.now < phase.giveUpAt
        ? { type: 'waits', answering }
        : over(`Whether a key was pressed is not known: look at ${agent.name}.`);
    case 'confirming':
      return confirmed(answering, phase, agent, news.now);
    default:
      return phase satisfies never;
  }
}

type PhaseOf<Type extends AnswerPhase['type']> = Extract<AnswerPhase, { type: Type }>;

function settled(
  answering: Answering,
  phase: PhaseOf<'settling'>,
  agent: AgentRecord,
  { type, now }: { readonly type: string; readonly now: number },
): Answered {
  const { standing, choice } = answering;
  const untouched = (why: string) => over(`${deedOf(phase)}: ${why}.`);
  if (isTypedInto(standing, agent, now)) return untouched(`somebody is typing into ${agent.name}`);
  const there = standingAsk(agent);
  if (there?.ask.id !== standing.ask.id) {
    const instead = there === null ? 'for nothing any more' : 'with something else by now';
    return untouched(`${agent.name} waits ${instead}`);
  }
  const way = there.ways.find(({ number }) => number === choice.number);
  if (!way) {
    return untouched(there.ask.problem ?? `${agent.name} offers "${choice.label}" no more`);
  }
  if (now >= phase.giveUpAt) return untouched(`the screen of ${agent.name} does not come to rest`);
  const isMoving = phase.moved && way.highlight?.isHere === false;
  const restsFrom = isMoving ? phase.giveUpAt : pressableFrom(there, agent);
  // The host reads what hooks have left before it wakes: nothing is decided by half of the story.
  if (type === 'woke' && now >= restsFrom) {
    return press({ ...answering, standing: there }, way, phase);
  }
  const until = Math.max(now, Math.min(restsFrom, phase.giveUpAt));
  return { type: 'waits', answering: { ...answering, until } };
}

function deedOf({ moved }: PhaseOf<'settling'>): string {
  return moved ? 'Only the highlight was moved' : 'Nothing was pressed';
}

function press(answering: Answering, way: Way, phase: PhaseOf<'settling'>): Answered {
  const { highlight } = way;
  const moves = highlight !== null && !highlight.isHere;
  const { moved, giveUpAt } = phase;
  return {
    type: 'presses',
    key: moves ? highlight.key : way.key,
    answering: {
      ...answering,
      phase: { type: 'pressing', key: moves ? 'move' : 'decide', moved, giveUpAt },
      until: giveUpAt,
    },
  };
}

/** What the screen shows instead was told before: then it settles once more, or the request is gone. */
function pressed(
  answering: Answering,
  { key, moved, giveUpAt }: PhaseOf<'pressing'>,
  { done, now }: { readonly done?: boolean; readonly now: number },
): Answered {
  if (done === true && key === 'decide') {
    const phase = { type: 'confirming', pressedAt: now, goneAt: null } as const;
    return { type: 'waits', answering: { ...answering, phase, until: now + confirmLimitMs } };
  }
  const phase =
    done === true
      ? ({ type: 'settling', moved: true, giveUpAt: now + settlingLimitMs } as const)
      : ({ type: 'settling', moved, giveUpAt } as const);
  return { type: 'waits', answering: { ...answering, phase, until: now + stableMs } };
}

function confirmed(
  answering: Answering,
  phase: PhaseOf<'confirming'>,
  agent: AgentRecord,
  now: number,
): Answered {
  const there = standingAsk(agent);
  const isGone = there?.key !== answering.standing.key;
  const goneAt = isGone ? (phase.goneAt ?? now) : null;
  const { pressedAt } = phase;
  const giveUpAt = pressedAt + confirmLimitMs;
  const outcome = outcomeOf(answering, agent, { pressedAt, goneAt, now, isLast: now >= giveUpAt });
  if (outcome !== null) return { type: 'over', ...outcome };
  const until = goneAt === null ? giveUpAt : Math.min(giveUpAt, now + stableMs);
  return {
    type: 'waits',
    answering: { ...answering, phase: { ...phase, goneAt }, until },
  };
}

function over(message: string): Answered {
  return { type: 'over', ok: false, message };
}
