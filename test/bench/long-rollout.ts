import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { recordedRollout } from '../support/recorded-rollouts.ts';

/** A recorded session, again and again until it is so long. */
export async function writeRollout(path: string, sizeBytes: number): Promise<void> {
  const { lines } = recordedRollout('work');
  const text = `${lines.slice(1).join('\n')}\n`;
  const file = createWriteStream(path);
  file.write(`${lines[0]}\n`);
  for (let written = 0; written < sizeBytes; written += text.length) {
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}
