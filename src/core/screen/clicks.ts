import type { Agent } from '../agent/agent.ts';
import type { Click } from '../pointing/click.ts';
import { answerOnRow } from './click-choices.ts';
import { withFilterKept } from './filter-keys.ts';
import { answerAsk } from './given-answers.ts';
import { leavesTilesFree } from './overlays.ts';
import { askForLink } from './pointed-links.ts';
import {
  type Act,
  agentOf,
  type ScreenModel,
  startTyping,
  unchanged,
  withNotice,
} from './screen-state.ts';
import { pendingAskOf } from './waiting-asks.ts';

/** A dialog may come, go or move while the button is down. What is no answer may change as it likes. */
function isOtherThanPressed(agent: Agent, { line, before }: Click): boolean {
  if ((pendingAskOf(agent)?.id ?? null) !== before.ask) return true;
  const isAnswer = (text: string) => answerOnRow(agent, text) !== null;
  return line.text !== before.text && (isAnswer(line.text) || isAnswer(before.text));
}

/**
 * A click on the selected tile types into it; on a row of its dialog it gives that answer, under the conditions of a
 * key. `now` is epoch ms.
 */
export function takeClick(model: ScreenModel, click: Click, now: number): Act {
  if (model.mode.type === 'mirror' || !leavesTilesFree(model.overlay)) return unchanged(model);
  const agent = agentOf(model, click.agent);
  if (!agent) return unchanged(model);
  // With Ctrl held what is pointed at opens, with Alt it is copied.
  if (click.ctrl || click.alt) {
    const does = click.ctrl ? 'open' : 'copy';
    return askForLink(model, click, { does, agent: click.agent, line: click.line });
  }
  if (model.mode.type !== 'grid' || !click.isChosen) return unchanged(model);
  if (isOtherThanPressed(agent, click)) {
    const changed = `What ${agent.name} asks has changed under the button: read it, then click again.`;
    return withNotice(model, changed);
  }
  const answer = answerOnRow(agent, click.line.text);
  return answer
    ? answerAsk(model, answer.asking, { given: answer.given, now })
    : startTyping(withFilterKept(model), { agent: agent.id, zoomed: false });
}
