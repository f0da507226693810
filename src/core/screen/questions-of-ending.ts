import type { Agent, AgentId } from '../agent/agent.ts';
import { plainText } from '../text/plain-text.ts';
import type { Asked } from './questions.ts';
import {
  type Act,
  agentOf,
  closeOverlay,
  isLive,
  type ScreenModel,
  unchanged,
} from './screen-state.ts';

export function askQuit(model: ScreenModel): Asked {
  const running = model.roster.filter(isLive).length;
  return {
    title: 'Quit',
    text: running === 1 ? 'One agent is running.' : `${running} agents are running.`,
    answers: [
      { word: 'Detach', key: 'd', help: 'the agents keep running', act: leaveAgentsRunning },
      { word: 'Stop all', key: 's', help: 'their sessions can be resumed', act: stopAll },
      { word: 'Cancel', key: 'c', help: 'back to the grid', act: unchanged },
    ],
    proposed: 0,
    close: closeOverlay,
  };
}

function stopAll(model: ScreenModel): Act {
  return {
    model: { ...model, overlay: { type: 'stopping-all' } },
    effects: [
      {
        type: 'request',
        purpose: { type: 'stop-all' },
        command: { type: 'stop', agents: 'all' },
      },
    ],
  };
}

export function leaveAgentsRunning(model: ScreenModel): Act {
  const running = model.roster.filter(isLive).length;
  const message =
    running === 0 || model.demo
      ? null
      : `${running} ${running === 1 ? 'agent keeps' : 'agents keep'} running. codex-grid brings ${running === 1 ? 'it' : 'them'} back.`;
  return { model, effects: [{ type: 'leave', reason: 'detached', message }] };
}

export function askStop(model: ScreenModel, id: AgentId): Asked {
  const agent = agentOf(model, id);
  return {
    title: 'Stop',
    text: agent ? `${plainText(agent.name)} is busy (${agent.state}). Stop it?` : '',
    answers: [
      { word: 'No', key: 'n', help: 'leave it alone', act: unchanged },
      {
        word: 'Stop it',
        key: 'y',
        help: 'its session can be resumed',
        act: (answered) => stopAgents(answered, [id]),
      },
    ],
    proposed: 0,
    close: closeOverlay,
  };
}

export function askStopSeveral(model: ScreenModel, ids: readonly AgentId[]): Asked {
  const running = ids.flatMap((id) => agentOf(model, id) ?? []).filter(isLive);
  const busy = running.filter((agent) => !isAtRest(agent));
  return {
    title: 'Stop',
    text: [
      `Stop ${running.length} agents: ${namesIn(running)}?`,
      busy.length > 0 ? ` Busy: ${namesIn(busy)}.` : '',
    ].join(''),
    answers: [
      { word: 'No', key: 'n', help: 'leave them alone', act: unchanged },
      {
        word: 'Stop them',
        key: 'y',
        help: 'their sessions can be resumed',
        act: (answered) => stopAgents(answered, ids),
      },
    ],
    proposed: 0,
    close: closeOverlay,
  };
}

export function namesIn(agents: readonly Agent[]): string {
  return agents.map(({ name }) => plainText(name)).join(', ');
}

/** In these nothing is lost by a stop; nor is it by that of a command. */
const restStates: readonly string[] = ['ready', 'done', 'failed', 'interrupted'];

export function isAtRest({ state, task }: Agent): boolean {
  return restStates.includes(state) || task === 'command';
}

export function stopAgents(model: ScreenModel, ids: readonly AgentId[]): Act {
  const agents = ids.flatMap((id) => agentOf(model, id) ?? []).filter(isLive);
  if (agents.length === 0) return unchanged(model);
  return {
    model,
    effects: [
      {
        type: 'request',
        purpose: { type: 'plain' },
        command: { type: 'stop', agents: agents.map(({ id }) => id) },
      },
    ],
  };
}
