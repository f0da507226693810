import { hookEvents, type MarkerMeaning } from '../codex/hook-events.ts';
import type { MarkerEvidence } from './evidence.ts';
import { type Ask, type Lifecycle, type Memory, noTurn, type Thread } from './lifecycle-memory.ts';
import {
  isOfOlderTurn,
  type TurnTrace,
  threadOf,
  withNews,
  withOutcome,
  withThread,
  withTurn,
} from './lifecycle-turns.ts';
import { shortLine, toolLine } from './tool-line.ts';

/** What a piece of evidence did to the memory; `ignored` names the rule by which it did nothing. */
export type Taken = { readonly lifecycle: Lifecycle; readonly ignored: string | null };

/** More than a session that becomes ours can have sent before we hear of it. */
const foreignLimit = 32;
/** More than a model calls tools side by side. */
const askLimit = 16;

export function takeMarker(lifecycle: Lifecycle, marker: MarkerEvidence): Taken {
  const { memory } = lifecycle;
  if (memory.process.type === 'running' && marker.at < memory.process.startedAt) {
    return { lifecycle, ignored: 'marker-of-earlier-process' };
  }
  if (memory.rootedAt !== null && marker.sessionId !== lifecycle.sessionId) {
    return isNewRoot(lifecycle, marker)
      ? reroot(lifecycle, marker)
      : keepForeign(lifecycle, marker);
  }
  return takeOwn(named(lifecycle, marker), marker);
}

/** The first marker of a process names its session. */
function named(lifecycle: Lifecycle, marker: MarkerEvidence): Lifecycle {
  const isOfRoot = marker.subagentId === null;
  const rootedAt = Math.min(lifecycle.memory.rootedAt ?? marker.at, marker.at);
  return {
    ...lifecycle,
    sessionId: marker.sessionId,
    // A subagent's marker names the subagent's own rollout and model.
    rolloutPath: (isOfRoot ? marker.rolloutPath : null) ?? lifecycle.rolloutPath,
    model: (isOfRoot ? marker.model : null) ?? lifecycle.model,
    memory: { ...lifecycle.memory, rootedAt },
  };
}

/**
 * `/clear`, `/new`, resume and fork begin a session at rest. A codex that runs inside a tool of ours also
 * begins one, but then a turn of ours goes on; and it never says `clear`.
 */
function isNewRoot({ memory }: Lifecycle, marker: MarkerEvidence): boolean {
  if (hookEvents[marker.event].means !== 'session-began' || marker.subagentId !== null)
    return false;
  // One that comes late began a session that we have left since.
  if (marker.at < (memory.rootedAt ?? 0)) return false;
  return marker.source === 'clear' || !isRootBusyAt(memory, marker.at);
}

function isRootBusyAt({ root, inBand }: Memory, at: number): boolean {
  if (root.openedAt === null || root.openedAt > at || root.outcome !== null) return false;
  const restedAt = inBand === null ? 0 : (inBand.busy?.from ?? inBand.at);
  return restedAt <= root.openedAt;
}

function reroot(lifecycle: Lifecycle, marker: MarkerEvidence): Taken {
  const early = lifecycle.memory.foreign.filter(
    (foreign) => foreign.sessionId === marker.sessionId,
  );
  const rooted: Lifecycle = {
    ...lifecycle,
    rolloutPath: null,
    context: null,
    memory: { ...lifecycle.memory, rootedAt: null, root: noTurn, subagents: {}, foreign: [] },
  };
  const caughtUp = [marker, ...early].reduce(
    (current, evidence) => takeOwn(named(current, evidence), evidence).lifecycle,
    rooted,
  );
  return { lifecycle: caughtUp, ignored: null };
}

function keepForeign(lifecycle: Lifecycle, marker: MarkerEvidence): Taken {
  const foreign = [...lifecycle.memory.foreign, marker].slice(-foreignLimit);
  return {
    lifecycle: { ...lifecycle, memory: { ...lifecycle.memory, foreign } },
    ignored: 'foreign-session',
  };
}

function takeOwn(lifecycle: Lifecycle, marker: MarkerEvidence): Taken {
  const { means } = hookEvents[marker.event];
  const thread = threadOf(lifecycle.memory, marker.subagentId);
  // Codex begins a session with its first turn; of a turn that is known it says nothing new.
  const isNews = means !== 'session-began' || thread.openedAt === null;
  if (means === 'nothing' || !isNews) return { lifecycle, ignored: null };
  const trace: TurnTrace = { turnId: marker.turnId, at: marker.at, witness: 'marker' };
  if (isOfOlderTurn(thread, trace)) return { lifecycle, ignored: 'marker-of-older-turn' };
  const changed = afterMeaning[means](withTurn(thread, trace), marker);
  const isLate = thread.outcome !== null && thread.outcome === changed.outcome;
  return {
    lifecycle: {
      ...lifecycle,
      memory: withThread(lifecycle.memory, marker.subagentId, changed),
    },
    ignored: isLate ? 'marker-of-ended-turn' : null,
  };
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
  const asks = thread.asks.filter((ask) => ask.text !== text);
  return withNews(thread, { activity: null, asks }, at);
};

function asking(kind: Ask['kind'], thread: Thread, { tool, at }: MarkerEvidence): Thread {
  const text = tool === null ? 'a permission' : toolLine(tool);
  // A marker may come twice.
  const others = thread.asks.filter((ask) => ask.at !== at || ask.text !== text);
  return withNews(thread, { asks: [...others, { kind, text, at }].slice(-askLimit) }, at);
}

const modelAsked: Change = (thread, { at }) => {
  // The next try; what went wrong with the last one stays worth telling.
  const activity = thread.activity?.type === 'retrying' ? thread.activity : null;
  return withNews(thread, { activity, asks: [] }, at);
};

const modelAnswered: Change = (thread, { response, at }) =>
  withNews(
    thread,
    {
      asks: [],
      activity:
        response?.status === 'failed'
          ? { type: 'retrying', text: response.error ?? 'the model failed' }
          : null,
    },
    at,
  );

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
