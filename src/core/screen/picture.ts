import type { Span } from '../terminal/cells.ts';
import type { Cursor, Frame } from '../terminal/frame.ts';

/** In cells of the outer terminal, 0-based. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
};

/** A part of an agent's frame laid into a rectangle; `left` and `top` are the frame's first column and row shown. */
export type TilePicture = {
  readonly rectangle: Rectangle;
  readonly frame: Frame;
  readonly left: number;
  readonly top: number;
  /** Cells of the frame that are selected. */
  readonly selected: readonly Span[];
};

/** All that the outer terminal should show at one moment. Later layers cover earlier ones. */
export type Picture = {
  readonly columns: number;
  readonly rows: number;
  /** Ink's frame: styled lines joined by newlines. */
  readonly chrome: string;
  readonly tiles: readonly TilePicture[];
  /** Where chrome (a dialog, an overlay) lies above the tiles. */
  readonly covers: readonly Rectangle[];
  /** Short styled texts painted last: what changes too often for Ink, such as ages. Clipped to `columns`. */
  readonly slots: readonly {
    readonly x: number;
    readonly y: number;
    readonly columns: number;
    readonly text: string;
  }[];
  readonly cursor: Cursor | null;
  /** The outer terminal's window title. */
  readonly title: string;
};
