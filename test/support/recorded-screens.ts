import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cursor, type Frame, plainModes } from '../../src/core/terminal/frame.ts';

/** A screen of the real codex, as its emulator showed it. */
export type RecordedScreen = {
  /** Which scene it is from; scenes of one name were recorded at several sizes. */
  readonly scene: string;
  readonly codexVersion: string;
  readonly frame: Frame;
};

export const recordingsFolder = join(import.meta.dirname, '../fixtures/screens');

const heading = /^=== codex (\S+), (\d+)x(\d+), cursor (?:(\d+),(\d+) (\w+)|hidden)$/;

/** The screens of one scene, as a file that `cat` shows in its colours. */
export function recordingText(screens: readonly RecordedScreen[]): string {
  return screens
    .map(({ codexVersion, frame: { columns, rows, cursor, lines } }) => {
      const place = cursor ? `${cursor.x},${cursor.y} ${cursor.shape}` : 'hidden';
      const shown = lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
      const first = `=== codex ${codexVersion}, ${columns}x${rows}, cursor ${place}`;
      return [first, ...shown].map((line) => `${line}\n`).join('');
    })
    .join('');
}

export function screensIn(scene: string, text: string): readonly RecordedScreen[] {
  return text
    .split(/^(?==== codex )/m)
    .filter((part) => part !== '')
    .map((part) => {
      const [first = '', ...shown] = part.replace(/\n$/, '').split('\n');
      const [, codexVersion, columns, rows, x, y, shape] = heading.exec(first) ?? [];
      if (codexVersion === undefined) throw new Error(`${scene}: ${first}`);
      const lines = Array.from({ length: Number(rows) }, (_, row) => shown[row] ?? '');
      const cursor =
        x === undefined
          ? null
          : { x: Number(x), y: Number(y), shape: shape as Cursor['shape'], blinks: false };
      const size = { columns: Number(columns), rows: Number(rows) };
      return { scene, codexVersion, frame: { ...size, lines, cursor, modes: plainModes } };
    });
}

/** Every screen in test/fixtures/screens. */
export function recordedScreens(): readonly RecordedScreen[] {
  return readdirSync(recordingsFolder)
    .filter((file) => file.endsWith('.txt'))
    .flatMap((file) =>
      screensIn(file.replace('.txt', ''), readFileSync(join(recordingsFolder, file), 'utf8')),
    );
}
