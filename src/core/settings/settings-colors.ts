import { guess, listed } from '../agent/near-name.ts';
import { fileKey } from './settings-rows.ts';
import { shownValue, type ValueProblem } from './settings-value.ts';

/** What the screen has a colour for, as its theme calls them. */
export const colorRoles = [
  'text',
  'muted',
  'accent',
  'quiet',
  'ready',
  'working',
  'done',
  'needsYou',
  'failed',
  'interrupted',
] as const;

export type ColorRole = (typeof colorRoles)[number];

/** The terminal's own sixteen. */
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const colorNames = [...names, 'gray', ...names.slice(1).map((name) => `${name}Bright`)];

/** Colours by role of the theme: `#rrggbb`, a name such as `blueBright`, or `ansi256(33)`. */
export type ColorSettings = Readonly<Record<string, string>>;

export function readColors(
  given: ColorSettings,
): { readonly value: ColorSettings } | { readonly problems: readonly ValueProblem[] } {
  const roles = new Map(colorRoles.map((role) => [fileKey(role), role]));
  const problems: ValueProblem[] = [];
  const entries = Object.entries(given).map(([key, color]) => {
    const role = roles.get(key);
    const written = writtenColor(color);
    if (role === undefined) {
      const text = `names nothing that has a colour.${guess([...roles.keys()], key)} There are ${listed([...roles.keys()])}.`;
      problems.push({ within: [key], text });
    } else if (written === null) {
      const text = `says ${shownValue(color)}, which is no colour: write #rrggbb, 0 to 255, or one of ${listed(colorNames)}.${guess(colorNames, color)}`;
      problems.push({ within: [key], text });
    }
    return [role ?? key, written ?? ''] as const;
  });
  return problems.length > 0 ? { problems } : { value: Object.fromEntries(entries) };
}

function writtenColor(color: string): string | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase();
  if (/^#[0-9a-f]{6}$/i.test(color)) return color.toLowerCase();
  if (/^\d{1,3}$/.test(color) && Number(color) <= 255) return `ansi256(${Number(color)})`;
  const plain = color
    .toLowerCase()
    .replace(/[-_ ]/g, '')
    .replace('grey', 'gray')
    .replace(/^bright(.+)/, '$1bright');
  return colorNames.find((name) => name.toLowerCase() === plain) ?? null;
}
