import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { AgentId } from '../../core/agent/agent.ts';
import type { HookEvidence } from '../../core/lifecycle/evidence.ts';
import { isSystemError } from '../../system/system-error.ts';
import type { Timers } from '../timers.ts';

/** A marker of a request for leave. */
export type AskMarker = {
  readonly agent: AgentId;
  /** The process that left it, as it stands in the marker's name. */
  readonly process: string;
  /** The marker's own time, epoch ms. */
  readonly at: number;
  readonly subagentId: string | null;
};

export type HookSlots = {
  /** Whether its hook waits is told as evidence, a moment later. */
  readonly asked: (marker: AskMarker) => void;
  /** What became of it is told as evidence. Nothing happens when it does not wait any more. */
  readonly answer: (wait: string, answer: 'allow' | 'deny') => void;
  /** Codex then asks itself. */
  readonly leave: (wait: string) => void;
};

export type HookSlotsOptions = {
  readonly timers: Timers;
  /** Epoch ms. */
  readonly now: () => number;
  readonly folder: string;
  /** The only user whose slots are believed. */
  readonly ownerId: number;
  /** How long it may wait, ms; null for an agent that was started without such a hook. */
  readonly waitMs: (agent: AgentId) => number | null;
  readonly onEvidence: (agent: AgentId, evidence: HookEvidence) => void;
};

/** The hook opens its side 1 to 10 ms after it has left the marker, on a busy machine later. */
const openEveryMs = 10;
const openTries = 200;

/** Codex kills the hook of a turn that is interrupted; a look takes 20 us. */
const lookEveryMs = 250;

/** The hook prints the answer within 10 ms and then removes the slot. */
const confirmEveryMs = 10;
const confirmTries = 200;

type Wait = {
  readonly agent: AgentId;
  readonly slot: string;
  /** As long as it is open here the hook waits; the end of this process closes it. */
  readonly file: number;
  /** When it is left, by the clock of the timers. */
  readonly deadline: number;
  readonly isAnswered: boolean;
};

/** The slots at which hooks wait for answers; `hooks/README.md` is their contract. */
export function hookSlots(options: HookSlotsOptions): HookSlots {
  const { timers, now, folder } = options;
  const waits = new Map<string, Wait>();

  const tell = (agent: AgentId, wait: string, fact: HookEvidence['fact']) =>
    options.onEvidence(agent, { witness: 'hook', at: now(), wait, fact });

  const end = (id: string, fact: HookEvidence['fact']) => {
    const wait = waits.get(id);
    if (!wait) return;
    waits.delete(id);
    const path = `${folder}/${wait.slot}`;
    // The answer before the hook is woken: what is not told now is not told later, either.
    for (const left of [answerFile(path), path]) rmSync(left, { force: true });
    if (!wait.isAnswered) closeSync(wait.file);
    tell(wait.agent, id, fact);
  };

  const confirm = (id: string, fact: HookEvidence['fact'], triesLeft: number) => {
    const wait = waits.get(id);
    if (!wait) return;
    if (!existsSync(`${folder}/${wait.slot}`)) return end(id, fact);
    if (triesLeft === 0) return end(id, { type: 'left' });
    timers.later(confirmEveryMs, () => confirm(id, fact, triesLeft - 1));
  };

  const watch = (id: string) => {
    timers.later(lookEveryMs, () => {
      const wait = waits.get(id);
      if (!wait || wait.isAnswered) return;
      const isOver = timers.now() >= wait.deadline || !isRead(`${folder}/${wait.slot}`);
      if (isOver) end(id, { type: 'left' });
      else watch(id);
    });
  };

  const open = (marker: AskMarker, waitMs: number, triesLeft: number) => {
    const { agent, process, at: askedAt, subagentId } = marker;
    const slot = `${process}.${agent}`;
    const id = `${slot}.${askedAt}`;
    // A marker may be told twice.
    if (waits.has(id)) return;
    const opened = openSlot(`${folder}/${slot}`, options.ownerId);
    if (opened === 'nobody there yet') {
      if (triesLeft > 0) timers.later(openEveryMs, () => open(marker, waitMs, triesLeft - 1));
      return;
    }
    if (opened === null) return;
    const deadline = timers.now() + waitMs;
    waits.set(id, { agent, slot, file: opened, deadline, isAnswered: false });
    watch(id);
    tell(agent, id, { type: 'waits', askedAt, subagentId });
  };

  return {
    asked(marker) {
      const waitMs = options.waitMs(marker.agent);
      // The marker itself is to be heard first.
      if (waitMs !== null) timers.soon(() => open(marker, waitMs, openTries));
    },
    answer(id, answer) {
      const wait = waits.get(id);
      if (!wait || wait.isAnswered) return;
      const path = `${folder}/${wait.slot}`;
      if (!isRead(path) || !isWritten(path, `${answer} ${wait.slot}\n`)) {
        return end(id, { type: 'left' });
      }
      closeSync(wait.file);
      waits.set(id, { ...wait, isAnswered: true });
      confirm(id, { type: 'answered', answer }, confirmTries);
    },
    leave(id) {
      // What is answered cannot be taken back.
      if (waits.get(id)?.isAnswered === false) end(id, { type: 'left' });
    },
  };
}

/** Never waits for anybody and follows no link. Null when nobody waits at such a slot. */
function openSlot(path: string, ownerId: number): number | 'nobody there yet' | null {
  try {
    const { O_WRONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
    const file = openSync(path, O_WRONLY | O_NONBLOCK | O_NOFOLLOW);
    const status = fstatSync(file);
    if (status.isFIFO() && status.uid === ownerId) return file;
    closeSync(file);
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.code === 'ENXIO' ? 'nobody there yet' : null;
  }
}

/** Whether anybody still waits at the other end: opening it once more tells. */
function isRead(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW));
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}

function answerFile(path: string): string {
  return `${path}.answer`;
}

/** Whole or not at all, and never over what is there. */
function isWritten(path: string, line: string): boolean {
  const partial = `${path}.new`;
  try {
    writeFileSync(partial, line, { flag: 'wx', mode: 0o600 });
    renameSync(partial, answerFile(path));
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    rmSync(partial, { force: true });
    return false;
  }
}
