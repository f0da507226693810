import { describe, expect, it } from 'vitest';
import { helpLines } from '../../src/core/screen/help-lines.ts';
import { inboxLines } from '../../src/core/screen/inbox-lines.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { whyLines } from '../../src/core/screen/why-lines.ts';
import { anAsk } from '../support/scene-asks.ts';
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

function detailOf({ model }: Played): string {
  if (model.overlay.type !== 'inbox') throw new Error('no inbox');
  const lines = inboxLines(model, model.overlay.inbox, 0);
  return lines.map(({ pieces }) => pieces.map(({ text }) => text).join('')).join('\n');
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

  it('[NW1] what is said of an approval in the inbox, too', () => {
    const subject = Array.from({ length: 40 }, (_, at) => `make part-${at}`).join('\n');
    const roster = agents({ state: 'approval', ask: anAsk({ id: 'ask', subject, since: 0 }) });
    const pages = Array.from({ length: 30 }, () => 'PageDown');
    const end = play(start(roster, { columns: 80, rows: 24 }), 'I', ...pages);
    const back = play(end, 'PageUp');
    expect(detailOf(end)).toContain('↑ PageUp');
    expect(detailOf(back)).toMatch(/↓ \d+ more/);
  });

  it('[NW2] the help has every sentence whole', () => {
    const opened = play(start(agents({}), { ...small, rows: 200 }), '?');
    const said = textOf(opened).join(' ').replace(/ +/g, ' ');
    for (const { help } of keymap) expect(said).toContain(help);
  });
});
