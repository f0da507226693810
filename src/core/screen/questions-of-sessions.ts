import type { AgentId } from '../agent/agent.ts';
import { plainText } from '../text/plain-text.ts';
import type { Asked, Question } from './questions.ts';
import { namesIn } from './questions-of-ending.ts';
import {
  agentOf,
  closeOverlay,
  resumeRequest,
  type ScreenModel,
  unchanged,
} from './screen-state.ts';

export function askRestart(model: ScreenModel, ids: readonly AgentId[]): Asked {
  const agents = ids.flatMap((id) => agentOf(model, id) ?? []);
  const [agent] = agents;
  const isOne = ids.length === 1;
  return {
    title: 'Restart',
    text:
      isOne && agent
        ? `${plainText(agent.name)} is running (${agent.state}). Restart it?`
        : `Restart ${agents.length} agents? They are running: ${namesIn(agents)}.`,
    answers: [
      { word: 'No', key: 'n', help: isOne ? 'leave it alone' : 'leave them alone', act: unchanged },
      {
        word: 'Restart',
        key: 'y',
        help: isOne ? 'stop it and resume its session' : 'stop them and resume their sessions',
        act: (answered) => ({
          model: answered,
          effects: ids.map((id) => ({
            type: 'request',
            purpose: { type: 'restart', agent: id },
            command: { type: 'stop', agents: [id] },
          })),
        }),
      },
    ],
    proposed: 0,
    close: closeOverlay,
  };
}

export function askFreshStart(question: Extract<Question, { type: 'fresh-start' }>): Asked {
  const { agent } = question;
  return {
    title: 'Resume',
    text: question.message,
    answers: [
      { word: 'No', key: 'n', help: 'leave it ended', act: unchanged },
      {
        word: 'Start anew',
        key: 'y',
        help: 'a new session; its record keeps the old id',
        act: (model) => ({ model, effects: [resumeRequest(agent, 'fresh')] }),
      },
    ],
    proposed: 0,
    close: closeOverlay,
  };
}

export function askLoseWork(question: Extract<Question, { type: 'lose-work' }>): Asked {
  const { agents } = question;
  return {
    title: 'Remove',
    text: question.message,
    answers: [
      { word: 'Keep', key: 'n', help: 'nothing is removed', act: unchanged },
      {
        word: 'Lose it',
        key: 'y',
        help: 'remove the agents and the work in their worktrees',
        act: (model) => ({
          model,
          effects: [
            {
              type: 'request',
              purpose: { type: 'remove', agents },
              command: { type: 'remove', agents: [...agents], sessions: 'keep', work: 'lose' },
            },
          ],
        }),
      },
    ],
    proposed: 0,
    close: closeOverlay,
  };
}
