import { styleText } from 'node:util';
import type { LifecycleRow } from '../core/lifecycle/lifecycle-table.ts';
import { colorDepthOf } from '../core/terminal/color-depth.ts';
import { theme } from '../ui/theme.ts';
import type { Environment } from '../wire/places.ts';

/** Gives text the look of a role of the theme, or leaves it as it is. */
export type Paint = (role: LifecycleRow['role'] | 'muted' | 'name', text: string) => string;

export const noPaint: Paint = (_role, text) => text;

/** Colours go to terminals alone, in the user's own sixteen: output scrolls away among the shell's. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: Environment): Paint {
  if (!stream.isTTY || colorDepthOf(env) === 'none') return noPaint;
  const { roles } = theme({ colorDepth: '16', background: 'dark', contrast: 'normal' });
  return (role, text) => {
    const { color, weight } = roles[role];
    const formats = [color, weight === 'normal' ? null : weight].filter(isFormat);
    return text === '' || formats.length === 0
      ? text
      : styleText(formats, text, { validateStream: false });
  };
}

const formats = [
  'cyan',
  'blueBright',
  'green',
  'yellow',
  'redBright',
  'magenta',
  'bold',
  'dim',
] as const;

function isFormat(name: string | null): name is (typeof formats)[number] {
  return formats.some((format) => format === name);
}
