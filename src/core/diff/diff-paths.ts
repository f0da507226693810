import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';

/** The path that `diff --git` names twice; null where it names two, which other lines then tell. */
export function pathOfHeader(names: string): string | null {
  if (names.startsWith('"')) {
    const [first] = /^"(?:[^"\\]|\\.)*"/s.exec(names) ?? [];
    return first === undefined ? null : pathOfSide(first, 'prefixed');
  }
  // Blanks are not quoted, so only the length tells where the second begins.
  const half = (names.length - 1) / 2;
  const [from, to] = [names.slice(2, half), names.slice(half + 3)];
  return Number.isInteger(half) && from === to ? from : null;
}

/** The path that a line such as `+++` names; null for no file. */
export function pathOfSide(name: string, kind: 'prefixed' | 'bare' = 'bare'): string | null {
  const path = name.startsWith('"') ? unquoted(name) : name.replace(/\t$/, '');
  if (kind === 'bare') return path;
  return path === '/dev/null' ? null : path.slice(2);
}

const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
};

/** As git quotes names: like a string of C, with bytes in octal. */
function unquoted(quoted: string): string {
  const inside = quoted.replace(/^"/, '').replace(/"$/, '');
  const bytes: number[] = [];
  for (const [part] of inside.matchAll(/\\[0-7]{3}|\\.|[^\\]+/gs)) {
    if (!part.startsWith('\\')) bytes.push(...encodeUtf8(part));
    else if (/^\\[0-7]{3}$/.test(part)) bytes.push(Number.parseInt(part.slice(1), 8));
    else bytes.push(escapes[part.slice(1)] ?? part.charCodeAt(1));
  }
  return decodeUtf8(Uint8Array.from(bytes));
}

/** A name as git would write it behind a prefix. */
export function quotedPath(prefix: 'a/' | 'b/', path: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(path)) return prefix + path;
  const inside = path.replace(/["\\\u0000-\u001f\u007f]/g, (character) =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${prefix}${inside}"`;
}
