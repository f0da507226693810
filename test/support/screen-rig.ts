import type { Agent, Roster } from '../../src/core/agent/agent.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import type { AgentNews } from '../../src/core/notices/agent-news.ts';
import type { Receipt } from '../../src/core/prompts/receipt.ts';
import type { LeaveReason } from '../../src/core/screen/screen-state.ts';
import {
  builtInProgramSettings,
  type ProgramSettings,
} from '../../src/core/settings/agent-settings.ts';
import type { SettingsNews } from '../../src/core/settings/settings-news.ts';
import { blankFrame, type Frame, type TerminalModes } from '../../src/core/terminal/frame.ts';
import type { TranscriptPort } from '../../src/core/transcript/transcript-port.ts';
import { compositor } from '../../src/ui/compositor.ts';
import { loadInk } from '../../src/ui/load-ink.ts';
import { painting } from '../../src/ui/painting.ts';
import { openScreen, type Screen } from '../../src/ui/screen.ts';
import { liveTheme } from '../../src/ui/theme.ts';
import type { HostPort } from '../../src/wire/host-port.ts';
import type { ClientMessage } from '../../src/wire/messages.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';
import { modelOf, sceneNow } from './scene.ts';
import { emulator, screenText, write } from './seen-screen.ts';

export type ScreenRig = {
  readonly screen: Screen;
  readonly clock: ManualClock;
  readonly publish: (...roster: readonly Agent[]) => void;
  readonly receive: (...receipts: readonly Receipt[]) => void;
  readonly draw: (agent: string, frame: Frame) => void;
  readonly settle: (program: Partial<ProgramSettings>, problem?: string | null) => void;
  readonly tell: (...news: readonly AgentNews[]) => void;
  readonly notice: (message: string) => void;
  readonly hangUp: (reason: string) => void;
  readonly answerAll: (reply: Reply) => Promise<void>;
  readonly sent: ClientMessage[];
  readonly asked: HostCommand[];
  /** Writes to the terminal since the start, each with its instant. */
  readonly writes: { readonly at: number; readonly bytes: string }[];
  readonly commits: number[];
  readonly modes: (TerminalModes | null)[];
  readonly left: { readonly reason: LeaveReason; readonly message: string | null }[];
  readonly events: string[];
  readonly setBusy: (busy: boolean) => void;
  /** What the terminal shows. */
  readonly lines: () => Promise<readonly string[]>;
  readonly stop: () => void;
};

/** A whole screen but for the terminal's own side: a host that is told what to say, and a clock that is moved by hand. */
export async function screenRig(size = { columns: 80, rows: 24 }): Promise<ScreenRig> {
  const clock = manualClock(sceneNow);
  const writes: { at: number; bytes: string }[] = [];
  const commits: number[] = [];
  const events: string[] = [];
  const modes: (TerminalModes | null)[] = [];
  const left: { reason: LeaveReason; message: string | null }[] = [];
  const host = fakePort();
  let isBusy = false;
  const chromePainter = (await loadInk(process.env))();
  const model = modelOf(size);
  const screenPainting = painting({
    canvas: {
      write: (bytes) => writes.push({ at: clock.now(), bytes }),
      isBusy: () => isBusy,
    },
    chromePainter: {
      ...chromePainter,
      draw(drawn, look) {
        commits.push(clock.now());
        return chromePainter.draw(drawn, look);
      },
    },
    compositor: compositor({ colorDepth: 'truecolor' }),
    clock,
    model,
    themeOf: liveTheme({ colorDepth: 'truecolor', background: 'dark' }),
  });
  const screen = openScreen({
    host: host.port,
    painting: screenPainting,
    clock,
    model,
    tellUser: (ways, text) => events.push(`${ways.join(' ')}: ${text}`),
    copy: (text) => events.push(`copy ${text}`),
    open: async (address) => {
      events.push(`open ${address}`);
      return null;
    },
    rememberPrompt: (text) => events.push(`remember ${text}`),
    rememberFirstKeys: ({ used }) => events.push(`used ${used.join(' ')}`),
    suspend: () => events.push('suspend'),
    diffOf: async () => ({ problem: 'no git in tests' }),
    edit: async ({ path, line }) => {
      events.push(`edit ${path}:${line}`);
      return null;
    },
    transcripts: noTranscripts,
    page: () => Promise.resolve(null),
    setModes: (wanted) => modes.push(wanted),
    onLeave: (reason, message) => left.push({ reason, message }),
  });
  return {
    ...host,
    screen,
    clock,
    writes,
    commits,
    modes,
    left,
    events,
    setBusy(busy) {
      isBusy = busy;
      if (!busy) screenPainting.drained();
    },
    async lines() {
      const terminal = emulator(size.columns, size.rows);
      await write(terminal, writes.map(({ bytes }) => bytes).join(''));
      return screenText(terminal);
    },
    stop: screenPainting.stop,
  };
}

const noTranscripts: TranscriptPort = {
  open: () => Promise.resolve({ problem: 'is not there' }),
  pathOf: () => Promise.resolve(null),
  listed: () => Promise.resolve([]),
};

function fakePort() {
  const sent: ClientMessage[] = [];
  const asked: HostCommand[] = [];
  const answers: ((reply: Reply) => void)[] = [];
  let onRoster: (roster: Roster) => void = () => {};
  let onFrame: (agent: string, frame: Frame, rows: readonly number[]) => void = () => {};
  let onReceipts: (receipts: readonly Receipt[]) => void = () => {};
  let onSettings: (news: SettingsNews) => void = () => {};
  let onNews: (news: readonly AgentNews[]) => void = () => {};
  let onNotice: (message: string) => void = () => {};
  let onClosed: (reason: string) => void = () => {};
  const port: HostPort = {
    request(command) {
      asked.push(command);
      return new Promise((resolve) => answers.push(resolve));
    },
    send: (message) => sent.push(message),
    onRoster: (listener) => {
      onRoster = listener;
    },
    onFrame: (listener) => {
      onFrame = listener;
    },
    onReceipts: (listener) => {
      onReceipts = listener;
    },
    onUpdate: () => {},
    onSettings: (listener) => {
      onSettings = listener;
    },
    onNews: (listener) => {
      onNews = listener;
    },
    onNotice: (listener) => {
      onNotice = listener;
    },
    onClosed: (listener) => {
      onClosed = listener;
    },
    close: () => {},
  };
  return {
    port,
    sent,
    asked,
    publish: (...roster: readonly Agent[]) => onRoster(roster),
    receive: (...receipts: readonly Receipt[]) => onReceipts(receipts),
    draw: (agent: string, frame: Frame) => onFrame(agent, frame, []),
    settle: (program: Partial<ProgramSettings>, problem: string | null = null) =>
      onSettings({ program: { ...builtInProgramSettings, ...program }, defaults: {}, problem }),
    tell: (...news: readonly AgentNews[]) => onNews(news),
    notice: (message: string) => onNotice(message),
    hangUp: (reason: string) => onClosed(reason),
    async answerAll(reply: Reply) {
      for (const answer of answers.splice(0)) answer(reply);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

export function textFrame(text: string, changed: Partial<Frame> = {}): Frame {
  const blank = blankFrame(48, 12);
  return { ...blank, lines: [text, ...blank.lines.slice(1)], ...changed };
}
