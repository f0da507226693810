import { hookEvents, type MarkerMeaning } from '../codex/hook-events.ts';
import type { MarkerEvidence } from './evidence.ts';
import type { Ask, Lifecycle, Thread } from './lifecycle-memory.ts';
import {
  isOfOlderTurn,
  type TurnTrace,
  threadOf,
  withAsk,
  withNews,
  withOutcome,
  withThread,
  withTurn,
} from './lifecycle-turns.ts';
import { shortLine, toolLine } from './tool-line.ts';

/** What a piece of evidence did to the memory; `ignored` names the rule by which it did nothing. */
export type Taken = { readonly lifecycle: Lifecycle; readonly ignored: string | null };

/** A marker of the agent's own session. */
export function takeOwn(lifecycle: Lifecycle, marker: MarkerEvidence): Taken {
  const { means } = hookEvents[marker.event];
  const thread = threadOf(lifecycle.memory, marker.subagentId);
  // Codex begins a session with its first turn; of a turn that is known it says nothing new.
  const isNews = means !== 'session-began' || thread.openedAt === null;
  if (means === 'nothing' || !isNews) return { lifecycle, ignored: null };
  const trace: TurnTrace = { turnId: marker.turnId, at: marker.at, witness: 'marker' };
  if (isOfOlderTurn(thread, trace)) return { lifecycle, ignored: 'marker-of-older-turn' };
  const opened = withTurn(withRollout(thread, marker), trace);
  const changed = afterMeaning[means](opened, marker);
  const isLate = thread.outcome !== null && thread.outcome === changed.outcome;
  return {
    lifecycle: {
      ...lifecycle,
      memory: withThread(lifecycle.memory, marker.subagentId, changed),
    },
    ignored: isLate ? 'marker-of-ended-turn' : null,
  };
}

/** SubagentStop names the rollout of the root. */
function withRollout(thread: Thread, { subagentId, event, rolloutPath }: MarkerEvidence): Thread {
  if (subagentId === null || event === 'SubagentStop' || thread.rolloutPath !== null) return thread;
  return { ...thread, rolloutPath };
}

type Change = (thread: Thread, marker: MarkerEvidence) => Thread;

/** Nothing runs and nobody is asked at the boundary between two requests to the model. */
const goesOn: Change = (thread, { at }) => withNews(thread, { activity: null, asks: [] }, at);

const toolBegan: Change = (thread, marker) => {
  const { tool, at } = marker;
  if (tool === null) return thread;
  // Whether the question is put to the user or refused to the model shows only afterwards.
  if (tool.name === 'request_user_input') return asking('question', thread, marker);
  return withNews(thread, { activity: { type: 'tool', text: toolLine(tool) } }, at);
};

const toolEnded: Change = (thread, { tool, at }) => {
  const text = tool === null ? null : toolLine(tool);
  // The same may be asked for several times at once.
  const ended = thread.asks.find((ask) => ask.text === text);
  const asks = thread.asks.filter((ask) => ask !== ended);
  return withNews(thread, { activity: null, asks }, at);
};

function asking(kind: Ask['kind'], thread: Thread, { tool, at }: MarkerEvidence): Thread {
  return withAsk(thread, { kind, text: tool === null ? 'a permission' : toolLine(tool), tool, at });
}

const modelAsked: Change = (thread, { at }) => {
  // The next try; what went wrong with the last one stays worth telling.
  const activity = thread.activity?.type === 'retrying' ? thread.activity : null;
  return withNews(thread, { activity, asks: [] }, at);
};

/** Codex does not wait for its hook: what the model asked for may have begun before, so only retries change. */
const modelAnswered: Change = (thread, { response }) => {
  const { activity, outcome } = thread;
  if (outcome !== null || activity?.type === 'tool') return thread;
  if (response?.status === 'failed') {
    return {
      ...thread,
      activity: { type: 'retrying', text: response.error ?? 'the model failed' },
    };
  }
  return activity?.type === 'retrying' ? { ...thread, activity: null } : thread;
};

const compactionEnded: Change = (thread, marker) =>
  // A `/compact` by hand is a turn of its own, without a Stop.
  marker.source === 'manual' ? completed(thread, marker) : goesOn(thread, marker);

const completed: Change = (thread, { at, lastMessage }) =>
  withOutcome(thread, {
    end: 'completed',
    text: shortLine(lastMessage),
    at,
    witness: 'marker',
  });

const interrupted: Change = (thread, { at }) =>
  withOutcome(thread, { end: 'interrupted', text: null, at, witness: 'marker' });

const afterMeaning: Readonly<Record<Exclude<MarkerMeaning, 'nothing'>, Change>> = {
  'session-began': goesOn,
  'prompt-taken': goesOn,
  'turn-goes-on': goesOn,
  'model-asked': modelAsked,
  'model-answered': modelAnswered,
  'tool-began': toolBegan,
  'permission-wanted': (thread, marker) => asking('approval', thread, marker),
  'tool-ended': toolEnded,
  'compaction-began': (thread, { at }) =>
    withNews(thread, { activity: { type: 'compacting' } }, at),
  'compaction-ended': compactionEnded,
  'turn-completed': completed,
  'turn-interrupted': interrupted,
};
