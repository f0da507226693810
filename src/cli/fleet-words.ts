import type { FleetChange, FleetStep } from '../core/fleet/fleet-plan.ts';
import type { Receipt } from '../core/prompts/receipt.ts';
import { receiptSentence } from './receipt-words.ts';

/** What became of one agent of a fleet, as `up --json` prints it. */
export type DoneStep = {
  readonly name: string;
  readonly did: 'started' | 'resumed' | 'kept' | 'refused' | 'left over' | 'failed';
  readonly changes: readonly FleetChange[];
  readonly problem: string | null;
  /** Of the prompt that it was sent; one that begins with its prompt has none. */
  readonly receipt: Receipt | 'planned' | null;
};

/** A step as it is done when nothing goes wrong. */
export function plannedStep(step: FleetStep): DoneStep {
  const { name } = step;
  switch (step.type) {
    case 'start':
      return { name, did: 'started', changes: [], problem: null, receipt: null };
    case 'resume':
      return { name, did: 'resumed', changes: step.changes, problem: null, receipt: null };
    case 'keep':
      return { name, did: 'kept', changes: step.changes, problem: null, receipt: null };
    case 'taken':
      return { name, did: 'refused', changes: [], problem: step.problem, receipt: null };
    case 'left-over':
      return { name, did: 'left over', changes: [], problem: null, receipt: null };
    default:
      return step satisfies never;
  }
}

const words: Readonly<
  Record<DoneStep['did'], { readonly planned: string; readonly done: string }>
> = {
  started: { planned: 'would start', done: 'started' },
  resumed: { planned: 'would resume', done: 'resumed' },
  kept: { planned: 'runs', done: 'runs' },
  refused: { planned: 'would refuse', done: 'refused' },
  'left over': { planned: 'not in the file:', done: 'not in the file:' },
  failed: { planned: 'failed', done: 'failed' },
};

/** A line for each agent, and one for each thing that the file says otherwise than the agent was told. */
export function stepsText(steps: readonly DoneStep[], when: 'planned' | 'done'): string {
  return steps.map((step) => stepText(step, when)).join('');
}

function stepText(
  { name, did, changes, problem, receipt }: DoneStep,
  when: 'planned' | 'done',
): string {
  const wayOut =
    did === 'left over' ? ` (take it away: codex-grid stop ${name}, codex-grid rm ${name})` : '';
  const why = problem === null ? '' : `: ${problem}`;
  const lines = changes.map((change) => `  ${change.text}${appliedText(change, did)}\n`);
  const sent = receipt === null ? '' : `  prompt: ${sentText(receipt)}\n`;
  return `${words[did][when]} ${name}${why}${wayOut}\n${lines.join('')}${sent}`;
}

function sentText(receipt: Receipt | 'planned'): string {
  return receipt === 'planned' ? 'would be sent' : receiptSentence(receipt);
}

function appliedText({ applies }: FleetChange, did: DoneStep['did']): string {
  if (applies === 'never') return ', which stays: remove it and start it anew to change that';
  return did === 'kept' ? ', from its next start on' : '';
}
