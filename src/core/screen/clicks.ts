import type { Click } from '../pointing/click.ts';
import { answerOnRow } from './click-choices.ts';
import { withFilterKept } from './filter-keys.ts';
import { answerAsk } from './given-answers.ts';
import { leavesTilesFree } from './overlays.ts';
import { askForLink } from './pointed-links.ts';
import { type Act, agentOf, type ScreenModel, startTyping, unchanged } from './screen-state.ts';

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
  const answer = answerOnRow(agent, click.line.text);
  return answer
    ? answerAsk(model, answer.asking, { given: answer.given, now })
    : startTyping(withFilterKept(model), { agent: agent.id, zoomed: false });
}
