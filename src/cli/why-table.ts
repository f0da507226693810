import { isLifecycleName, lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import {
  disagreementLines,
  type Past,
  type PastDisagreement,
  type TimelineRow,
  timelineOf,
} from '../core/lifecycle/why-timeline.ts';
import { clipText, textWidth } from '../core/text/text-width.ts';
import type { TableLook } from './agent-table.ts';

type WholePast = Past & { readonly disagreements: readonly PastDisagreement[] };

/** How a state came about, newest last: time, state, who said what, and the rule that it fired. */
export function whyText(past: WholePast, look: TableLook): string {
  const rows = timelineOf(past);
  if (rows.length === 0) {
    return '\nNo evidence yet: nothing was heard of it since the host started. What was heard before is in what codex-grid record writes.\n';
  }
  const ruleWidth = Math.max(ruleTitle.length, ...rows.map(({ rule }) => textWidth(rule)));
  const room = (look.columns ?? Number.POSITIVE_INFINITY) - indent - ruleWidth - gap.length;
  const widths = rows.map(({ said }) => textWidth(said)).filter((one) => one <= alignedWidth);
  const saidWidth = Math.max(leastSaidWidth, Math.min(Math.max(...widths, 0), room));
  const heading = `  ${padded('TIME', timeWidth)}${padded('STATE', stateWidth)}${padded('WHY', saidWidth)}${gap}${ruleTitle}`;
  return [
    '',
    'How it came to this, newest last:',
    look.paint('muted', heading),
    ...rows.flatMap((row) => timelineLines(row, saidWidth, look)),
    ...otherwiseLines(past.disagreements, look),
    '',
  ].join('\n');
}

function timelineLines(row: TimelineRow, saidWidth: number, look: TableLook): readonly string[] {
  const { paint } = look;
  const { state, detail } = row;
  const time = `  ${padded(clockText(row.at), timeWidth)}`;
  const fitting = look.columns === null ? row.said : clipText(row.said, saidWidth);
  const said = `${padded(fitting, saidWidth)}${gap}${row.rule}`.trimEnd();
  if (state === null) return [paint('muted', `${time}${' '.repeat(stateWidth)}${said}`)];
  const known = isLifecycleName(state) ? lifecycles[state] : null;
  const shown = padded(known ? `${known.glyph} ${known.word}` : state, stateWidth);
  const line = `${paint('muted', time)}${known ? paint(known.role, shown) : shown}${said}`;
  if (detail === null) return [line];
  const room = look.columns === null ? detail.length * 2 : look.columns - indent;
  return [line, `${' '.repeat(indent)}${clipText(detail, room)}`];
}

function otherwiseLines(
  disagreements: readonly PastDisagreement[],
  look: TableLook,
): readonly string[] {
  if (disagreements.length === 0) return [];
  return [
    '',
    'Witnesses that said otherwise:',
    ...disagreements.flatMap((one) => {
      const [held, became] = disagreementLines(one, look.now);
      const time = `  ${padded(clockText(one.since), timeWidth)}`;
      return [`${look.paint('muted', time)}${held}`, `${' '.repeat(time.length)}${became}`];
    }),
  ];
}

const gap = '  ';
const ruleTitle = 'RULE';
/** With the gap behind it, as the next. */
const timeWidth = 14;
/** The longest state with its glyph. */
const stateWidth = 15;
/** Where what was said begins. */
const indent = 2 + timeWidth + stateWidth;
/** One long sentence does not push the rules of all the others out of sight. */
const alignedWidth = 72;
/** On a terminal too narrow for all; its lines are wrapped then. */
const leastSaidWidth = 24;

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** The local time of day to the millisecond: pieces of evidence lie close together. */
export function clockText(at: number): string {
  const date = new Date(at);
  const two = (number: number) => `${number}`.padStart(2, '0');
  const ms = `${date.getMilliseconds()}`.padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}
