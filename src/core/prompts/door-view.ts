import type { Open, ScreenFacts } from '../codex-screen/screen-facts.ts';
import type { LifecycleName } from '../lifecycle/lifecycle-table.ts';
import type { PromptWhen } from './receipt.ts';

/** What the door sees of an agent. Instants are epoch ms. */
export type DoorView = {
  readonly process: 'none' | 'running' | 'over';
  readonly state: LifecycleName;
  /** How its process was stopped, in words; null while it goes on. */
  readonly stopped: string | null;
  /** It was told to end. */
  readonly isStopping: boolean;
  /** Whether hooks of this process have told anything; others tell later. */
  readonly hooks: 'heard' | 'unheard';
  /** It has said that it asks for leave, whether or not that is on its screen yet. */
  readonly asks: boolean;
  /** Null until it was read. */
  readonly screen: { readonly facts: ScreenFacts; readonly since: number } | null;
  /** When its user last typed into it. */
  readonly typedAt: number | null;
};

/** Why nothing may be typed now; `until` is when that may be over without any news. */
export type Hindrance = { readonly why: string | null; readonly until: number | null };

/** What is drawn in two steps has come to rest by then. */
const restMs = 80;

/** A pause in somebody's typing, not the end of it. Codex holds its own dialogs back for as long. */
export const typingMs = 1_000;

/** What keeps a prompt from being pasted; null when nothing does. */
export function hindrance(view: DoorView, when: PromptWhen, now: number): Hindrance | null {
  return notThere(view) ?? busy(view, when) ?? onScreen(view, now);
}

function notThere({ process, stopped, isStopping, state }: DoorView): Hindrance | null {
  if (process === 'over') return { why: 'it has ended', until: null };
  if (process === 'none' || state === 'starting') return { why: 'it starts', until: null };
  if (stopped !== null) return { why: `it was ${stopped}`, until: null };
  return isStopping ? { why: 'it is being stopped', until: null } : null;
}

function busy({ state, asks }: DoorView, when: PromptWhen): Hindrance | null {
  switch (state) {
    case 'approval':
      return { why: 'it waits for an approval', until: null };
    case 'question':
      return { why: 'it asks a question', until: null };
    case 'dialog':
      return { why: 'it stands at a dialog', until: null };
    case 'working':
      if (when === 'ready') return { why: 'it works', until: null };
      return asks ? { why: 'it is about to ask for leave', until: null } : null;
    case 'unknown':
      return when === 'ready' ? { why: 'what it does is not known', until: null } : null;
    default:
      return null;
  }
}

function onScreen({ screen, typedAt }: DoorView, now: number): Hindrance | null {
  // It is being read.
  if (screen === null) return { why: null, until: null };
  const why = obstacle(screen.facts);
  if (why !== null) return { why, until: null };
  if (typedAt !== null && now < typedAt + typingMs) {
    return { why: 'its user types', until: typedAt + typingMs };
  }
  return now < screen.since + restMs ? { why: null, until: screen.since + restMs } : null;
}

/** What on a screen would take a paste, or a key, for something else; null for an empty composer. */
export function obstacle(facts: ScreenFacts): string | null {
  if (facts.composer === 'draft' && facts.open === null) return 'a draft stands in its composer';
  return notForKeys(facts);
}

/** What would take Enter for something else than the sending of a draft. */
export function notForKeys({ composer, mode, thread, open }: ScreenFacts): string | null {
  if (open) return openWords(open);
  if (composer === null) return 'its screen shows nothing that is known';
  if (composer === 'hidden') return 'its composer is covered';
  if (mode === 'vim normal') return 'its composer takes keys for commands of vim';
  if (composer === 'empty' && mode !== 'prompt') return 'its composer is in shell mode';
  return thread === 'other' ? 'it shows another conversation' : null;
}

function openWords(open: Open): string {
  switch (open.kind) {
    case 'startup':
      return 'it stands at a dialog';
    case 'approval':
      return 'it waits for an approval';
    case 'question':
      return 'it asks a question';
    case 'menu':
      return 'a menu is open in it';
    case 'popup':
      return 'a list is open above its composer';
    case 'view':
      return 'it shows something else than its composer';
    default:
      return open satisfies never;
  }
}
