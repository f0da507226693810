import { describe, expect, it } from 'vitest';
import { helpLines } from '../../src/core/screen/help-lines.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { whyLines } from '../../src/core/screen/why-lines.ts';
import { agents, type Played, play, start } from '../support/screen-model.ts';

/** So long that what is said of its agent needs more rows than there are. */
const cwd = `/srv${'/folder'.repeat(40)}`;

const small = { columns: 40, rows: 10 };

function scrolledIn({ model }: Played): number {
  if (model.overlay.type !== 'help' && model.overlay.type !== 'why') throw new Error('no text');
  return model.overlay.scrolled;
}

function textOf({ model }: Played): readonly string[] {
  const { overlay } = model;
  if (overlay.type !== 'help' && overlay.type !== 'why') throw new Error('no text');
  const { lines } = overlay.type === 'help' ? helpLines(model, overlay) : whyLines(model, overlay);
  return lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''));
}

describe('long texts', () => {
  it.each(['?', 'o'])('[NW1] %s: a step back from the end is seen', (key) => {
    const pages = Array.from({ length: 30 }, () => 'PageDown');
    const end = play(start(agents({ cwd }), small), key, ...pages);
    const back = play(end, 'Up');
    expect(scrolledIn(end)).toBeGreaterThan(0);
    expect(scrolledIn(back)).toBe(scrolledIn(end) - 1);
    expect(textOf(back)).not.toEqual(textOf(end));
  });

  it('[NW2] the help has every sentence whole', () => {
    const opened = play(start(agents({}), { ...small, rows: 200 }), '?');
    const said = textOf(opened).join(' ').replace(/ +/g, ' ');
    for (const { help } of keymap) expect(said).toContain(help);
  });
});
