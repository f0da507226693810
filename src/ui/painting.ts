import type { AgentId, Roster } from '../core/agent/agent.ts';
import type { AgentSelection } from '../core/pointing/pointer.ts';
import { contains } from '../core/screen/grid-layout.ts';
import type { Rectangle } from '../core/screen/picture.ts';
import { type AgePlace, agesFit, nextChangeOf } from '../core/screen/screen-ages.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { viewportOf } from '../core/screen/viewport.ts';
import type { ProgramSettings } from '../core/settings/agent-settings.ts';
import type { Frame } from '../core/terminal/frame.ts';
import type { Chrome, ChromePainter } from './chrome.tsx';
import type { Compositor } from './compositor.ts';
import { type Clock, pacer } from './pacer.ts';
import { pictureOf } from './picture-of.ts';
import type { Theme } from './theme.ts';

/** Where bytes for the outer terminal go. */
export type Canvas = {
  readonly write: (bytes: string) => void;
  /** The terminal has not taken yet what was written: then nothing is painted, and the newest state once it has. */
  readonly isBusy: () => boolean;
};

/** The cell of the outer terminal where an agent's first cell lies, or would lie if the tile showed it. */
export type AgentView = {
  readonly frame: Frame;
  readonly origin: { readonly x: number; readonly y: number };
  /** Whose rows the tile shows: the agent's own, or those that tell of it. */
  readonly shows: 'screen' | 'digest';
  /** The inside of its tile. */
  readonly body: Rectangle;
};

/** The inside of an agent's tile. */
export type Body = Chrome['bodies'][number];

export type Painting = {
  /** What the user did is drawn at once; what the host reports may wait for more. */
  readonly show: (model: ScreenModel, cause: 'user' | 'host') => void;
  readonly showFrame: (agent: AgentId, frame: Frame) => void;
  readonly frameOf: (agent: AgentId) => Frame | null;
  /** Null while the agent has no tile in view. */
  readonly viewOf: (agent: AgentId) => AgentView | null;
  /** The agent inside of whose tile a cell of the outer terminal lies, with nothing above it. */
  readonly bodyAt: (x: number, y: number) => Body | null;
  /** What lies above the tiles at a cell of the outer terminal. */
  readonly coverAt: (x: number, y: number) => Rectangle | null;
  /** Shows an agent's tile as it was further up; null for all as they are. */
  readonly lookBack: (view: { readonly agent: AgentId; readonly frame: Frame } | null) => void;
  /** Text that stands out in a tile; null for none. */
  readonly select: (selection: AgentSelection | null) => void;
  /** Hears of each model whose chrome went to the terminal. */
  readonly onPainted: (listener: (model: ScreenModel) => void) => void;
  /** The terminal lost what it showed. */
  readonly repaint: () => void;
  /** The terminal took all that was written. */
  readonly drained: () => void;
  readonly stop: () => void;
};

/** Faster than any eye, and slow enough to take a burst of output as one frame. */
const typedFrameRestMs = 4;

/** Thirty frames a second for what is only watched. */
const watchedFrameRestMs = 33;

/** Ink's commit costs ten times a frame, and a state may be shown 300 ms after its cause. */
const rosterRestMs = 200;

type PaintingParts = {
  readonly canvas: Canvas;
  readonly chromePainter: ChromePainter;
  readonly compositor: Compositor;
  readonly clock: Clock;
  readonly model: ScreenModel;
  readonly themeOf: (settings: ProgramSettings) => Theme;
};

/** Paints when something changed, and only then; at rest one timer waits for the next age. */
export function painting(parts: PaintingParts): Painting {
  const { clock } = parts;
  const frames = new Map<AgentId, Frame>();
  let { model } = parts;
  let chrome: Chrome | null = null;
  let selection: AgentSelection | null = null;
  let earlier: { readonly agent: AgentId; readonly frame: Frame } | null = null;
  let isMissed = false;
  let painted: (model: ScreenModel) => void = () => {};

  const paint = () => {
    isMissed = parts.canvas.isBusy();
    if (isMissed) return;
    const before = chrome;
    chrome = paintNow(parts, { chrome, model, frames: shownFrames(), selection });
    ages.watch(chrome.ages);
    if (chrome !== before) painted(model);
  };
  const paints = pacer(clock, paint);
  const commits = pacer(clock, () => {
    chrome = null;
    paints.atOnce(0);
  });
  const ages = ageAlarm(clock, () => paints.soon(0));
  const isTyped = (agent: AgentId) => model.mode.type === 'type' && model.mode.agent === agent;
  const bodyOf = (agent: AgentId) =>
    chrome?.bodies.find((body) => body.agent === agent)?.rectangle ?? null;
  /** A digest stands in the place of the agent's own. */
  const frameOf = (agent: AgentId) =>
    chrome?.bodies.find((body) => body.agent === agent)?.digest ??
    (earlier?.agent === agent ? earlier.frame : frames.get(agent)) ??
    null;
  const shownFrames = () =>
    earlier && frames.has(earlier.agent)
      ? new Map(frames).set(earlier.agent, earlier.frame)
      : frames;
  const coverAt = (x: number, y: number) =>
    chrome?.covers.find((cover) => contains(cover, x, y)) ?? null;

  return {
    show(next, cause) {
      model = next;
      forgetGone(frames, model.roster);
      commits.soon(cause === 'user' ? 0 : rosterRestMs);
    },
    showFrame(agent, frame) {
      frames.set(agent, frame);
      if (!bodyOf(agent)) return;
      if (isTyped(agent)) paints.atOnce(typedFrameRestMs);
      else paints.soon(watchedFrameRestMs);
    },
    frameOf,
    viewOf(agent) {
      const frame = frameOf(agent);
      const body = bodyOf(agent);
      const shows = frames.get(agent) === frame || earlier?.frame === frame ? 'screen' : 'digest';
      return frame && body
        ? { ...viewOf({ frame, body, follow: isTyped(agent) ? 'cursor' : 'content' }), shows }
        : null;
    },
    coverAt,
    bodyAt(x, y) {
      if (coverAt(x, y)) return null;
      return chrome?.bodies.find((body) => contains(body.rectangle, x, y)) ?? null;
    },
    lookBack(view) {
      if (view === earlier) return;
      earlier = view;
      paints.soon(0);
    },
    select(selected) {
      if (selected === selection) return;
      selection = selected;
      paints.soon(0);
    },
    onPainted(listener) {
      painted = listener;
    },
    repaint() {
      parts.compositor.forget();
      paints.soon(0);
    },
    drained() {
      if (isMissed) paints.soon(0);
    },
    stop() {
      commits.stop();
      paints.stop();
      ages.stop();
      parts.chromePainter.end();
    },
  };
}

/** Gives back the chrome it painted with: the one there was, unless it is gone or an age needs other room. */
function paintNow(
  { canvas, chromePainter, compositor, clock, themeOf }: PaintingParts,
  shown: {
    readonly chrome: Chrome | null;
    readonly model: ScreenModel;
    readonly frames: ReadonlyMap<AgentId, Frame>;
    readonly selection: AgentSelection | null;
  },
): Chrome {
  const { model, frames, selection } = shown;
  const theme = themeOf(model.settings);
  const now = clock.now();
  const isFresh = shown.chrome !== null && agesFit(shown.chrome.ages, now);
  const chrome = isFresh ? shown.chrome : chromePainter.draw(model, { theme, now });
  const picture = pictureOf({ chrome, frames, mode: model.mode, selection, theme, now });
  const bytes = compositor.compose(picture);
  if (bytes !== '') canvas.write(bytes);
  return chrome;
}

function viewOf(shown: {
  readonly frame: Frame;
  readonly body: Rectangle;
  readonly follow: 'content' | 'cursor';
}): Omit<AgentView, 'shows'> {
  const { frame, body } = shown;
  const { left, top } = viewportOf(frame, body, shown);
  return { frame, body, origin: { x: body.x - left, y: body.y - top } };
}

function forgetGone(frames: Map<AgentId, Frame>, roster: Roster): void {
  for (const id of frames.keys()) {
    if (!roster.some((agent) => agent.id === id)) frames.delete(id);
  }
}

type AgeAlarm = {
  readonly watch: (places: readonly AgePlace[]) => void;
  readonly stop: () => void;
};

/** Rings when the first of the ages in view reads differently. */
function ageAlarm(clock: Clock, ring: () => void): AgeAlarm {
  let stop = () => {};
  return {
    watch(places) {
      stop();
      const now = clock.now();
      const at = nextChangeOf(places, now);
      stop = at === null ? () => {} : clock.after(at - now, ring);
    },
    stop: () => stop(),
  };
}
