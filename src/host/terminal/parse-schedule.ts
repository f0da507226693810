import type { Timers } from '../timers.ts';
import { lookEveryMs, type OutputQueue, type OutputSource, outputQueue } from './output-queue.ts';

export type ScheduleEvents<Name> = {
  /** Who was parsed in a turn. */
  readonly onParsed: (names: readonly Name[]) => void;
  /** Whose emulator threw; it has been removed. */
  readonly onBroken: (name: Name, error: unknown) => void;
};

export type ParseSchedule<Name> = {
  readonly add: (name: Name, source: OutputSource) => void;
  /** What still waits of it is forgotten. */
  readonly remove: (name: Name) => void;
  readonly push: (name: Name, bytes: Uint8Array) => void;
  /** Parses at once what waits of that one. */
  readonly finish: (name: Name) => void;
  /** Served first from now on: the agent that is typed into. */
  readonly prefer: (name: Name) => void;
};

/**
 * A turn of the event loop gives parsing no more than that: keys and other agents come in between.
 */
const turnMs = 6;
/** Of it, while others wait, at most that goes to the agent that is typed into. */
const preferredMs = 3;

/**
 * Shares the time for parsing between the agents, so that one that floods delays nobody. Has no
 * timer while nothing comes.
 */
export function parseSchedule<Name>(
  timers: Timers,
  events: ScheduleEvents<Name>,
): ParseSchedule<Name> {
  const serving = servingLine(timers, events);
  const { line, queues } = serving;
  let isTurnDue = false;

  const turn = () => {
    isTurnDue = false;
    const startedAt = timers.now();
    const hasTime = (limitMs: number) => timers.now() - startedAt < limitMs;
    const served = new Set<Name>();
    const first = serving.preferred();
    while (first !== null && line.has(first) && hasTime(line.size > 1 ? preferredMs : turnMs)) {
      served.add(first);
      serving.parseOne(first);
    }
    for (const name of line) {
      if (!hasTime(turnMs)) break;
      served.add(name);
      // Who has more goes to the end of the line, which this loop comes to as well.
      serving.parseOne(name);
    }
    if (line.size > 0) planTurn();
    events.onParsed([...served]);
  };

  const planTurn = () => {
    if (!isTurnDue) timers.soon(turn);
    isTurnDue = true;
  };

  return {
    add: (name, source) => queues.set(name, outputQueue(source)),
    remove: serving.remove,
    prefer: serving.prefer,
    push(name, bytes) {
      const queue = queues.get(name);
      if (!queue) return;
      queue.push(bytes, timers.now());
      line.add(name);
      planTurn();
    },
    finish(name) {
      while (line.has(name)) serving.parseOne(name);
      events.onParsed([name]);
    },
  };
}

/** `line` is who has something waiting, in the order in which they are served. */
function servingLine<Name>(timers: Timers, { onBroken }: ScheduleEvents<Name>) {
  const queues = new Map<Name, OutputQueue>();
  const line = new Set<Name>();
  const batch = batchedReads(timers);
  let preferred: Name | null = null;

  const remove = (name: Name) => {
    queues.get(name)?.close();
    queues.delete(name);
    line.delete(name);
  };

  return {
    queues,
    line,
    remove,
    preferred: () => preferred,
    prefer(name: Name) {
      preferred = name;
      queues.get(name)?.release('batched');
    },
    parseOne(name: Name) {
      line.delete(name);
      const queue = queues.get(name);
      if (!queue) return;
      try {
        queue.parseOne();
      } catch (error) {
        remove(name);
        onBroken(name, error);
        return;
      }
      if (!queue.isEmpty()) line.add(name);
      else if (queue.isQuiet() && name !== preferred) batch.hold(queue);
    },
  };
}

/**
 * Terminals that are read together at the next look: one wake-up for all of them instead of one
 * each.
 */
function batchedReads(timers: Timers) {
  const held = new Set<OutputQueue>();
  return {
    hold(queue: OutputQueue) {
      if (held.size === 0) {
        timers.later(lookEveryMs, () => {
          for (const each of held) each.release('batched');
          held.clear();
        });
      }
      held.add(queue);
      queue.hold('batched');
    },
  };
}
