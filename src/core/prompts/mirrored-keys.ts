import type { ScreenFacts } from '../codex-screen/screen-facts.ts';
import type { LifecycleName } from '../lifecycle/lifecycle-table.ts';
import { notForKeys, obstacle } from './door-view.ts';

/**
 * The keys that only edit a draft, and the one that sends it. No others are mirrored: they open and close things,
 * interrupt, quit, answer, or bring back another text at each agent.
 */
export const mirroredKeys = [
  'Enter',
  'BSpace',
  'DC',
  'Left',
  'Right',
  'Home',
  'End',
  'C-j',
  'C-a',
  'C-e',
  'C-u',
  'C-k',
  'C-w',
  'C-Left',
  'C-Right',
  'M-b',
  'M-f',
  'M-BSpace',
] as const;

/** What is typed at several agents at once: text, or one key as `codex-grid keys` names it. */
export type Mirrored =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'key'; readonly key: (typeof mirroredKeys)[number] };

/** Why nothing is typed into an agent in that state; null when it may be. */
export function mirrorState(state: LifecycleName): string | null {
  switch (state) {
    case 'approval':
      return 'it waits for an approval';
    case 'question':
      return 'it asks a question';
    case 'dialog':
      return 'it stands at a dialog';
    case 'starting':
      return 'it starts';
    case 'ended':
      return 'it has ended';
    default:
      return null;
  }
}

/**
 * Why it is not typed on that screen; null when it is. At the beginning a draft is somebody's own. A list above the
 * composer lets text through, but Enter would choose from it.
 */
export function mirrorObstacle(
  facts: ScreenFacts,
  typed: { readonly what: Mirrored; readonly at: 'beginning' | 'going on' },
): string | null {
  const { what } = typed;
  const isSent = what.type === 'key' && what.key === 'Enter';
  if (isSent) {
    return facts.composer === 'empty' ? 'nothing stands in its composer' : notForKeys(facts);
  }
  if (typed.at === 'beginning') return obstacle(facts);
  // What is typed may itself have opened the list, or turned on the shell mode.
  if (facts.open?.kind === 'popup' || facts.mode === 'shell') return null;
  return notForKeys(facts);
}
