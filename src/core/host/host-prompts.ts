import { referredAgent } from '../agent/agent-reference.ts';
import { isUnsettled, type PromptJob, receiptOf, settledJob } from '../prompts/prompt-job.ts';
import { promptProblem, promptText, promptTitle } from '../prompts/prompt-text.ts';
import type { PromptId, Receipt } from '../prompts/receipt.ts';
import { type Answer, refused, replied, withReferred } from './host-answers.ts';
import { type AgentRecord, type HostModel, isLive, withAgent } from './host-state.ts';

/** Of one agent, waiting: more than anybody means to send. */
const waitingLimit = 100;

export const prompt: Answer<'prompt'> = (model, command, context) => {
  const receipts: Receipt[] = [];
  let changed = model;
  for (const [index, { agent: reference, text }] of command.prompts.entries()) {
    const agent = referredAgent(changed.agents, reference);
    if ('problem' in agent) return refused(model, context, 'failed', agent.problem);
    const known = agent.prompts.find((job) => job.batch === command.batch && !isRefused(job));
    if (known) {
      receipts.push(receiptOf(known, agent.id));
      continue;
    }
    const id = `${context.newId}-${index + 1}` as PromptId;
    const job = newJob(agent, { ...command, id, text, now: context.now });
    receipts.push(receiptOf(job, agent.id));
    changed = withAgent(changed, { ...agent, prompts: [...agent.prompts, job] });
  }
  return replied(changed, context, { ok: true, value: receipts });
};

/** It never came as far as the queue, so it may be asked for again. */
function isRefused({ stage }: PromptJob): boolean {
  return stage.type === 'settled' && stage.state === 'refused';
}

function newJob(
  agent: AgentRecord,
  {
    id,
    batch,
    text: given,
    when,
    commands,
    now,
  }: Pick<PromptJob, 'id' | 'batch' | 'text' | 'when' | 'commands'> & { readonly now: number },
): PromptJob {
  const text = promptText(given);
  const job: PromptJob = {
    id,
    batch,
    name: agent.name,
    text,
    title: promptTitle(text),
    when,
    commands,
    queuedAt: now,
    typedAt: null,
    stage: { type: 'waiting', why: null, notBefore: now },
  };
  const problem = promptProblem(text) ?? targetProblem(agent);
  return problem === null ? job : settledJob(job, 'refused', { why: problem, at: now });
}

function targetProblem(agent: AgentRecord): string | null {
  const { name } = agent;
  if (agent.task.type === 'command') return `${name} runs a command, and takes no prompts.`;
  if (!isLive(agent)) return `${name} has ended. Bring it back: codex-grid resume ${name}.`;
  if (agent.prompts.filter(isUnsettled).length >= waitingLimit) {
    return `${waitingLimit} prompts wait for ${name} already. Cancel some: codex-grid queue ${name} cancel.`;
  }
  return null;
}

export const receipts: Answer<'receipts'> = (model, { of }, context) => {
  if (of.type === 'batch') {
    const all = model.agents.flatMap(({ id, prompts }) =>
      prompts.filter(({ batch }) => batch === of.batch).map((job) => receiptOf(job, id)),
    );
    return replied(model, context, { ok: true, value: inOrder(all) });
  }
  return withReferred(model, of.agent, context, ({ id, prompts }) =>
    replied(model, context, {
      ok: true,
      value: inOrder(prompts.map((job) => receiptOf(job, id))),
    }),
  );
};

/** Of all agents. */
export function unsettledReceipts({ agents }: HostModel): readonly Receipt[] {
  return inOrder(
    agents.flatMap(({ id, prompts }) =>
      prompts.filter(isUnsettled).map((job) => receiptOf(job, id)),
    ),
  );
}

function inOrder(all: readonly Receipt[]): readonly Receipt[] {
  return all.toSorted((one, other) => one.queuedAt - other.queuedAt);
}

export const promptTextOf: Answer<'promptText'> = (model, command, context) => {
  const found = findJob(model, command.prompt);
  if (!found) return refused(model, context, 'failed', unknownWords(command.prompt));
  const { agent, job } = found;
  if (job.text === '') {
    return refused(model, context, 'failed', 'The text of that prompt was too long to be kept.');
  }
  const value = { receipt: receiptOf(job, agent.id), text: job.text };
  return replied(model, context, { ok: true, value });
};

export const cancelPrompts: Answer<'cancelPrompts'> = (model, command, context) => {
  let changed = model;
  const told: Receipt[] = [];
  for (const id of command.prompts) {
    const found = findJob(changed, id);
    if (!found) return refused(model, context, 'failed', unknownWords(id));
    const { agent, job } = found;
    const isWaiting = job.stage.type === 'waiting';
    const after = isWaiting ? settledJob(job, 'cancelled', { why: null, at: context.now }) : job;
    told.push(receiptOf(after, agent.id));
    changed = withAgent(changed, withJob(agent, after));
  }
  return replied(changed, context, { ok: true, value: told });
};

export const editPrompt: Answer<'editPrompt'> = (model, command, context) => {
  const found = findJob(model, command.prompt);
  if (!found) return refused(model, context, 'failed', unknownWords(command.prompt));
  const { agent, job } = found;
  if (job.stage.type !== 'waiting') {
    const { state } = receiptOf(job, agent.id);
    const message = `That prompt is ${state} already, so it cannot be changed any more. Send another.`;
    return refused(model, context, 'failed', message);
  }
  const text = promptText(command.text);
  const problem = promptProblem(text);
  if (problem !== null) return refused(model, context, 'usage', problem);
  const edited = { ...job, text, title: promptTitle(text) };
  return replied(withAgent(model, withJob(agent, edited)), context, {
    ok: true,
    value: receiptOf(edited, agent.id),
  });
};

function withJob(agent: AgentRecord, changed: PromptJob): AgentRecord {
  return {
    ...agent,
    prompts: agent.prompts.map((job) => (job.id === changed.id ? changed : job)),
  };
}

function findJob(
  { agents }: HostModel,
  id: string,
): { readonly agent: AgentRecord; readonly job: PromptJob } | null {
  for (const agent of agents) {
    const job = agent.prompts.find((one) => one.id === id);
    if (job) return { agent, job };
  }
  return null;
}

function unknownWords(id: string): string {
  return `There is no prompt ${id}. The newest ones of an agent: codex-grid queue NAME.`;
}
