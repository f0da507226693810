import { lineLimitBytes } from './messages.ts';

/** One JSON value a line; JSON escapes every newline inside. */
export function encodeLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

export type LineReader = {
  /** Takes decoded text in any cuts; gives the values of the lines that it completes. Throws on a line that is no JSON or too long. */
  readonly push: (text: string) => readonly unknown[];
};

/** Cuts a stream of text back into the values that `encodeLine` wrote. */
export function lineReader(): LineReader {
  let pieces: string[] = [];
  let held = 0;
  return {
    push(text) {
      const values: unknown[] = [];
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        const line = pieces.join('') + text.slice(start, end);
        pieces = [];
        held = 0;
        start = end + 1;
        if (line !== '') values.push(JSON.parse(line));
      }
      if (start < text.length) {
        pieces.push(text.slice(start));
        held += text.length - start;
        if (held > lineLimitBytes) throw new Error(`a line is longer than ${lineLimitBytes} bytes`);
      }
      return values;
    },
  };
}
