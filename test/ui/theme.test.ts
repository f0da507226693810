import { describe, expect, it } from 'vitest';
import { lifecycleNames, lifecycles } from '../../src/core/lifecycle/lifecycle-table.ts';
import { strokes } from '../../src/core/screen/tile-pieces.ts';
import { builtInProgramSettings } from '../../src/core/settings/agent-settings.ts';
import { colorParts, degraded, paletteRgb, rgbColor } from '../../src/core/terminal/color-depth.ts';
import { styledText } from '../../src/ui/styled-text.ts';
import { backgroundKind, liveTheme, theme } from '../../src/ui/theme.ts';
import { drawScene } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';

const backgrounds = {
  dark: ['#000000', '#1e1e2e', '#0d1117'],
  light: ['#ffffff', '#fdf6e3'],
} as const;

const looks = (['normal', 'high'] as const).flatMap((contrast) =>
  (['dark', 'light'] as const).map((background) => ({
    background,
    contrast,
    least: contrast === 'high' ? 7 : 4.5,
  })),
);

const darkLook = { colorDepth: 'truecolor', background: 'dark', contrast: 'normal' } as const;

/** WCAG 2's relative luminance. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrastOf(left: string, right: string): number {
  const [dark, bright] = [luminance(left), luminance(right)].toSorted((a, b) => a - b);
  return (bright! + 0.05) / (dark! + 0.05);
}

function hex(rgb: number): string {
  return `#${rgb.toString(16).padStart(6, '0')}`;
}

function nearestOf256(color: string): string {
  const parts = colorParts(degraded(rgbColor(Number.parseInt(color.slice(1), 16)), '256'));
  return parts.type === 'palette' ? hex(paletteRgb(parts.index)) : color;
}

/** As xterm has them; other terminals have their own. */
function xtermColor(name: string): string {
  const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
  const at = names.indexOf(name.replace('Bright', ''));
  return hex(paletteRgb(name.endsWith('Bright') ? at + 8 : at));
}

describe('theme', () => {
  it.each(looks)(
    '[VI4] [LK11] all text on $background has a contrast of $least, $contrast',
    (look) => {
      const { roles } = theme({ colorDepth: 'truecolor', ...look });
      const low = Object.entries(roles).flatMap(([role, { color }]) =>
        backgrounds[look.background].flatMap((on) =>
          contrastOf(color ?? '', on) < look.least ? [`${role} ${color} on ${on}`] : [],
        ),
      );
      expect(low).toEqual([]);
    },
  );

  it.each(looks)('[LK12] with 256 colours it is hardly less: $background, $contrast', (look) => {
    const { roles } = theme({ colorDepth: '256', ...look });
    const low = Object.entries(roles).flatMap(([role, { color }]) => {
      const shown = nearestOf256(color ?? '');
      const least = look.contrast === 'high' ? 6 : 4.2;
      return backgrounds[look.background].flatMap((on) =>
        contrastOf(shown, on) < least ? [`${role} ${shown} on ${on}`] : [],
      );
    });
    expect(low).toEqual([]);
  });

  it.each(['dark', 'light'] as const)(
    '[LK11] in high contrast no border stands back on %s',
    (background) => {
      const { border } = theme({ colorDepth: 'truecolor', background, contrast: 'high' });
      const low = lifecycleNames.flatMap((name) =>
        backgrounds[background].flatMap((on) => {
          const { color } = border(lifecycles[name].role, 'plain');
          return contrastOf(color ?? '', on) < 4.5 ? [`${name} ${color} on ${on}`] : [];
        }),
      );
      expect(low).toEqual([]);
    },
  );

  it.each([
    ['dark', '#000000'],
    ['light', '#ffffff'],
  ] as const)('[LK13] of sixteen colours only readable ones are used on %s', (background, on) => {
    const { roles } = theme({ colorDepth: '16', background, contrast: 'normal' });
    const low = Object.entries(roles).flatMap(([role, { color }]) =>
      color !== null && contrastOf(xtermColor(color), on) < 4.4
        ? [`${role} ${color} on ${on}`]
        : [],
    );
    expect(low).toEqual([]);
  });

  it('[LK13] in high contrast nothing is dimmed', () => {
    const { roles, border } = theme({ colorDepth: '16', background: 'dark', contrast: 'high' });
    const styles = [...Object.values(roles), border('quiet', 'plain')];
    expect(styles.filter(({ weight }) => weight === 'dim')).toEqual([]);
  });

  it('[LK14] the settings choose the palette, the terminal where they say auto', () => {
    const themeOf = liveTheme({ colorDepth: 'truecolor', background: 'light' });
    const settings = builtInProgramSettings;
    const of = (background: 'dark' | 'light', contrast: 'normal' | 'high') =>
      theme({ colorDepth: 'truecolor', background, contrast }).roles;
    expect(themeOf(settings).roles).toEqual(of('light', 'normal'));
    expect(themeOf({ ...settings, theme: 'dark' }).roles).toEqual(of('dark', 'normal'));
    expect(themeOf({ ...settings, contrast: 'high' }).roles).toEqual(of('light', 'high'));
    expect(themeOf(settings)).toBe(themeOf(settings));
  });

  it.each(looks)(
    '[DF26] [LK11] code is readable on each of its grounds: $background, $contrast',
    (look) => {
      const { roles, grounds } = theme({ colorDepth: 'truecolor', ...look });
      const ofCode = Object.entries(roles).filter(([role]) =>
        /^(code-.*|added|deleted|muted|text|title)$/.test(role),
      );
      const low = [grounds.added, grounds.deleted, grounds.cursor].flatMap((on) =>
        ofCode.flatMap(([role, { color }]) =>
          contrastOf(color ?? '', on ?? '') < look.least ? [`${role} on ${on}`] : [],
        ),
      );
      expect(low).toEqual([]);
      expect(contrastOf(roles.text.color ?? '', grounds.match ?? '')).toBeGreaterThanOrEqual(
        look.least,
      );
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
    const plain = theme(darkLook);
    const colors = { failed: '#ff00ff', accent: 'ansi256(208)' };
    const own = theme(darkLook, colors);
    expect(own.roles.failed.color).toBe('#ff00ff');
    expect(own.border('failed', 'plain').color).toBe('#ff00ff');
    expect(own.roles.key.color).toBe('ansi256(208)');
    expect(own.roles.working).toEqual(plain.roles.working);
    const colorless = { ...darkLook, colorDepth: 'none' } as const;
    expect(theme(colorless, colors).roles).toEqual(theme(colorless).roles);
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
