import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import type { AgentId } from '../core/agent/agent.ts';
import type { ReadDiff } from '../core/diff-pane/diff-pane.ts';
import type { FirstKeys } from '../core/screen/first-keys.ts';
import { promptMemory } from '../core/screen/prompt-memory.ts';
import { screenModel } from '../core/screen/screen-model.ts';
import type { LeaveReason } from '../core/screen/screen-state.ts';
import { colorDepthOf } from '../core/terminal/color-depth.ts';
import type { TranscriptPort } from '../core/transcript/transcript-port.ts';
import type { HostPort } from '../wire/host-port.ts';
import type { Environment } from '../wire/places.ts';
import { copyTo, multiplexerOf } from './clipboard.ts';
import { compositor } from './compositor.ts';
import { runEditor } from './editor.ts';
import { loadInk } from './load-ink.ts';
import { newsBytes } from './news-bytes.ts';
import { openAddress } from './open-address.ts';
import { type OuterTerminal, outerTerminal } from './outer-terminal.ts';
import type { Clock } from './pacer.ts';
import { runPager } from './pager.ts';
import { painting } from './painting.ts';
import { printedFrame } from './print-frame.ts';
import { openScreen, type Screen } from './screen.ts';
import type { TerminalEnd, TerminalOptions } from './terminal.ts';
import { gridModes, typeModes } from './terminal-modes.ts';
import { backgroundKind, liveTheme } from './theme.ts';

export type { OuterTerminal } from './outer-terminal.ts';

/** The prompts that were sent from screens: those known at the start, oldest first, and where a new one goes. */
export type PromptHistory = {
  readonly known: readonly string[];
  readonly remember: (text: string) => void;
};

/** How a screen was left; the terminal is the user's again by then. `message` is for the person. */
export type ScreenEnd =
  | { readonly reason: LeaveReason; readonly message: string | null }
  /** The terminal went away, or somebody ended this process. */
  | { readonly reason: 'hang-up'; readonly signal: NodeJS.Signals; readonly message: null };

export const systemClock: Clock = {
  now: Date.now,
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * Takes the terminal over, before there is a host to show: its colours are part of the greeting. Whoever does not
 * go on to `runScreen` gives it back with `close`.
 */
export function takeTerminal(
  streams: Pick<TerminalOptions, 'input' | 'output'>,
  clock: Clock = systemClock,
): Promise<OuterTerminal> {
  return outerTerminal({ ...streams, program: process, clock });
}

/** Shows the grid until the user leaves it or the host goes. Rejects when the screen itself fails; the terminal is given back in any case. */
export async function runScreen(options: {
  readonly host: HostPort;
  readonly terminal: OuterTerminal;
  readonly environment: Environment;
  readonly clock?: Clock;
  readonly notice?: string | null;
  readonly demo: boolean;
  readonly history: PromptHistory;
  /** What a newcomer is shown, null for nothing, and where is kept what they have used. */
  readonly firstKeys: {
    readonly shown: FirstKeys | null;
    readonly remember: (kept: FirstKeys) => void;
  };
  /** What an agent changed; never rejects. */
  readonly diffOf: (agent: AgentId) => Promise<ReadDiff>;
  readonly transcripts: TranscriptPort;
}): Promise<ScreenEnd> {
  const { host, terminal, environment, clock = systemClock } = options;
  const chromePainter = (await loadInk(process.env))();
  const colorDepth = colorDepthOf(environment);
  const model = screenModel({
    ...terminal.size(),
    folder: process.cwd(),
    homeFolder: homedir(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    notice: options.notice ?? null,
    demo: options.demo,
    firstKeys: options.firstKeys.shown,
    prompts: promptMemory({ source: randomUUID(), history: options.history.known }),
  });
  const screenPainting = painting({
    canvas: terminal,
    chromePainter,
    compositor: compositor({ colorDepth }),
    clock,
    model,
    themeOf: liveTheme({ colorDepth, background: backgroundKind(terminal.answers.background) }),
  });
  let endScreen = () => {};
  try {
    return await new Promise<ScreenEnd>((resolve, reject) => {
      const screen = openScreen({
        host,
        painting: screenPainting,
        clock,
        model,
        tellUser: (ways, text) => terminal.write(newsBytes(ways, text, multiplexerOf(environment))),
        copy: (text) => copyTo(terminal.write, text, multiplexerOf(environment)),
        open: (address) => openAddress(address, { environment, platform: process.platform }),
        rememberPrompt: options.history.remember,
        rememberFirstKeys: options.firstKeys.remember,
        suspend: terminal.suspend,
        diffOf: options.diffOf,
        edit: (place) => terminal.lend(() => runEditor(environment, place)),
        transcripts: options.transcripts,
        page: (text) => terminal.lend(() => runPager(environment, text)),
        setModes: (modes) =>
          terminal.setModes(
            modes ? typeModes(modes, terminal.answers) : gridModes(terminal.answers),
          ),
        onLeave: (reason, message) => resolve({ reason, message }),
      });
      endScreen = screen.end;
      listenTo(terminal, { screen, painting: screenPainting, resolve, reject });
    });
  } finally {
    endScreen();
    screenPainting.stop();
    terminal.close('');
  }
}

function listenTo(
  terminal: OuterTerminal,
  parts: {
    readonly screen: Screen;
    readonly painting: ReturnType<typeof painting>;
    readonly resolve: (end: ScreenEnd) => void;
    readonly reject: (error: unknown) => void;
  },
): void {
  const { screen } = parts;
  terminal.listen({
    mode: screen.mode,
    leaveKeys: screen.leaveKeys,
    input: screen.input,
    resized: screen.resize,
    drained: parts.painting.drained,
    away: () => screen.presence('away'),
    repaint() {
      screen.presence('here');
      // It may have been resized while it was not ours.
      const { columns, rows } = terminal.size();
      screen.resize(columns, rows);
      parts.painting.repaint();
    },
    ended: (end) => endOf(end, parts),
  });
}

function endOf(
  end: TerminalEnd,
  parts: {
    readonly resolve: (end: ScreenEnd) => void;
    readonly reject: (error: unknown) => void;
  },
): void {
  switch (end.type) {
    case 'signal':
      parts.resolve({ reason: 'hang-up', signal: end.signal, message: null });
      return;
    case 'closed':
      parts.resolve({ reason: 'hang-up', signal: 'SIGHUP', message: null });
      return;
    case 'error':
      parts.reject(end.error);
      return;
    default:
      end satisfies never;
  }
}

/** One frame of the grid as plain text, for where there is no terminal. */
export async function printFrame(
  host: HostPort,
  size: { readonly columns: number; readonly rows: number },
): Promise<string> {
  const chromePainter = (await loadInk(process.env))();
  return printedFrame(host, { ...size, clock: systemClock, chromePainter });
}
