import type { Agent } from '../agent/agent.ts';
import { needsYou } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import type { Area } from './grid-layout.ts';
import { askText } from './tile-card.ts';
import { clipEnd, type Piece } from './tile-pieces.ts';

/** One thing worth telling; `order` is its place from the top, whatever was left out. */
type Told = {
  readonly order: number;
  readonly sign: Piece;
  readonly text: Piece;
  /** More say no more. */
  readonly mostRows: number;
};

const signColumns = 2;

/** What an agent's tile tells in place of its screen: the most telling first where there is little room. `room` is inside the border. */
export function digestLines(
  agent: Agent,
  room: Area & { readonly ask: 'told' | 'in card' },
): readonly (readonly Piece[])[] {
  const columns = Math.max(1, room.columns - 2 - signColumns);
  const told = toldOf(agent, columns, room.ask).slice(0, room.rows);
  let free = room.rows - told.length;
  const wrapped = told.map((one) => {
    const lines = wrapText(one.text.text, columns);
    const rows = Math.min(lines.length, one.mostRows, 1 + free);
    free -= rows - 1;
    return { ...one, lines: clipped(lines, rows, columns) };
  });
  return wrapped
    .toSorted((left, right) => left.order - right.order)
    .flatMap(({ sign, text, lines }) =>
      lines.map((line, at): readonly Piece[] => [
        { role: 'detail', text: ' ' },
        at === 0 ? sign : { role: 'detail', text: ' '.repeat(signColumns) },
        { role: text.role, text: line },
      ]),
    );
}

function clipped(lines: readonly string[], rows: number, columns: number): readonly string[] {
  const shown = lines.slice(0, rows);
  if (rows === lines.length) return shown;
  return [...shown.slice(0, -1), clipEnd(`${lines[rows - 1]} ${lines[rows]}`, columns)];
}

/** The most telling first. What an agent does now is worth more than what it said before. */
function toldOf(agent: Agent, columns: number, ask: 'told' | 'in card'): readonly Told[] {
  const { digest, state } = agent;
  const isAtWork = state === 'working';
  const now = needsYou(state) ? askText(agent, columns * 6) : plainText(agent.detail ?? '');
  const said = told(4, '• ', digest.said, { text: 'text', mostRows: 4 });
  const doing =
    isAtWork || (needsYou(state) && ask === 'told') || state === 'failed'
      ? told(3, needsYou(state) ? '? ' : isAtWork ? '» ' : '! ', now, {
          text: 'state',
          mostRows: 3,
        })
      : [];
  const prompt = told(0, '› ', digest.prompt, { text: 'text', mostRows: 2 });
  return [
    ...doing,
    ...(isAtWork ? [...prompt, ...said] : [...said, ...prompt]),
    ...actionOf(agent),
    ...planOf(agent),
    ...told(5, '  ', contextText(agent), { text: 'detail', mostRows: 1 }),
    ...(doing.length + prompt.length + said.length + actionOf(agent).length === 0
      ? told(0, '  ', 'nothing was said yet', { text: 'detail', mostRows: 1 })
      : []),
  ];
}

function told(
  order: number,
  sign: string,
  text: string | null,
  look: { readonly text: Piece['role']; readonly mostRows: number },
): readonly Told[] {
  if (!text) return [];
  const role = look.text === 'state' ? 'state' : 'detail';
  const { mostRows } = look;
  return [{ order, sign: { role, text: sign }, text: { role: look.text, text }, mostRows }];
}

function actionOf({ digest: { action } }: Agent): readonly Told[] {
  if (action === null) return [];
  const { text, outcome, exitCode } = action;
  if (outcome === 'succeeded') return told(2, '✓ ', text, { text: 'detail', mostRows: 1 });
  const end =
    outcome === 'declined' ? 'declined' : exitCode === null ? 'failed' : `exit ${exitCode}`;
  return told(2, '✗ ', `${end}: ${text}`, { text: 'detail', mostRows: 1 });
}

function planOf({ digest: { plan } }: Agent): readonly Told[] {
  if (plan === null) return [];
  const { number, steps, step } = plan;
  return told(1, '≡ ', `${number}/${steps} ${step}`, { text: 'detail', mostRows: 1 });
}

function contextText({ context, model }: Agent): string | null {
  if (context === null) return null;
  const { usedTokens, windowTokens } = context;
  const used = `${Math.round(usedTokens / 1000)}k of ${Math.round(windowTokens / 1000)}k tokens`;
  return model === null ? used : `${used} · ${plainText(model)}`;
}
