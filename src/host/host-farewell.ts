import { setTimeout as wait } from 'node:timers/promises';

/** Replies and the roster have that long to get out. */
const farewellMs = 1000;

/** How a host's process comes to its end, in whatever state of its start it is. */
export type HostFarewell = {
  /** To be done before the process ends, if that takes no longer than a second. */
  readonly add: (part: () => void | Promise<void>) => void;
  /** Ends the process. Only the first call counts. */
  readonly leave: (code: number) => void;
};

/** What began last ends first; nothing waits for what takes long. */
export function hostFarewell({
  onLeaving,
  exit,
}: {
  readonly onLeaving: (code: number) => void;
  readonly exit: (code: number) => void;
}): HostFarewell {
  const parts: (() => void | Promise<void>)[] = [];
  let isLeaving = false;
  return {
    add: (part) => parts.push(part),
    leave(code) {
      if (isLeaving) return;
      isLeaving = true;
      onLeaving(code);
      const done = Promise.allSettled(parts.toReversed().map(async (part) => part()));
      void Promise.race([done, wait(farewellMs)]).finally(() => exit(code));
    },
  };
}
