import type { AgentId } from '../agent/agent.ts';
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
        act: (answered) => stopAgent(answered, id),
      },
    ],
    proposed: 0,
    close: closeOverlay,
  };
}

export function stopAgent(model: ScreenModel, id: AgentId): Act {
  const agent = agentOf(model, id);
  if (!agent || !isLive(agent)) return unchanged(model);
  return {
    model,
    effects: [
      { type: 'request', purpose: { type: 'plain' }, command: { type: 'stop', agents: [id] } },
    ],
  };
}
