import type { Frame } from '../terminal/frame.ts';
import type { Area } from './grid-layout.ts';

/** The first column and row of a frame that its tile shows. */
export type Viewport = { readonly left: number; readonly top: number };

/**
 * What a tile with room for `room` cells shows of a frame that may be larger: the left edge and the last rows
 * that hold anything; with `follow: 'cursor'` shifted just so far that the cursor is in it.
 */
export function viewportOf(
  frame: Frame,
  room: Area,
  options: { readonly follow: 'content' | 'cursor' },
): Viewport {
  const top = frame.rows > room.rows ? Math.max(0, contentRows(frame) - room.rows) : 0;
  const cursor = frame.cursor;
  if (options.follow === 'content' || !cursor) return { left: 0, top };
  return {
    left: Math.max(0, cursor.x - room.columns + 1),
    top: Math.max(Math.min(top, cursor.y), cursor.y - room.rows + 1),
  };
}

/** Rows up to the last one that holds text or the cursor. A row without text has a plain or a coloured background only. */
function contentRows(frame: Frame): number {
  let rows = frame.lines.length;
  while (rows > 0 && !/\S/.test((frame.lines[rows - 1] ?? '').replace(/\p{Cc}\[[0-9;:]*m/gu, ''))) {
    rows -= 1;
  }
  return Math.max(rows, frame.cursor ? frame.cursor.y + 1 : 0);
}
