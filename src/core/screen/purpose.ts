import type { AgentId } from '../agent/agent.ts';
import type { LinkWish } from '../pointing/click.ts';
import type { TextEditor } from './text-editor.ts';
import type { AskName } from './waiting-asks.ts';

/** What a request was for, so that its reply is understood. */
export type Purpose =
  | { readonly type: 'inspect-folder' }
  | { readonly type: 'new-agent' }
  | { readonly type: 'fork' }
  | { readonly type: 'rename'; readonly from: string; readonly to: string }
  | { readonly type: 'remove'; readonly agents: readonly AgentId[] }
  | { readonly type: 'undo' }
  | {
      readonly type: 'mute';
      readonly names: readonly string[];
      readonly notices: 'muted' | 'told';
    }
  /** Of one agent, or of all that have ended. */
  | { readonly type: 'resume'; readonly agent: AgentId | null }
  /** It is stopped; then it is resumed. */
  | { readonly type: 'restart'; readonly agent: AgentId }
  | { readonly type: 'update' }
  /** `name` is the agent's. */
  | { readonly type: 'links'; readonly name: string }
  | { readonly type: 'link-at'; readonly wish: LinkWish }
  | ({ readonly type: 'answer' } & AskName)
  | { readonly type: 'stop-all' }
  | { readonly type: 'why'; readonly agent: AgentId }
  /** `draft` is the name by which the text is kept until the host has it. */
  | { readonly type: 'prompt'; readonly draft: string | null }
  /** `text` is what was written about a diff, to be had again when it is refused. */
  | { readonly type: 'comment'; readonly agent: AgentId; readonly text: TextEditor }
  | { readonly type: 'prompt-text'; readonly intent: 'edit' | 'again' }
  | { readonly type: 'edit-prompt' }
  | { readonly type: 'receipts' }
  | { readonly type: 'mirror' }
  | { readonly type: 'filter'; readonly word: string }
  | { readonly type: 'search'; readonly text: string; readonly turn: number }
  | { readonly type: 'transcript'; readonly agent: AgentId }
  /** Which sessions it had. */
  | { readonly type: 'sessions'; readonly agent: AgentId }
  | { readonly type: 'cancel-prompts' }
  /** Only a refusal matters. */
  | { readonly type: 'plain' };
