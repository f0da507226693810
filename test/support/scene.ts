import type { Agent, AgentId } from '../../src/core/agent/agent.ts';
import type { AgentSelection } from '../../src/core/pointing/pointer.ts';
import type { FirstKeys } from '../../src/core/screen/first-keys.ts';
import { smallestPty } from '../../src/core/screen/grid-layout.ts';
import { pictureText } from '../../src/core/screen/picture-text.ts';
import { promptMemory } from '../../src/core/screen/prompt-memory.ts';
import { act, screenModel } from '../../src/core/screen/screen-model.ts';
import type { ScreenEffect, ScreenEvent, ScreenModel } from '../../src/core/screen/screen-state.ts';
import type { ColorDepth } from '../../src/core/terminal/color-depth.ts';
import { blankFrame, type Frame } from '../../src/core/terminal/frame.ts';
import type { Key } from '../../src/core/terminal/input-event.ts';
import { compositor } from '../../src/ui/compositor.ts';
import { loadInk } from '../../src/ui/load-ink.ts';
import { earlierFrame } from '../../src/ui/looking-back.ts';
import { pictureOf } from '../../src/ui/picture-of.ts';
import { theme } from '../../src/ui/theme.ts';
import { emulator, type SeenCell, screenCells, write } from './seen-screen.ts';

/** Noon somewhere; every age in a scene counts from here. */
export const sceneNow = 1_760_000_000_000;

export const minutes = (count: number): number => sceneNow - count * 60_000;

export type Scene = {
  readonly columns: number;
  readonly rows: number;
  readonly agents?: readonly Agent[];
  /** Rows of an agent's screen, by name; others show a codex at rest. */
  readonly frames?: Readonly<Record<string, readonly string[]>>;
  /** Where agents have their cursors, counted from the last row. */
  readonly events?: readonly ScreenEvent[];
  readonly demo?: boolean;
  /** Null, for who knows them. */
  readonly firstKeys?: FirstKeys;
  /** Prompts that were sent before, oldest first. */
  readonly history?: readonly string[];
  readonly colorDepth?: ColorDepth;
  readonly background?: 'dark' | 'light';
  readonly contrast?: 'normal' | 'high';
  readonly selection?: AgentSelection;
  /** Whose tile shows what its screen has scrolled away, and how many rows further up it is. */
  readonly lookedBack?: {
    readonly agent: AgentId;
    readonly back: number;
    readonly lines: readonly string[];
  };
};

export type DrawnScene = {
  readonly cells: readonly (readonly SeenCell[])[];
  readonly cursor: { readonly x: number; readonly y: number } | null;
  readonly title: string;
  /** As `demo --print` would print it. */
  readonly text: string;
};

/** The real views and the real compositor, seen through an emulator. */
export async function drawScene(scene: Scene): Promise<DrawnScene> {
  const painter = (await loadInk(process.env))();
  const model = modelOf(scene);
  const colorDepth = scene.colorDepth ?? 'truecolor';
  const colors = theme({
    colorDepth,
    background: scene.background ?? 'dark',
    contrast: scene.contrast ?? 'normal',
  });
  const picture = pictureOf({
    chrome: painter.draw(model, { theme: colors, now: sceneNow }),
    frames: withLookBack(framesOf(scene, model), scene),
    mode: model.mode,
    selection: scene.selection ?? null,
    theme: colors,
    now: sceneNow,
  });
  painter.end();
  const terminal = emulator(scene.columns, scene.rows);
  await write(terminal, compositor({ colorDepth }).compose(picture));
  return {
    cells: screenCells(terminal),
    cursor: picture.cursor,
    title: picture.title,
    text: pictureText(picture),
  };
}

export function modelOf(scene: Scene): ScreenModel {
  const start = screenModel({
    columns: scene.columns,
    rows: scene.rows,
    folder: '/home/ada/shop',
    homeFolder: '/home/ada',
    timeZone: 'UTC',
    notice: null,
    demo: scene.demo ?? false,
    firstKeys: scene.firstKeys ?? null,
    prompts: promptMemory({ source: 'scene', history: scene.history ?? [] }),
  });
  const events: readonly ScreenEvent[] = [
    { type: 'roster', roster: scene.agents ?? [] },
    ...(scene.events ?? []),
  ];
  return events.reduce((model, event) => act(model, event, instantOf(event)).model, start);
}

/** What was painted stood there for long. */
export function instantOf(event: ScreenEvent): number {
  return event.type === 'painted' ? minutes(1) : sceneNow;
}

/** The sizes that the host would give the agents. */
function framesOf(scene: Scene, model: ScreenModel): ReadonlyMap<AgentId, Frame> {
  const watch = act(
    { ...model, columns: model.columns + 1000 },
    { type: 'resized', columns: scene.columns, rows: scene.rows },
    sceneNow,
  ).effects.find(
    (effect): effect is Extract<ScreenEffect, { type: 'watch' }> => effect.type === 'watch',
  );
  return new Map(
    (watch?.tiles ?? []).map((tile) => {
      const name = model.roster.find((agent) => agent.id === tile.agent)?.name ?? '';
      const columns = Math.max(smallestPty.columns, tile.columns);
      const rows = Math.max(smallestPty.rows, tile.rows);
      return [tile.agent, codexFrame(scene.frames?.[name] ?? [], columns, rows)] as const;
    }),
  );
}

function withLookBack(
  frames: ReadonlyMap<AgentId, Frame>,
  { lookedBack }: Scene,
): ReadonlyMap<AgentId, Frame> {
  const frame = lookedBack && frames.get(lookedBack.agent);
  return frame ? new Map(frames).set(lookedBack.agent, earlierFrame(frame, lookedBack)) : frames;
}

const sgr = (codes: string, text: string) => `\x1b[${codes}m${text}\x1b[m`;

/** Some output above codex's composer, which stands at the bottom with the cursor in it. */
function codexFrame(output: readonly string[], columns: number, rows: number): Frame {
  const composer = [
    '',
    `${sgr('1', '›')} ${sgr('2', 'Ask Codex to do anything')}`,
    '',
    sgr('2', '  gpt-5.5 high · ~/shop'),
  ];
  const shown = output.slice(-Math.max(0, rows - composer.length));
  const blanks = Array.from(
    { length: Math.max(0, rows - shown.length - composer.length) },
    () => '',
  );
  return {
    ...blankFrame(columns, rows),
    lines: [...blanks, ...shown, ...composer],
    cursor: { x: 2, y: rows - 3, shape: 'block', blinks: false },
  };
}

export function key(text: string): ScreenEvent {
  const [, prefixes = '', name = ''] = /^((?:(?:Ctrl|Alt|Shift)\+(?=.))*)(.+)$/.exec(text) ?? [];
  const ctrl = prefixes.includes('Ctrl+');
  const pressed: Key = {
    name: ctrl && name.length === 1 ? name.toLowerCase() : name,
    ctrl,
    alt: prefixes.includes('Alt+'),
    shift: prefixes.includes('Shift+'),
  };
  return { type: 'input', input: { type: 'key', key: pressed } };
}

export const keys = (...texts: readonly string[]): readonly ScreenEvent[] => texts.map(key);
