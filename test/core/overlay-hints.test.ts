import { describe, expect, it } from 'vitest';
import { drawnHints, widthOf } from '../../src/core/screen/footer-hints.ts';
import { footerLine } from '../../src/core/screen/footer-line.ts';
import { overlayHints } from '../../src/core/screen/overlay-hints.ts';
import type { ScreenModel } from '../../src/core/screen/screen-state.ts';
import { modelOf, sceneNow } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';

const footer = (model: ScreenModel): string =>
  footerLine(model, sceneNow)
    .pieces.map(({ text }) => text)
    .join('');

const at = (name: string, columns: number): ScreenModel => {
  const scene = scenes[name]!;
  return modelOf({ ...scene, columns, rows: 40 });
};

const opened = [
  ['new-agent-120x40', 'Esc cancels'],
  ['rename-80x24', 'Esc cancels'],
  ['fork-120x40', 'Esc cancels'],
  ['links-120x40', 'Esc closes'],
  ['inbox-120x40', 'Esc closes'],
  ['inbox-confirm-120x40', 'Esc back'],
  ['composer-120x40', 'Esc closes'],
  ['composer-to-whom-80x24', 'Esc closes'],
  ['receipts-120x40', 'Esc closes'],
  ['help-120x40', 'Esc closes'],
  ['palette-120x40', 'Esc closes'],
  ['search-120x40', 'Esc closes'],
  ['why-120x40', 'Esc closes'],
  ['quit-80x24', 'Esc closes'],
] as const;

describe('what lies above the grid', () => {
  it.each(opened)('[LK37] %s has all its keys in the footer of a wide screen', (name) => {
    const model = at(name, 200);
    const hints = overlayHints(model);
    if (typeof hints === 'string') throw new Error(hints);
    expect(hints.length).toBeGreaterThan(1);
    for (const { key, word } of hints) expect(footer(model)).toContain(`${key} ${word}`);
  });

  it.each(opened)(
    '[LK38] %s keeps its way out at any width, and the line its length',
    (name, out) => {
      for (let columns = 40; columns <= 200; columns += 1) {
        const model = at(name, columns);
        expect(footer(model)).toContain(out);
        expect(footer(model)).toHaveLength(columns);
      }
    },
  );

  it('[LK39] counts of agents give way to the keys, all but the first few', () => {
    const model = at('composer-120x40', 80);
    expect(footer(model)).toContain('Enter sends  Ctrl+J new line  Tab when  Esc closes');
    expect(footer(model)).toMatch(/▲1 .*✖1/);
  });

  it('[LK37] what it waits for stands there while it takes no key', () => {
    const model = at('new-agent-120x40', 120);
    const { overlay } = model;
    if (overlay.type !== 'new-agent') throw new Error(overlay.type);
    const looking = { ...overlay, form: { ...overlay.form, phase: 'looking' as const } };
    expect(footer({ ...model, overlay: looking })).toContain('looking at the folder …');
  });

  it('[LK37] no hint is without a key or a word', () => {
    for (const [name] of opened) {
      const hints = overlayHints(at(name, 120));
      const drawn = typeof hints === 'string' ? [] : hints;
      for (const hint of drawn) expect(widthOf(drawnHints([hint]))).toBeGreaterThan(3);
    }
  });
});
