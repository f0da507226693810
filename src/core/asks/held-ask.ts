import { openHookWaits } from '../lifecycle/lifecycle-hook-waits.ts';
import type { HookWait, Memory } from '../lifecycle/lifecycle-memory.ts';
import { longTextLimit } from '../lifecycle/marker-evidence.ts';
import { plainText } from '../text/plain-text.ts';
import { plainLines, saysBlocked } from './ask-parts.ts';
import { patchSummary } from './patch-summary.ts';
import type { AskChoice, PendingAsk } from './pending-ask.ts';
import type { AskingAgent } from './standing-ask.ts';

/** A request that our hook holds up: it is answered through the hook, before codex shows a dialog. */
export type HeldAsk = { readonly wait: HookWait; readonly ask: PendingAsk };

const choices: readonly AskChoice[] = [
  { number: 1, label: 'Yes, proceed', means: 'approve', consequence: null },
  {
    number: 2,
    label: 'No',
    means: 'deny',
    consequence: 'The turn goes on: codex hears that you did not allow it.',
  },
];

/** The one that has waited longest. Null while codex shows a dialog: that one is at hand, and the others wait behind it. */
export function heldAsk({ lifecycle: { memory } }: Pick<AskingAgent, 'lifecycle'>): HeldAsk | null {
  if (saysBlocked(memory, 'approval') || saysBlocked(memory, 'question')) return null;
  const [wait] = heldWaits(memory);
  if (!wait?.tool) return null;
  const { tool, subagentId } = wait;
  const isPatch = tool.name === 'apply_patch';
  const command = tool.command ?? '';
  return {
    wait,
    ask: {
      id: `hook-${wait.id}`,
      kind: 'approval',
      title: isPatch ? 'Codex wants to change files' : 'Codex wants to run a command',
      subject: isPatch ? patchSummary(command) : plainLines(command),
      reason: tool.reason === null ? null : plainText(tool.reason),
      subagent: subagentId === null ? null : plainText(subagentId),
      since: Math.round(wait.at),
      choices,
      problem: null,
    },
  };
}

/** Those that can be judged from here: by all that is asked for, in a form that is known. */
export function heldWaits(memory: Memory): readonly HookWait[] {
  return openHookWaits(memory).filter(({ tool }) => {
    if (tool?.command == null || tool.command.trim() === '') return false;
    if (tool.name !== 'Bash' && tool.name !== 'apply_patch') return false;
    // One that is as long as that may have been cut.
    return tool.command.length < longTextLimit - 1;
  });
}
