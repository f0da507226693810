import type { Agent } from '../agent/agent.ts';
import type { AskChoice } from '../asks/pending-ask.ts';
import { textWidth } from '../text/text-width.ts';
import { keyFor } from './bindings.ts';
import { type AnswerGiven, actionOfMeaning, meaningsOf } from './given-answers.ts';
import type { TilePlace } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';
import { answerableAsk, tileLook } from './tile-card.ts';
import { lowerLine } from './tile-lines.ts';
import { type Asking, pendingAskOf } from './waiting-asks.ts';

export type ClickedAnswer = { readonly asking: Asking; readonly given: AnswerGiven };

/** The answer that a row of the agent's own dialog stands for; null for any other row. */
export function answerOnRow(agent: Agent, row: string): ClickedAnswer | null {
  const ask = pendingAskOf(agent);
  const choice = ask?.choices.find((one) => isRowOf(row, one));
  if (!ask || !choice) return null;
  const asking = { agent, ask };
  const { means, number } = choice;
  return { asking, given: means !== null && meaningsOf(asking).includes(means) ? means : number };
}

/** Codex writes the number and the label, and breaks long ones. */
function isRowOf(row: string, { number, label }: AskChoice): boolean {
  const [, shown, text = ''] = /^[\s›>❯]*(\d+)\.\s+(.+?)\s*$/u.exec(row) ?? [];
  return Number(shown) === number && (text.startsWith(label) || label.startsWith(text));
}

/** The answer whose key is written in the lower border of a tile at that column of the screen; null for none. */
export function answerOnBorder(
  model: ScreenModel,
  place: TilePlace,
  x: number,
): ClickedAnswer | null {
  const look = tileLook(model, place);
  const asking = answerableAsk(place.agent, look.emphasis);
  if (!asking) return null;
  let column = place.rectangle.x;
  let key: string | null = null;
  for (const { role, text } of lowerLine(place.agent, look)) {
    if (role === 'key') key = text;
    else if (role !== 'detail' || text.trim() === '') key = null;
    column += textWidth(text);
    if (x < column) break;
  }
  const given = meaningsOf(asking).find(
    (meaning) => keyFor(model.bindings, actionOfMeaning[meaning]) === key,
  );
  return given === undefined ? null : { asking, given };
}
