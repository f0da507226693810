import { createInterface } from 'node:readline';
import type { Surroundings } from './call.ts';

/** Whether the person at the terminal says yes; anything else, and leaving, is no. */
export function askYes({ stdin, stdout }: Surroundings, question: string): Promise<boolean> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: stdin, output: stdout });
    lines.on('close', () => resolve(false));
    lines.question(`${question} [y/N] `, (answer) => {
      resolve(/^y(es)?$/i.test(answer.trim()));
      lines.close();
    });
  });
}

/** Whether there is a person to ask. */
export function canAsk({ stdin, stdout }: Surroundings): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}
