import { shownAgents } from './filter.ts';
import { selectionOf } from './marks.ts';
import { ask } from './questions.ts';
import { isAtRest, stopAgents } from './questions-of-ending.ts';
import { type Act, isLive, resumeRequest, type ScreenModel, unchanged } from './screen-state.ts';

/** Those of the selection that run; asks when one is busy, or there are several. */
export function stopSelection(model: ScreenModel): Act {
  const running = selectionOf(model).filter(isLive);
  const [one] = running;
  if (one === undefined) return unchanged(model);
  const agents = running.map(({ id }) => id);
  if (running.length > 1) return ask(model, { type: 'stop-several', agents });
  return isAtRest(one) ? stopAgents(model, agents) : ask(model, { type: 'stop', agent: one.id });
}

/** Resumes those of the selection that have ended; where none has, asks whether to restart them. */
export function resumeSelection(model: ScreenModel): Act {
  const selection = selectionOf(model);
  const ended = selection.filter((agent) => !isLive(agent));
  if (ended.length > 0) {
    return { model, effects: ended.map(({ id }) => resumeRequest(id, 'own')) };
  }
  const [one] = selection;
  if (one === undefined) return unchanged(model);
  return selection.length === 1
    ? ask(model, { type: 'restart', agent: one.id })
    : ask(model, { type: 'restart-several', agents: selection.map(({ id }) => id) });
}

/** The marked ones that have ended; all of those shown that have where none is marked. */
export function removeEnded(model: ScreenModel): Act {
  const among = model.marks.agents.length > 0 ? selectionOf(model) : shownAgents(model);
  const agents = among.filter((agent) => !isLive(agent)).map(({ id }) => id);
  return {
    model,
    effects: [
      {
        type: 'request',
        purpose: { type: 'remove', agents },
        command: { type: 'remove', agents, sessions: 'keep', work: 'keep' },
      },
    ],
  };
}
