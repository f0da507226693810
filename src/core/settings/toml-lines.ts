/** Where the keys of a TOML text stand. Paths are joined by `joinedPath`; lines are 1-based. */
export type KeyLines = ReadonlyMap<string, number>;

/** A path as a key of `KeyLines`. An element of `[[agent]]` is named by its index: `['agent', '0', 'name']`. */
export function joinedPath(path: readonly string[]): string {
  return path.map((part) => JSON.stringify(part)).join('.');
}

/** The line of the key, or of the nearest table around it; 1 when there is none. */
export function lineOf(lines: KeyLines, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(joinedPath(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}

/**
 * The line of every key and table header. The text must be valid TOML; keys inside inline tables are not told,
 * they stand where their table begins.
 */
export function keyLines(text: string): KeyLines {
  const lines = new Map<string, number>();
  const counts = new Map<string, number>();
  const cursor = { text, at: 0, line: 1 };
  const remember = (path: readonly string[], line: number) => {
    for (let length = 1; length <= path.length; length += 1) {
      const key = joinedPath(path.slice(0, length));
      if (!lines.has(key)) lines.set(key, line);
    }
  };
  let table: readonly string[] = [];
  for (skipBlank(cursor); cursor.at < text.length; skipBlank(cursor)) {
    const { line } = cursor;
    const isElement = text.startsWith('[[', cursor.at);
    if (text[cursor.at] === '[') {
      cursor.at += isElement ? 2 : 1;
      const path = withIndexes(readKey(cursor), counts);
      table = isElement ? [...path, nextIndex(path, counts)] : path;
      remember(table, line);
      skipToLineEnd(cursor);
    } else {
      remember([...table, ...readKey(cursor)], line);
      skipValue(cursor);
    }
  }
  return lines;
}

type Cursor = { readonly text: string; at: number; line: number };

/** `[agent.env]` after `[[agent]]` belongs to the newest element. */
function withIndexes(
  path: readonly string[],
  counts: ReadonlyMap<string, number>,
): readonly string[] {
  let whole: readonly string[] = [];
  for (const [index, part] of path.entries()) {
    whole = [...whole, part];
    const count = counts.get(joinedPath(whole));
    if (count !== undefined && index < path.length - 1) whole = [...whole, `${count - 1}`];
  }
  return whole;
}

function nextIndex(path: readonly string[], counts: Map<string, number>): string {
  const key = joinedPath(path);
  const count = counts.get(key) ?? 0;
  counts.set(key, count + 1);
  return `${count}`;
}

/** Blanks, empty lines and comments. */
function skipBlank(cursor: Cursor): void {
  const [blank = ''] = match(cursor, /(?:[ \t\r\n]|#[^\n]*)*/y);
  advance(cursor, blank.length);
}

function skipToLineEnd(cursor: Cursor): void {
  const [rest = ''] = match(cursor, /[^\n]*/y);
  advance(cursor, rest.length);
}

/** A dotted key, up to its `=` or `]`. */
function readKey(cursor: Cursor): readonly string[] {
  const parts: string[] = [];
  for (;;) {
    const [whole = '', part = ''] = match(
      cursor,
      /[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*/y,
    );
    advance(cursor, whole.length);
    parts.push(keyText(part));
    if (cursor.text[cursor.at] !== '.') return parts;
    advance(cursor, 1);
  }
}

function keyText(part: string): string {
  if (part.startsWith("'")) return part.slice(1, -1);
  if (!part.startsWith('"')) return part;
  const escapes: Readonly<Record<string, string>> = {
    b: '\b',
    t: '\t',
    n: '\n',
    f: '\f',
    r: '\r',
    e: '\x1b',
  };
  return part
    .slice(1, -1)
    .replace(/\\(?:x(..)|u(....)|U(.{8})|(.))/g, (_whole, two, four, eight, letter) => {
      const code: string | undefined = two ?? four ?? eight;
      return code === undefined
        ? (escapes[letter] ?? letter)
        : String.fromCodePoint(Number.parseInt(code, 16));
    });
}

/** From `=` to the end of the line that the value ends on. */
function skipValue(cursor: Cursor): void {
  let depth = 0;
  while (cursor.at < cursor.text.length) {
    const [piece = ''] = match(
      cursor,
      /"""(?:[^\\]|\\.)*?"{3,5}|'''.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[^"'#\n[\]{}]+|./sy,
    );
    if (piece === '\n' && depth === 0) return;
    if (piece === '[' || piece === '{') depth += 1;
    if (piece === ']' || piece === '}') depth -= 1;
    advance(cursor, piece.length);
  }
}

function match(cursor: Cursor, pattern: RegExp): readonly string[] {
  pattern.lastIndex = cursor.at;
  return pattern.exec(cursor.text) ?? [];
}

function advance(cursor: Cursor, length: number): void {
  const end = cursor.at + length;
  for (; cursor.at < end; cursor.at += 1) {
    if (cursor.text[cursor.at] === '\n') cursor.line += 1;
  }
}
