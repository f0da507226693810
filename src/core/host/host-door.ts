import { advanceDoor, type DoorOrder } from '../prompts/door.ts';
import { searchedSince, takenJob, withFound, withPut, withSaved } from '../prompts/door-news.ts';
import type { DoorView } from '../prompts/door-view.ts';
import { isUnsettled, type PromptJob, receiptOf, settledJob } from '../prompts/prompt-job.ts';
import type { Receipt } from '../prompts/receipt.ts';
import { savedPromptsText } from '../prompts/saved-prompts.ts';
import type { HostEffect, HostEvent } from './host-events.ts';
import { type AgentRecord, agentById, type HostModel, withAgent } from './host-state.ts';

/** Per agent, of prompts that came to an end: enough to look back over an afternoon's. */
const settledLimit = 20;

type PromptNews = Extract<
  HostEvent,
  { type: 'put' | 'prompt-taken' | 'prompts-saved' | 'prompt-found' }
>;

export function withPromptNews(model: HostModel, event: PromptNews, now: number): HostModel {
  const agent = agentById(model, event.agent);
  if (!agent) return model;
  const prompts = agent.prompts.map((job) => withNews(agent, job, event, now));
  return withAgent(model, { ...agent, prompts });
}

function withNews(agent: AgentRecord, job: PromptJob, event: PromptNews, now: number): PromptJob {
  switch (event.type) {
    case 'put':
      return event.purpose === job.id ? withPut(job, event.done, now) : job;
    case 'prompt-taken':
      return takenJob(agent.prompts, event) === job
        ? settledJob(job, 'accepted', { why: null, at: now, takenAt: event.at })
        : job;
    case 'prompts-saved':
      return event.typed.includes(job.id) ? withSaved(job) : job;
    case 'prompt-found':
      return event.prompt === job.id
        ? withFound(agent.prompts, job, { count: event.count, at: now })
        : job;
    default:
      return event satisfies never;
  }
}

/** Moves the prompts of every agent of which something has changed, or has fallen due. */
export function withDoors(
  before: HostModel,
  after: HostModel,
  now: number,
): { readonly model: HostModel; readonly effects: readonly HostEffect[] } {
  const effects: HostEffect[] = [];
  const agents = after.agents.map((agent) => {
    const isDue = agent.promptsWakeAt !== null && agent.promptsWakeAt <= now;
    if (!isDue && agentById(before, agent.id) === agent) return agent;
    if (!agent.prompts.some(isUnsettled)) return withoutOld({ ...agent, promptsWakeAt: null });
    const { jobs, orders, wakeAt } = advanceDoor(agent.prompts, viewOf(agent), now);
    effects.push(...orders.flatMap((order) => effectOf(agent, jobs, order)));
    return withoutOld({ ...agent, prompts: jobs, promptsWakeAt: wakeAt });
  });
  return { model: { ...after, agents }, effects };
}

function withoutOld(agent: AgentRecord): AgentRecord {
  const settled = agent.prompts.filter((job) => !isUnsettled(job));
  const dropped = settled.slice(0, Math.max(0, settled.length - settledLimit));
  if (dropped.length === 0) return agent;
  return { ...agent, prompts: agent.prompts.filter((job) => !dropped.includes(job)) };
}

function viewOf({ lifecycle, screen, typedAt, stopping }: AgentRecord): DoorView {
  const { memory, name } = lifecycle;
  const { type } = memory.process;
  return {
    process: type === 'running' || type === 'over' ? type : 'none',
    state: name,
    stopped: memory.process.type === 'running' ? memory.process.stopped : null,
    isStopping: stopping !== null,
    hooks: memory.rootedAt === null ? 'unheard' : 'heard',
    asks: memory.root.asks.length > 0,
    screen,
    typedAt,
  };
}

function effectOf(
  agent: AgentRecord,
  jobs: readonly PromptJob[],
  order: DoorOrder,
): readonly HostEffect[] {
  const { id, screen, lifecycle, home } = agent;
  const purpose = order.prompt;
  switch (order.type) {
    case 'paste':
      return screen
        ? [{ type: 'paste', agent: id, purpose, text: order.text, on: screen.facts }]
        : [];
    case 'press':
      return screen
        ? [{ type: 'press', agent: id, purpose, key: order.key, on: screen.facts }]
        : [];
    case 'find': {
      const job = jobs.find((one) => one.id === order.prompt);
      if (!job) return [];
      const since = searchedSince(jobs, job);
      const { pid, rolloutPath: rollout } = lifecycle;
      const { text, id: prompt } = job;
      return [{ type: 'find-prompt', agent: id, home, pid, prompt, text, since, rollout }];
    }
    default:
      return order satisfies never;
  }
}

/** Keeps and tells what has changed of prompts. */
export function promptEffects(before: HostModel, after: HostModel): readonly HostEffect[] {
  if (before.agents === after.agents) return [];
  const changed = after.agents.filter(
    (agent) => (agentById(before, agent.id)?.prompts ?? []) !== agent.prompts,
  );
  const saves = changed.flatMap((agent) => saveEffects(agentById(before, agent.id), agent));
  const receipts = changed.flatMap((agent) => changedReceipts(agentById(before, agent.id), agent));
  const told = [...receipts, ...receiptsOfRemoved(before, after)];
  return told.length === 0 ? saves : [...saves, { type: 'publish-receipts', receipts: told }];
}

function saveEffects(before: AgentRecord | undefined, agent: AgentRecord): readonly HostEffect[] {
  const text = savedPromptsText(agent.prompts);
  if (text === savedPromptsText(before?.prompts ?? [])) return [];
  const typed = agent.prompts
    .filter(isUnsettled)
    .flatMap((job) => (job.typedAt === null ? [] : job.id));
  return [{ type: 'save-prompts', agent: agent.id, text, typed }];
}

function changedReceipts(
  before: AgentRecord | undefined,
  { id, prompts }: AgentRecord,
): readonly Receipt[] {
  const known = new Map(before?.prompts.map((job) => [job.id, job]));
  return prompts.flatMap((job) => {
    const former = known.get(job.id);
    const receipt = receiptOf(job, id);
    const isKnown =
      former !== undefined && JSON.stringify(receiptOf(former, id)) === JSON.stringify(receipt);
    return isKnown ? [] : [receipt];
  });
}

/** Nothing becomes of them any more, unless the removal is taken back. */
function receiptsOfRemoved(before: HostModel, after: HostModel): readonly Receipt[] {
  const removed = before.agents.filter(({ id }) => !agentById(after, id));
  return removed.flatMap(({ id, prompts, name }) =>
    prompts
      .filter(isUnsettled)
      .map((job) =>
        receiptOf(settledJob(job, 'failed', { why: `${name} was removed`, at: job.queuedAt }), id),
      ),
  );
}
