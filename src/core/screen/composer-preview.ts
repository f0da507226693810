import type { Agent } from '../agent/agent.ts';
import { fieldsIn, filledTemplate } from '../prompts/template.ts';
import { plainText } from '../text/plain-text.ts';
import type { TextEditor } from './text-editor.ts';

/** What stands before the first field of a preview. UTF-16 units. */
const leadUnits = 24;

/** Longer lines are looked through up to here, and as many lines: a preview is drawn with every key. */
const lookedAt = { units: 2000, lines: 200 } as const;

/** For each agent the line with the first field, from a little before it; null where the text is the same for all. */
export function previews(
  { lines }: TextEditor,
  agents: readonly Agent[],
): readonly string[] | null {
  const looked = lines.slice(0, lookedAt.lines).map((line) => line.slice(0, lookedAt.units));
  const line = looked.find((one) => fieldsIn(one).length > 0);
  const [field] = line === undefined ? [] : fieldsIn(line);
  if (line === undefined || field === undefined) return null;
  const at = line.indexOf(`{${field}}`);
  const start = at <= leadUnits ? 0 : line.indexOf(' ', at - leadUnits);
  const part = start <= 0 ? line : `…${line.slice(start)}`;
  const texts = filledTemplate(part, agents);
  return 'problem' in texts ? null : texts.map(plainText);
}
