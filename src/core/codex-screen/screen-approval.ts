import { type BottomPane, isTitle, textsBetween } from './screen-bottom-pane.ts';
import { choicesAtEnd } from './screen-choices.ts';
import type { Open } from './screen-facts.ts';
import { firstWritten, type ScreenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';

export function readApproval(
  screen: ScreenRows,
  { titleY, bottom }: BottomPane,
  { approval }: ScreenTable,
): Open | null {
  if (screen.cursor !== null || !hasHint(screen, approval)) return null;
  if (!isTitle(firstWritten(screen.runs(titleY)))) return null;
  const title = screen.text(titleY).trim();
  const name = approval.titles.find((one) => one.title.test(title))?.name;
  const list = choicesAtEnd(screen, { top: titleY + 1, bottom, x: 0 });
  if (name === undefined || !list) return null;
  const body = textsBetween(screen, titleY + 1, list.top - 1);
  const { details, command } = partsOf(body, approval);
  const hasAll = list.choices[0]?.number === 1 && list.choices.at(-1)?.key === approval.lastKey;
  return {
    kind: 'approval',
    name,
    title,
    thread: labelled(details, approval.thread),
    command,
    reason: labelled(details, approval.reason),
    destination: labelled(details, approval.destination),
    choices: list.choices,
    isWhole: hasAll && !body.some((text) => approval.omission.test(text)),
  };
}

function hasHint(screen: ScreenRows, { hint, wrappedHint }: ScreenTable['approval']): boolean {
  const [first, second] = [screen.text(screen.lastY - 1), screen.text(screen.lastY)];
  return hint.test(second) || (wrappedHint[0].test(first) && wrappedHint[1].test(second));
}

/** Details stand above the command, one below the other. */
function partsOf(body: readonly string[], { command, omission }: ScreenTable['approval']) {
  const at = body.findIndex((text) => command.test(text));
  if (at === -1) return { details: body, command: null };
  const lines = body.slice(at).filter((text) => !omission.test(text));
  const shown = lines.map((text) => text.slice(2)).join('\n');
  return { details: body.slice(0, at), command: shown.replace(/^\$ /, '').trimEnd() };
}

/** What stands behind a label, and on the rows into which it is wrapped. */
function labelled(details: readonly string[], label: RegExp): string | null {
  const at = details.findIndex((text) => label.test(text));
  if (at === -1) return null;
  const end = details.findIndex(
    (text, index) => index > at && (text === '' || /^ {2}[A-Z][a-z]+:/.test(text)),
  );
  const [first = '', ...wrapped] = details.slice(at, end === -1 ? undefined : end);
  return [first.replace(label, ''), ...wrapped]
    .map((text) => text.trim())
    .join(' ')
    .trim();
}
