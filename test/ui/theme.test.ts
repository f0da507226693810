import { describe, expect, it } from 'vitest';
import { lifecycleNames, lifecycles } from '../../src/core/lifecycle/lifecycle-table.ts';
import { strokes } from '../../src/core/screen/tile-pieces.ts';
import { styledText } from '../../src/ui/styled-text.ts';
import { backgroundKind, theme } from '../../src/ui/theme.ts';
import { drawScene } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';

const backgrounds = {
  dark: ['#000000', '#1e1e2e', '#0d1117'],
  light: ['#ffffff', '#fdf6e3'],
} as const;

const cases = (['dark', 'light'] as const).flatMap((background) =>
  Object.entries(theme({ colorDepth: 'truecolor', background }).roles).flatMap(([role, style]) =>
    backgrounds[background].map((on) => ({ role, on, color: style.color ?? '' })),
  ),
);

/** WCAG 2's relative luminance. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(left: string, right: string): number {
  const [dark, bright] = [luminance(left), luminance(right)].toSorted((a, b) => a - b);
  return (bright! + 0.05) / (dark! + 0.05);
}

describe('theme', () => {
  it.each(cases)('[VI4] $role is readable on $on', ({ color, on }) => {
    expect(contrast(color, on)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['dark', 'light'] as const)(
    '[DF26] code is readable on each of its grounds: %s',
    (background) => {
      const { roles, grounds } = theme({ colorDepth: 'truecolor', background });
      const ofCode = Object.entries(roles).filter(([role]) =>
        /^(code-.*|added|deleted|muted|text|title)$/.test(role),
      );
      const low = [grounds.added, grounds.deleted, grounds.cursor].flatMap((on) =>
        ofCode.flatMap(([role, { color }]) =>
          contrast(color ?? '', on ?? '') < 4.5 ? [`${role} on ${on}`] : [],
        ),
      );
      expect(low).toEqual([]);
      expect(contrast(roles.text.color ?? '', grounds.match ?? '')).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('[VI5] no state shares its glyph or word with another', () => {
    for (const part of ['glyph', 'word'] as const) {
      const parts = lifecycleNames.map((name) => lifecycles[name][part]);
      expect(new Set(parts).size).toBe(parts.length);
    }
  });

  it('[VI5] plain, selected and typed tiles have lines of their own', () => {
    expect(new Set(Object.values(strokes).map((one) => one.line)).size).toBe(3);
    expect(new Set(Object.values(strokes).map((one) => one.side)).size).toBe(3);
  });

  it.each([
    'four-no-color-120x40',
    'type-no-color-80x24',
    'quit-no-color-80x24',
    'diff-no-color-80x24',
  ])('[VI5] %s holds no colour', async (name) => {
    const { cells } = await drawScene(scenes[name]!);
    expect(cells.flat().filter((cell) => /fg|bg/.test(cell.style))).toEqual([]);
  });

  it.each([
    [null, 'dark'],
    ['#000000', 'dark'],
    ['#1e1e2e', 'dark'],
    ['#002b36', 'dark'],
    ['#ffffff', 'light'],
    ['#fdf6e3', 'light'],
  ] as const)('[VI4] a background of %s counts as %s', (color, kind) => {
    expect(backgroundKind(color)).toBe(kind);
  });

  it('[SC22] own colours are those of text and border; the rest stays', () => {
    const plain = theme({ colorDepth: 'truecolor', background: 'dark' });
    const colors = { failed: '#ff00ff', accent: 'ansi256(208)' };
    const own = theme({ colorDepth: 'truecolor', background: 'dark', colors });
    expect(own.roles.failed.color).toBe('#ff00ff');
    expect(own.border('failed', 'plain').color).toBe('#ff00ff');
    expect(own.roles.key.color).toBe('ansi256(208)');
    expect(own.roles.working).toEqual(plain.roles.working);
    expect(theme({ colorDepth: 'none', background: 'dark', colors })).toMatchObject({
      roles: theme({ colorDepth: 'none', background: 'dark' }).roles,
    });
  });

  it.each([
    ['#010203', '\x1b[38;2;1;2;3m'],
    ['ansi256(208)', '\x1b[38;5;208m'],
    ['red', '\x1b[31m'],
    ['gray', '\x1b[90m'],
    ['blueBright', '\x1b[94m'],
  ])('[SC22] %s is a colour beside Ink, too', (color, start) => {
    const style = { color, weight: 'normal', inverse: 'plain' } as const;
    expect(styledText('x', style)).toBe(`${start}x\x1b[m`);
  });
});
