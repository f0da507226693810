import type { Open, ScreenFacts } from '../../src/core/codex-screen/screen-facts.ts';

/** Time and chance of one modelled run; the same seed gives the same run. */
export type DoorWorld = {
  readonly now: () => number;
  readonly later: (delayMs: number, work: () => void) => void;
  /** A whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number;
  /** True so many times in a hundred. */
  readonly happens: (percent: number) => boolean;
};

export type DoorFaults = {
  readonly keysLostPercent: number;
  readonly pastesLostPercent: number;
  readonly asksPercent: number;
};

/** What codex tells whoever listens. */
export type CodexTells = {
  readonly report: (report: 'idle' | 'working' | 'blocked' | 'done') => void;
  readonly took: (text: string) => void;
  readonly asks: () => void;
  readonly answered: () => void;
  readonly turnEnds: () => void;
  readonly drew: () => void;
};

export type Typed = { readonly by: 'door' | 'user' } & (
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'key'; readonly key: 'Enter' | 'Tab' | 'clear' | 'answer' }
);

export type DoorCodex = {
  /** What stands on its screen, as far as it is drawn. */
  readonly facts: () => ScreenFacts;
  readonly type: (typed: Typed) => void;
  /** A menu or another view that its user opens and closes. */
  readonly opens: (open: Open | null) => void;
  readonly isOpen: () => boolean;
  readonly isDrafted: () => boolean;
  readonly dies: () => void;
  readonly taken: readonly { readonly text: string; readonly at: number }[];
  /** What must never happen. */
  readonly wrongs: readonly string[];
};

const approval: Open = {
  kind: 'approval',
  name: 'command',
  thread: null,
  title: 'Would you like to run it?',
  command: 'rm tea',
  reason: null,
  destination: null,
  choices: [],
  isWhole: true,
};

/** A codex of which the truth is known: composer, turns, steers, its own queue, dialogs; it draws and reads with a lag. */
export function doorCodex(world: DoorWorld, faults: DoorFaults, tells: CodexTells): DoorCodex {
  const { now, later, between, happens } = world;
  const taken: { text: string; at: number }[] = [];
  const wrongs: string[] = [];
  let isAlive = true;
  let draft = '';
  let isOurs = false;
  let open: { readonly open: Open; drawnAt: number | null } | null = null;
  let turn = 0;
  let isBusy = false;
  let steers: string[] = [];
  let queued: string[] = [];
  let readAt = 0;
  let drawn = factsNow();

  function factsNow(): ScreenFacts {
    const nothing = { draft: null, mode: null, thread: null } as const;
    if (open) return { ...nothing, composer: 'hidden', open: open.open };
    const common = { mode: 'prompt', thread: null, open: null } as const;
    const shown = draft.length > 1000 ? `[Pasted Content ${draft.length} chars]` : draft;
    return draft === ''
      ? { ...common, composer: 'empty', draft: null }
      : { ...common, composer: 'draft', draft: { text: shown, isWhole: true } };
  }

  function draws(): void {
    later(between(1, 40), () => {
      if (!isAlive) return;
      drawn = factsNow();
      if (open) open.drawnAt ??= now();
      tells.drew();
    });
  }

  function takes(text: string): void {
    taken.push({ text, at: now() });
    tells.took(text);
    if (isBusy) return;
    isBusy = true;
    turn += 1;
    const own = turn;
    const isCurrent = () => isAlive && isBusy && own === turn;
    later(between(0, 40), () => isCurrent() && tells.report('working'));
    const lengthMs = between(100, 6_000);
    if (happens(faults.asksPercent)) later(between(20, lengthMs), () => isCurrent() && asks());
    later(lengthMs, () => ends(own));
    for (let step = 1; step < 4; step += 1) {
      later((lengthMs * step) / 4, () => {
        if (isCurrent()) for (const steer of steers.splice(0)) takes(steer);
      });
    }
  }

  function ends(own: number): void {
    if (!isAlive || own !== turn) return;
    if (open?.open.kind === 'approval') {
      later(200, () => ends(own));
      return;
    }
    isBusy = false;
    tells.turnEnds();
    const joined = steers.splice(0).join('\n');
    const next = joined === '' ? queued.shift() : joined;
    if (next === undefined) tells.report('done');
    else takes(next);
  }

  function asks(): void {
    if (open) return;
    tells.asks();
    const own = turn;
    // Codex holds its dialog back a little.
    later(between(1, 300), () => {
      if (!isAlive || open || !isBusy || own !== turn) return;
      open = { open: approval, drawnAt: null };
      tells.report('blocked');
      draws();
    });
  }

  function read(typed: Typed, sentAt: number): void {
    if (!isAlive) return;
    if (typed.type === 'key' && typed.key === 'answer') answer();
    else if (open) miss(typed, sentAt, open);
    else if (typed.type === 'paste') insert(typed);
    else press(typed);
  }

  function answer(): void {
    if (open?.open.kind !== 'approval') return;
    open = null;
    tells.answered();
    tells.report('working');
    draws();
  }

  /** What was typed before a dialog stood there is dropped. */
  function miss(
    typed: Typed,
    sentAt: number,
    dialog: { open: Open; drawnAt: number | null },
  ): void {
    const isOnIt = dialog.drawnAt !== null && sentAt > dialog.drawnAt;
    if (isOnIt && typed.by === 'door') wrongs.push(`${typed.type} on ${dialog.open.kind}`);
  }

  function press({ key, by }: Extract<Typed, { type: 'key' }>): void {
    if (key === 'clear') draft = '';
    else if (by === 'user') submit('Enter');
    else if (!happens(faults.keysLostPercent)) {
      if (draft !== '' && !isOurs) wrongs.push(`${key} sends what is not the door's: ${draft}`);
      submit(key === 'Tab' ? 'Tab' : 'Enter');
    }
    draws();
  }

  function insert({ text, by }: Extract<Typed, { type: 'paste' }>): void {
    if (by === 'door') {
      if (happens(faults.pastesLostPercent)) return;
      if (draft !== '' && !isOurs) wrongs.push('paste into a draft');
    }
    isOurs = draft === '' && by === 'door';
    draft += text;
    draws();
  }

  function submit(key: 'Enter' | 'Tab'): void {
    const text = draft.trim();
    draft = '';
    if (text === '') return;
    if (!isBusy) takes(text);
    else if (key === 'Tab') queued.push(text);
    else steers.push(text);
  }

  return {
    taken,
    wrongs,
    facts: () => drawn,
    type(typed) {
      const sentAt = now();
      // Bytes arrive in the order in which they were written.
      readAt = Math.max(readAt, sentAt + between(0, 25));
      later(readAt - sentAt, () => read(typed, sentAt));
    },
    opens(given) {
      if (!isAlive || (given && open)) return;
      open = given && { open: given, drawnAt: null };
      draws();
    },
    isOpen: () => open !== null,
    isDrafted: () => draft !== '',
    dies() {
      isAlive = false;
      steers = [];
      queued = [];
    },
  };
}
