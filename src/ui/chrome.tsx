import { Readable, Writable } from 'node:stream';
import { type DOMElement, measureElement, render } from 'ink';
import type { RefCallback } from 'react';
import type { AgentId } from '../core/agent/agent.ts';
import type { Rectangle } from '../core/screen/picture.ts';
import { type AgePlace, agePlaces, overlayAgePlaces } from '../core/screen/screen-ages.ts';
import { screenLayout } from '../core/screen/screen-layout.ts';
import { windowTitle } from '../core/screen/screen-model.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { tileLook } from '../core/screen/tile-card.ts';
import { cardPlace } from '../core/screen/tile-lines.ts';
import type { Frame } from '../core/terminal/frame.ts';
import { App } from './App.tsx';
import { digestFrame } from './digest-frames.ts';
import { paneRows } from './pane-rows.ts';
import type { Theme } from './theme.ts';

/** What Ink drew for a model, and where it left room. */
export type Chrome = {
  readonly columns: number;
  readonly rows: number;
  /** Styled lines joined by newlines. */
  readonly text: string;
  readonly bodies: readonly {
    readonly agent: AgentId;
    readonly rectangle: Rectangle;
    /** What stands there in place of the agent's own frame. */
    readonly digest: Frame | null;
  }[];
  readonly covers: readonly Rectangle[];
  readonly ages: readonly AgePlace[];
  /** Styled rows of what has the whole screen; empty while the grid has it. */
  readonly pane: readonly string[];
  readonly title: string;
};

export type ChromePainter = {
  /** One commit, done when it returns. */
  readonly draw: (
    model: ScreenModel,
    look: { readonly theme: Theme; readonly now: number },
  ) => Chrome;
  readonly end: () => void;
};

/** Ink believes that it writes to a terminal; in debug mode each commit writes one plain frame. */
export function chromePainter(): ChromePainter {
  const output = captured();
  const bodies = new Map<AgentId, DOMElement>();
  const covers = new Set<DOMElement>();
  const bodyOf =
    (agent: AgentId): RefCallback<DOMElement> =>
    (element) => {
      if (element) bodies.set(agent, element);
      else bodies.delete(agent);
    };
  const cover: RefCallback<DOMElement> = (element) => {
    if (element) covers.add(element);
    return () => {
      if (element) covers.delete(element);
    };
  };
  let instance: ReturnType<typeof render> | null = null;
  return {
    draw(model, { theme, now }) {
      output.resize(model.columns, model.rows);
      const app = <App model={model} theme={theme} now={now} bodyOf={bodyOf} cover={cover} />;
      if (instance) instance.rerender(app);
      else
        instance = render(app, {
          ...inkOptions,
          stdout: output.stream,
          stdin: new Readable({ read: nothing }),
        });
      const [box] = [...covers].map(rectangleOf);
      const pane = paneRows(model, theme);
      return {
        columns: model.columns,
        rows: model.rows,
        text: output.last(),
        bodies: bodiesOf(model, theme, bodies),
        covers: [...covers].map(rectangleOf),
        ages: agesOf(model, box, now),
        pane,
        title: windowTitle(model),
      };
    },
    end() {
      instance?.unmount();
    },
  };
}

function bodiesOf(
  model: ScreenModel,
  theme: Theme,
  elements: ReadonlyMap<AgentId, DOMElement>,
): Chrome['bodies'] {
  const { tiles } = screenLayout(model);
  return [...elements].map(([agent, element]) => {
    const rectangle = insideOf(element);
    const place = tiles.find((tile) => tile.agent.id === agent);
    if (!place) return { agent, rectangle, digest: null };
    const isHere = cardPlace(place.agent, tileLook(model, place)) === 'digest';
    const { timeZone } = model;
    const room = { ...rectangle, card: isHere ? 'here' : 'elsewhere', timeZone } as const;
    return { agent, rectangle, digest: digestFrame(place, { room, theme }) };
  });
}

function agesOf(model: ScreenModel, box: Rectangle | undefined, now: number): readonly AgePlace[] {
  return [...agePlaces(model, now), ...(box ? overlayAgePlaces(model, box, now) : [])];
}

/** Ink never reads the keyboard. */
function nothing(): void {}

const inkOptions = {
  debug: true,
  patchConsole: false,
  exitOnCtrlC: false,
  // Ink draws nothing until the end where the environment names CI.
  interactive: true,
  isScreenReaderEnabled: false,
} as const;

function rectangleOf(element: DOMElement): Rectangle {
  const { x, y, width, height } = measureElement(element);
  return { x, y, columns: width, rows: height };
}

/** A tile's body has borders at its sides only. */
function insideOf(element: DOMElement): Rectangle {
  const { x, y, clientWidth, clientHeight } = measureElement(element);
  return { x: x + 1, y, columns: clientWidth, rows: clientHeight };
}

type Captured = {
  readonly stream: NodeJS.WritableStream;
  readonly resize: (columns: number, rows: number) => void;
  readonly last: () => string;
};

function captured(): Captured {
  let last = '';
  const stream = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        last = String(chunk);
        done();
      },
    }),
    { columns: 80, rows: 24, isTTY: true },
  );
  return {
    stream,
    resize: (columns, rows) => Object.assign(stream, { columns, rows }),
    last: () => last,
  };
}
