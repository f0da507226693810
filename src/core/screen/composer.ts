import type { Agent, AgentId } from '../agent/agent.ts';
import type { PromptId, PromptWhen } from '../prompts/receipt.ts';
import { markedAgents } from './marks.ts';
import {
  type Act,
  type ScreenModel,
  selectedAgent,
  unchanged,
  withOverlay,
} from './screen-state.ts';
import { isEmptyText, type TextEditor, textEditor } from './text-editor.ts';
import { proposal, type TextField } from './text-field.ts';

/** What a text is written for. */
export type ComposerPurpose =
  | { readonly type: 'broadcast' }
  | { readonly type: 'reply'; readonly agent: AgentId }
  /** One that waits for its turn. */
  | { readonly type: 'edit'; readonly prompt: PromptId; readonly agent: AgentId };

/** What `b` and `r` open: a prompt, whom it goes to, and when. */
export type Composer = {
  readonly purpose: ComposerPurpose;
  readonly to:
    | { readonly type: 'agents'; readonly agents: readonly AgentId[] }
    /** Nobody was marked: a selector says who. */
    | { readonly type: 'selector'; readonly field: TextField };
  readonly focus: 'to' | 'text';
  readonly text: TextEditor;
  readonly when: PromptWhen;
  /** What the text was before one of the history took its place, and which one did. */
  readonly recalled: { readonly index: number; readonly draft: TextEditor } | null;
  readonly problem: string | null;
  /** While the host is asked keys do nothing but close it. */
  readonly phase: 'editing' | 'sending';
};

const blank = {
  focus: 'text',
  when: 'ready',
  recalled: null,
  problem: null,
  phase: 'editing',
} as const;

/** To the marked agents; where none is marked it asks to whom. */
export function openBroadcast(model: ScreenModel): Act {
  const marked = markedAgents(model).map(({ id }) => id);
  const purpose = { type: 'broadcast' } as const;
  return openComposer(model, {
    ...blank,
    purpose,
    text: draftOf(model, purpose),
    ...(marked.length > 0
      ? { to: { type: 'agents', agents: marked } }
      : { to: { type: 'selector', field: proposal(model.prompts.lastTo) }, focus: 'to' }),
  });
}

export function openReply(model: ScreenModel): Act {
  const agent = selectedAgent(model);
  if (!agent) return unchanged(model);
  const purpose = { type: 'reply', agent: agent.id } as const;
  return openComposer(model, replyTo(agent, draftOf(model, purpose)));
}

export function replyTo(agent: Agent, text: TextEditor): Composer {
  return {
    ...blank,
    purpose: { type: 'reply', agent: agent.id },
    to: { type: 'agents', agents: [agent.id] },
    text,
  };
}

export function editOf(prompt: PromptId, agent: AgentId, text: string): Composer {
  return {
    ...blank,
    purpose: { type: 'edit', prompt, agent },
    to: { type: 'agents', agents: [agent] },
    text: textEditor(text),
  };
}

export function openComposer(model: ScreenModel, composer: Composer): Act {
  return withOverlay(model, { type: 'composer', composer });
}

export function composerPlaceholder({ purpose }: Composer): string {
  return purpose.type === 'broadcast'
    ? "A prompt; {name} {cwd} {branch} {n} stand for what is each agent's own"
    : 'A prompt';
}

/** By what its draft is kept; null where none is. */
export function draftName(purpose: ComposerPurpose): string | null {
  switch (purpose.type) {
    case 'broadcast':
      return 'broadcast';
    case 'reply':
      return `reply ${purpose.agent}`;
    case 'edit':
      return null;
    default:
      return purpose satisfies never;
  }
}

/** What is to be kept of a composer that closes. */
export function keptDraft({ text }: Composer): TextEditor | null {
  return isEmptyText(text) ? null : text;
}

function draftOf(model: ScreenModel, purpose: ComposerPurpose): TextEditor {
  const name = draftName(purpose);
  return (name === null ? undefined : model.prompts.drafts[name]) ?? textEditor('');
}
