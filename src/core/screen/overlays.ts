import type { AgentId } from '../agent/agent.ts';
import type { DiffPane } from '../diff-pane/diff-pane.ts';
import type { TranscriptDesk } from '../transcript-view/transcript-pane.ts';
import type { Composer } from './composer.ts';
import type { Inbox } from './inbox.ts';
import type { LinkList } from './link-list.ts';
import type { NameForm } from './name-form.ts';
import type { NewAgentForm } from './new-agent-form.ts';
import type { Palette } from './palette.ts';
import type { Question } from './questions.ts';
import type { ReceiptList } from './receipt-list.ts';
import type { ScreenSearch } from './screen-search.ts';
import type { TextField } from './text-field.ts';
import type { WhyAnswer } from './why-answer.ts';

/** What lies above the grid and takes its keys; one at a time. `chosen` and `scrolled` count rows. */
export type Overlay =
  | { readonly type: 'none' }
  /** `filter` is null until one is written. */
  | { readonly type: 'help'; readonly scrolled: number; readonly filter: TextField | null }
  | { readonly type: 'question'; readonly question: Question; readonly chosen: number }
  | { readonly type: 'stopping-all' }
  | { readonly type: 'search'; readonly search: ScreenSearch }
  | { readonly type: 'palette'; readonly palette: Palette }
  /** The filter is being written, in the footer. `before` is who was selected. */
  | { readonly type: 'filter'; readonly field: TextField; readonly before: AgentId | null }
  | { readonly type: 'new-agent'; readonly form: NewAgentForm }
  | { readonly type: 'name'; readonly form: NameForm }
  | { readonly type: 'links'; readonly list: LinkList }
  | { readonly type: 'inbox'; readonly inbox: Inbox }
  | { readonly type: 'composer'; readonly composer: Composer }
  | { readonly type: 'receipts'; readonly list: ReceiptList }
  | { readonly type: 'diff'; readonly pane: DiffPane }
  /** It has the whole screen but for the footer. */
  | { readonly type: 'transcripts'; readonly desk: TranscriptDesk }
  | {
      readonly type: 'why';
      readonly agent: AgentId;
      readonly answer: WhyAnswer;
      readonly scrolled: number;
    };

export const noOverlay: Overlay = { type: 'none' };

/** The filter is written in the footer: what the mouse does to tiles it does beside it. */
export function leavesTilesFree({ type }: Overlay): boolean {
  return type === 'none' || type === 'filter';
}

/** The agent that an overlay is about, with which it comes and goes. */
export function agentOfOverlay(overlay: Overlay): AgentId | null {
  switch (overlay.type) {
    case 'why':
      return overlay.agent;
    case 'diff':
      return overlay.pane.agent;
    case 'name':
      return overlay.form.agent;
    case 'question':
      return 'agent' in overlay.question ? overlay.question.agent : null;
    default:
      return null;
  }
}
