import type { AgentId } from './agent.ts';
import type { Why } from './host-commands.ts';
import type { NewAgentForm } from './new-agent-form.ts';
import type { Question } from './questions.ts';

/** What lies above the grid and takes its keys; one at a time. `chosen` and `scrolled` count rows. */
export type Overlay =
  | { readonly type: 'none' }
  | { readonly type: 'help'; readonly scrolled: number }
  | { readonly type: 'question'; readonly question: Question; readonly chosen: number }
  | { readonly type: 'stopping-all' }
  | { readonly type: 'new-agent'; readonly form: NewAgentForm }
  | {
      readonly type: 'why';
      readonly agent: AgentId;
      readonly answer: WhyAnswer;
      readonly scrolled: number;
    };

/** `at` is when the answer came: its ages count from there. Epoch ms. */
export type WhyAnswer =
  | { readonly type: 'asked' }
  | { readonly type: 'answered'; readonly at: number; readonly why: Why }
  | { readonly type: 'refused'; readonly message: string };

export const noOverlay: Overlay = { type: 'none' };

/** The agent that an overlay is about, with which it comes and goes. */
export function agentOfOverlay(overlay: Overlay): AgentId | null {
  switch (overlay.type) {
    case 'why':
      return overlay.agent;
    case 'question':
      return 'agent' in overlay.question ? overlay.question.agent : null;
    default:
      return null;
  }
}
