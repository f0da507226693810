import type { AgentId } from '../agent/agent.ts';
import { plainText } from '../text/plain-text.ts';
import type { Asked, Question } from './questions.ts';
import {
  agentOf,
  closeOverlay,
  resumeRequest,
  type ScreenModel,
  unchanged,
} from './screen-state.ts';

export function askRestart(model: ScreenModel, id: AgentId): Asked {
  const agent = agentOf(model, id);
  return {
    title: 'Restart',
    text: agent ? `${plainText(agent.name)} is running (${agent.state}). Restart it?` : '',
    answers: [
      { word: 'No', key: 'n', help: 'leave it alone', act: unchanged },
      {
        word: 'Restart',
        key: 'y',
        help: 'stop it and resume its session',
        act: (answered) => ({
          model: answered,
          effects: [
            {
              type: 'request',
              purpose: { type: 'restart', agent: id },
              command: { type: 'stop', agents: [id] },
            },
          ],
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
