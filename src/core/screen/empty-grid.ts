import { textWidth } from '../text/text-width.ts';
import { keyFor } from './bindings.ts';
import type { Area } from './grid-layout.ts';
import {
  emptyLine,
  type LinePiece,
  lineWidth,
  type OverlayLine,
  overlayLine,
} from './overlay-lines.ts';
import type { ScreenModel } from './screen-state.ts';

type Line = readonly LinePiece[];

/** What agents need is told in a few words rather than not at all. */
const needed = 3;

/** Lines that stand together; those of less worth go first where there is little room. */
type Block = { readonly worth: number; readonly lines: readonly Line[] };

/** How to begin, for whom there is no agent yet: as much as has room, every line as wide as the widest. */
export function emptyGridLines(model: ScreenModel, room: Area): readonly OverlayLine[] {
  const [whole, short] = [wholeBlocks(model), shortBlocks(model)];
  const kept = fitting(whole, room.rows);
  const isEnough =
    kept.some(({ worth }) => worth === needed) && widthOf(linesOf(kept)) <= room.columns;
  const lines = linesOf(isEnough ? kept : fitting(short, room.rows));
  const columns = widthOf(lines);
  return lines.map((line) =>
    overlayLine(...line.pieces, { role: 'text', text: ' '.repeat(columns - lineWidth(line)) }),
  );
}

function wholeBlocks(model: ScreenModel): readonly Block[] {
  const keys = (['new-agent', 'palette', 'help'] as const).map((action) =>
    keyFor(model.bindings, action),
  );
  const [start = '', palette = '', help = ''] = keys;
  return [
    { worth: 5, lines: [[{ role: 'name', text: 'No agents yet' }]] },
    {
      worth: 4,
      lines: table([
        [start, 'starts one: its name, its folder, what it should do'],
        [palette, 'lists all that can be done'],
        [help, 'lists all keys'],
      ]),
    },
    {
      worth: 2,
      lines: [
        muted('The same from a shell, and more:'),
        ...table([
          ['codex-grid new api --cd ~/src/api', 'starts one'],
          ['codex-grid up', 'starts those of a codex-grid.toml'],
          ['codex-grid adopt SESSION', 'goes on with a session of yours'],
        ]),
      ],
    },
    {
      worth: needed,
      lines: [
        muted('Agents need codex, and a sign-in that they can share:'),
        ...table([
          ['codex-grid doctor', 'looks whether all is there'],
          ['codex-grid login', 'signs in'],
        ]),
      ],
    },
  ];
}

function shortBlocks(model: ScreenModel): readonly Block[] {
  const { bindings } = model;
  return [
    { worth: 5, lines: [[{ role: 'name', text: 'No agents yet' }]] },
    {
      worth: 4,
      lines: table([
        [keyFor(bindings, 'new-agent'), 'starts one'],
        [keyFor(bindings, 'help'), 'lists all keys'],
      ]),
    },
    {
      worth: needed,
      lines: table([
        ['codex-grid new', 'the same, in a shell'],
        ['codex-grid doctor', 'what is missing'],
      ]),
    },
  ];
}

function muted(text: string): Line {
  return [{ role: 'muted', text }];
}

/** What is typed, and beside it what it does. */
function table(rows: readonly (readonly [typed: string, does: string])[]): readonly Line[] {
  const columns = Math.max(...rows.map(([typed]) => textWidth(typed))) + 2;
  return rows.map(([typed, does]) => [
    { role: 'key', text: typed + ' '.repeat(columns - textWidth(typed)) },
    { role: 'muted', text: does },
  ]);
}

function fitting(blocks: readonly Block[], rows: number): readonly Block[] {
  if (linesOf(blocks).length <= rows || blocks.length <= 1) return blocks;
  const least = Math.min(...blocks.map(({ worth }) => worth));
  return fitting(
    blocks.filter(({ worth }) => worth > least),
    rows,
  );
}

/** With a blank between blocks. */
function linesOf(blocks: readonly Block[]): readonly OverlayLine[] {
  return blocks.flatMap((block, index) => [
    ...(index > 0 ? [emptyLine] : []),
    ...block.lines.map((line) => overlayLine(...line)),
  ]);
}

function widthOf(lines: readonly OverlayLine[]): number {
  return Math.max(0, ...lines.map(lineWidth));
}
