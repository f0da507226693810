import type { Agent, AgentId } from '../agent/agent.ts';
import { elapse, looked } from '../lifecycle/lifecycle.ts';
import type { Lifecycle } from '../lifecycle/lifecycle-memory.ts';
import { tellAt } from '../notices/gathered-news.ts';
import { asked } from './host-asked.ts';
import { answersFurther } from './host-asks.ts';
import { withConflicts } from './host-conflicts.ts';
import { promptEffects, withDoors, withPromptNews } from './host-door.ts';
import type { ClientId, HostEffect, HostEvent, PreparedFacts } from './host-events.ts';
import { heard } from './host-heard.ts';
import { withHookAnswered } from './host-held-asks.ts';
import { hookEffects, withTyping } from './host-hook-waits.ts';
import { hooksChecked, withHooksHeard, withHooksPrepared } from './host-hooks.ts';
import { interruptsFurther } from './host-interrupt.ts';
import { withNews } from './host-notices.ts';
import { withAnswers, withNotice } from './host-pending.ts';
import { workChecked } from './host-remove.ts';
import { withScreenRead, withTyped, withWantedScreens } from './host-screens.ts';
import {
  type AgentRecord,
  agentById,
  type HostModel,
  isLive,
  rosterEntry,
  type Step,
  type StepContext,
  withAgent,
} from './host-state.ts';
import { stopFurther } from './host-stop.ts';
import { clearDue, clearedAway } from './host-undo.ts';
import { savedAgent } from './saved-roster.ts';

/** Long enough to close a window and open another; then nothing is left to keep. */
const lonelyLimitMs = 60_000;

/**
 * Decides everything for the host. The shell carries out the effects in their order and sends `woke` at the
 * instant of the last `wake`; it sends one `woke` at its start, so that a host nobody comes to also ends.
 */
export function step(model: HostModel, event: HostEvent, context: StepContext): Step {
  const answering = answersFurther(stepOne(model, event, context), event, context.now);
  const interrupting = interruptsFurther(answering, event, context.now);
  const stepped = withHookAnswered(interrupting, event);
  const doors = withDoors(model, stepped.model, context.now);
  const watched = withWantedScreens(model, doors.model);
  const answered = withAnswers(withConflicts(model, watched.model));
  const lonely = withLoneliness(answered.model, context.now);
  const told = withNews(model, lonely.model, context.now);
  const alarm = withAlarm(told.model, event.type === 'woke' ? null : model.wakeAt);
  return {
    model: alarm.model,
    effects: [
      ...stepped.effects,
      ...watched.effects,
      ...promptEffects(model, watched.model),
      ...doors.effects,
      ...hookEffects(alarm.model, event),
      ...changeEffects(model, alarm.model),
      ...told.effects,
      ...alarm.effects,
      ...answered.effects,
      ...lonely.effects,
    ],
  };
}

function stepOne(model: HostModel, event: HostEvent, context: StepContext): Step {
  switch (event.type) {
    case 'asked':
      return asked(model, event.command, { ...context, ...event });
    case 'client-joined':
      return { model: { ...model, clients: [...model.clients, event.client] }, effects: [] };
    case 'client-left':
      return clientLeft(model, event.client, context);
    case 'seen':
      return withLifecycle(model, event.agent, (lifecycle) => looked(lifecycle, context.now));
    case 'evidence':
      return withHooksHeard(heard(model, event, context), event.agent);
    case 'git-read':
      return withFacts(model, event.agent, { git: event.git });
    case 'digested':
      return withFacts(model, event.agent, { digest: event.digest });
    case 'prepared':
      return withHooksPrepared(prepared(model, event), event.agent);
    case 'noticed':
      return { model: withNotice(model, event), effects: [] };
    case 'hooks-checked':
      return hooksChecked(model, event);
    case 'settings-changed':
      return {
        model: { ...model, settings: event.settings },
        effects: [{ type: 'publish-settings' }],
      };
    case 'work-checked':
      return workChecked(model, event, context);
    case 'cleared-away':
      return clearedAway(model, event.agent);
    case 'screen-read':
      return { model: withScreenRead(model, event, context.now), effects: [] };
    case 'typed':
      return { model: withTyped(model, event.agent, event.at), effects: [] };
    case 'typing':
      return { model: withTyping(model, event), effects: [] };
    case 'put':
    case 'prompt-taken':
    case 'prompts-saved':
    case 'prompt-found':
      return { model: withPromptNews(model, event, context.now), effects: [] };
    case 'woke':
      return wake(model, context);
    default:
      return event satisfies never;
  }
}

function prepared(
  model: HostModel,
  { agent, facts: { rollout, ...facts } }: Extract<HostEvent, { type: 'prepared' }>,
): Step {
  const told = withFacts(model, agent, facts);
  // Of a new worktree it hears twice, and it stands only at the second time.
  const stands = facts.worktree && agentById(model, agent)?.worktree;
  const looks = stands ? [{ type: 'read-git', agent } as const] : [];
  const known: Step = { ...told, effects: looks };
  const record = agentById(known.model, agent);
  if (rollout === undefined || !record) return known;
  // A fork has no rollout of its own yet: this is the one that it is forked from.
  if (record.origin) {
    const origin = { ...record.origin, rollout };
    return { model: withAgent(known.model, { ...record, origin }), effects: [] };
  }
  const lifecycle = { ...record.lifecycle, rolloutPath: rollout };
  return {
    model: withAgent(known.model, { ...record, lifecycle }),
    effects: [{ type: 'follow-rollout', agent, path: rollout, subagentId: null }],
  };
}

/** What the shell found out of an agent that is still there. */
function withFacts(
  model: HostModel,
  id: AgentId,
  facts: Omit<PreparedFacts, 'rollout'> & Partial<Pick<AgentRecord, 'git' | 'digest'>>,
): Step {
  const agent = agentById(model, id);
  if (!agent) return { model, effects: [] };
  const planned = facts.worktree ? { firstWorktree: null } : {};
  return { model: withAgent(model, { ...agent, ...facts, ...planned }), effects: [] };
}

function withLifecycle(
  model: HostModel,
  id: AgentId,
  change: (lifecycle: Lifecycle) => Lifecycle,
): Step {
  const agent = agentById(model, id);
  if (!agent) return { model, effects: [] };
  return { model: withAgent(model, { ...agent, lifecycle: change(agent.lifecycle) }), effects: [] };
}

function clientLeft(model: HostModel, client: ClientId, context: StepContext): Step {
  const isLast = model.clients.every((one) => one === client);
  const isStopping = model.pending.some(({ type }) => type === 'stop-host');
  if (model.lifetime === 'own' || !isLast || isStopping) {
    return { model: withoutClient(model, client), effects: [] };
  }
  const stopping = asked(model, { type: 'stopHost' }, { ...context, client, request: 0 });
  return { ...stopping, model: withoutClient(stopping.model, client) };
}

function withoutClient(model: HostModel, left: ClientId): HostModel {
  return {
    ...withTyping(model, { client: left, into: null }),
    clients: model.clients.filter((client) => client !== left),
    pending: model.pending.map((pending) =>
      pending.client === left ? { ...pending, client: null } : pending,
    ),
  };
}

function wake(model: HostModel, context: StepContext): Step {
  const { now } = context;
  const isDue = (at: number | null) => at !== null && at <= now;
  const agents = model.agents.map((agent) =>
    isDue(agent.lifecycle.wakeAt) ? { ...agent, lifecycle: elapse(agent.lifecycle, now) } : agent,
  );
  const stopped = stopFurther({ ...model, agents }, context);
  const cleared = clearDue(stopped.model, context);
  return { model: cleared.model, effects: [...stopped.effects, ...cleared.effects] };
}

function withLoneliness(model: HostModel, now: number): Step {
  const isLonely = model.clients.length === 0 && !model.agents.some(isLive);
  const lonelySince = isLonely ? (model.lonelySince ?? now) : null;
  const isOver = lonelySince !== null && now - lonelySince >= lonelyLimitMs;
  return { model: { ...model, lonelySince }, effects: isOver ? [{ type: 'exit' }] : [] };
}

function withAlarm(model: HostModel, setTo: number | null): Step {
  const wishes = [
    model.lonelySince === null ? null : model.lonelySince + lonelyLimitMs,
    ...model.agents.flatMap(({ lifecycle, stopping, answering, interrupting, promptsWakeAt }) => [
      lifecycle.wakeAt,
      stopping?.until ?? null,
      answering?.until ?? null,
      interrupting?.until ?? null,
      promptsWakeAt,
    ]),
    ...model.undoable.map(({ until }) => until),
    tellAt(model.gathered),
  ].filter((at) => at !== null);
  const wakeAt = wishes.length === 0 ? null : Math.min(...wishes);
  return {
    model: { ...model, wakeAt },
    effects: wakeAt === setTo ? [] : [{ type: 'wake', at: wakeAt }],
  };
}

function changeEffects(before: HostModel, after: HostModel): readonly HostEffect[] {
  return [
    ...(isSame(before, after, savedAgent) ? [] : [{ type: 'save-roster' } as const]),
    ...(isSame<Agent>(before, after, rosterEntry) ? [] : [{ type: 'publish-roster' } as const]),
  ];
}

function isSame<View>(
  before: HostModel,
  after: HostModel,
  view: (agent: AgentRecord) => View,
): boolean {
  if (before.agents.length !== after.agents.length) return false;
  return after.agents.every((agent, at) => {
    const other = before.agents[at];
    return (
      other === agent ||
      (other !== undefined && JSON.stringify(view(other)) === JSON.stringify(view(agent)))
    );
  });
}
