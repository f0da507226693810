import type { Agent } from '../agent/agent.ts';
import type { Click } from '../pointing/click.ts';
import { linkAt, linkText, pathIn } from '../pointing/link-at.ts';
import { answerOnRow } from './click-choices.ts';
import { withFilterKept } from './filter-keys.ts';
import { answerAsk } from './given-answers.ts';
import { leavesTilesFree } from './overlays.ts';
import {
  type Act,
  agentOf,
  type ScreenModel,
  startTyping,
  unchanged,
  withNotice,
} from './screen-state.ts';

/**
 * A click on the selected tile types into it; on a row of its dialog it gives that answer, under the conditions of a
 * key. `now` is epoch ms.
 */
export function takeClick(model: ScreenModel, click: Click, now: number): Act {
  if (model.mode.type === 'mirror' || !leavesTilesFree(model.overlay)) return unchanged(model);
  const agent = agentOf(model, click.agent);
  if (!agent) return unchanged(model);
  if (click.ctrl || click.alt) return followLink(model, agent, click);
  if (model.mode.type !== 'grid' || !click.isChosen) return unchanged(model);
  const answer = answerOnRow(agent, click.line.text);
  return answer
    ? answerAsk(model, answer.asking, { given: answer.given, now })
    : startTyping(withFilterKept(model), { agent: agent.id, zoomed: false });
}

/** With Ctrl held what is pointed at opens, with Alt it is copied. */
function followLink(model: ScreenModel, agent: Agent, { line, ctrl }: Click): Act {
  const link = linkAt(line);
  if (link === null) return unchanged(model);
  if (!ctrl) return copyText(model, linkText(link));
  return link.type === 'address'
    ? { model, effects: [{ type: 'open-address', address: link.address }] }
    : {
        model,
        effects: [
          {
            type: 'edit-file',
            path: pathIn(agent.cwd, link.path, model.homeFolder),
            line: link.line,
          },
        ],
      };
}

/** Terminals do not say whether they took it: the notice tells how much it was. */
export function copyText(model: ScreenModel, text: string): Act {
  if (text.trim() === '') return unchanged(model);
  return {
    model: withNotice(model, copyNotice(text)).model,
    effects: [{ type: 'copy', text }],
  };
}

function copyNotice(text: string): string {
  const lines = text.split('\n').length;
  const characters = [...new Intl.Segmenter().segment(text.replaceAll('\n', ''))].length;
  const long = `${characters} ${characters === 1 ? 'character' : 'characters'}`;
  return lines === 1 ? `Copied ${long}.` : `Copied ${lines} lines, ${long}.`;
}

/** Whoever types on has read it, and it stands above what they type into. */
export function withoutCopyNotice(model: ScreenModel): ScreenModel {
  return model.notice !== null && /^Copied \d/.test(model.notice)
    ? { ...model, notice: null }
    : model;
}
