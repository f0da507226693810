import { spawn } from 'node-pty';

/** A terminal that draws nothing, so that it takes next to no time from what it measures. */
export type CountingTerminal = {
  readonly pid: number;
  /** All that the program has written. */
  readonly bytesWritten: () => number;
  readonly type: (text: string) => void;
  /** When the last of the texts has arrived, as `performance.now()`. Looks only at what comes from now on. */
  readonly arrival: (texts: readonly string[], limitMs: number) => Promise<number>;
  readonly kill: () => void;
};

export const outerSize = { columns: 200, rows: 60 } as const;

type Looker = {
  readonly look: (text: string) => void;
  readonly fail: (why: string) => void;
};

/** Longer than any text that is waited for. */
const overlap = 40;

export function openCountingTerminal(program: {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}): CountingTerminal {
  const pty = spawn(program.file, [...program.arguments], {
    cols: outerSize.columns,
    rows: outerSize.rows,
    env: { ...program.env },
    // One character for each byte: nothing needs to be decoded.
    encoding: 'latin1',
  });
  const lookers = new Set<Looker>();
  let bytes = 0;
  let hasExited = false;
  let tail = '';
  pty.onData((data) => {
    bytes += data.length;
    const text = tail + data;
    for (const looker of lookers) looker.look(text);
    answerQuestions(text, tail.length, pty);
    tail = text.slice(-overlap);
  });
  pty.onExit(() => {
    hasExited = true;
    for (const looker of lookers) looker.fail('the program ended');
  });
  return {
    pid: pty.pid,
    bytesWritten: () => bytes,
    // The encoding of the PTY would be taken for strings.
    type: (text) => pty.write(Buffer.from(text)),
    arrival(texts, limitMs) {
      tail = '';
      return arrivalAmong(lookers, texts, limitMs);
    },
    kill() {
      if (!hasExited) process.kill(-pty.pid, 'SIGKILL');
    },
  };
}

function arrivalAmong(
  lookers: Set<Looker>,
  texts: readonly string[],
  limitMs: number,
): Promise<number> {
  const missing = new Set(texts.map((text) => Buffer.from(text).toString('latin1')));
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      lookers.delete(looker);
    };
    const looker: Looker = {
      look(data) {
        for (const text of missing) if (data.includes(text)) missing.delete(text);
        if (missing.size > 0) return;
        stop();
        resolve(performance.now());
      },
      fail(why) {
        stop();
        const left = [...missing].map((text) => Buffer.from(text, 'latin1').toString());
        reject(new Error(`${why} before it showed ${left.join(', ')}`));
      },
    };
    const timer = setTimeout(() => looker.fail(`${limitMs} ms went by`), limitMs);
    lookers.add(looker);
  });
}

/** In the order of asking; a program that asks and hears nothing waits. */
const answers: readonly (readonly [question: string, answer: string])[] = [
  ['\x1b]10;?', '\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\'],
  ['\x1b]11;?', '\x1b]11;rgb:1010/1414/1818\x1b\\'],
  ['\x1b[c', '\x1b[?62;22c'],
];

function answerQuestions(
  text: string,
  alreadySeen: number,
  pty: { readonly write: (text: string) => void },
): void {
  for (const [question, answer] of answers) {
    if (text.includes(question, Math.max(0, alreadySeen - question.length + 1))) pty.write(answer);
  }
}
