import type { InputEvent } from './input-event.ts';

/** Asked once, at the start. Every terminal answers the last one (DA1), and answers come in order. */
export const terminalQuestions = '\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[?u\x1b[c';

/** Whether `CSI body` can only be an answer to a question, ours or that of a program before us. */
export function isAnswer(body: string): boolean {
  if (/^[?>=]/.test(body)) return true;
  // Device status, window reports, and places of the cursor; but `CSI 1 ; 2..16 R` is F3 with modifiers.
  return /^\d*n$|^\d+(?:;\d+)*t$|^\d+;\d+R$/.test(body) && !/^1;(?:[2-9]|1[0-6])R$/.test(body);
}

/** What an answer `CSI body` tells us, if anything. */
export function factOfControl(body: string): InputEvent | null {
  if (/^\?\d+u$/.test(body)) return { type: 'kitty-supported' };
  return /^\?[\d;]*c$/.test(body) ? { type: 'answered' } : null;
}

/** What an answer such as `]11;rgb:1e1e/1e1e/2e2e` tells us, if anything. */
export function factOfString(body: string): InputEvent | null {
  const [, code, color] = /^\](10|11);(.*)$/.exec(body) ?? [];
  const value = color === undefined ? null : colorValue(color);
  if (value === null) return null;
  return { type: 'color', which: code === '10' ? 'foreground' : 'background', value };
}

/** X11's way of writing colours: one to four hexadecimal digits for each part, scaled to their number. */
function colorValue(color: string): string | null {
  const parts = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(color)?.slice(1);
  if (!parts) return /^#[\da-f]{6}$/i.test(color) ? color.toLowerCase() : null;
  const bytes = parts.map((part) => {
    const full = 16 ** part.length - 1;
    const byte = Math.round((Number.parseInt(part, 16) / full) * 255);
    return byte.toString(16).padStart(2, '0');
  });
  return `#${bytes.join('')}`;
}
