import type { AgentId } from '../core/agent/agent.ts';
import type { ReadDiff } from '../core/diff-pane/diff-pane.ts';
import type { TerminalWay } from '../core/notices/terminal-ways.ts';
import type { FirstKeys } from '../core/screen/first-keys.ts';
import type { LeaveReason, ScreenEffect, ScreenEvent } from '../core/screen/screen-state.ts';
import type { TerminalModes } from '../core/terminal/frame.ts';
import type { Mouse } from '../core/terminal/input-event.ts';
import { mouseBytes, wheelKeyBytes, wheelRows } from '../core/terminal/mouse.ts';
import type { TranscriptOrder } from '../core/transcript-view/transcript-pane.ts';
import type { HostPort } from '../wire/host-port.ts';
import { fileColors } from './color-code.ts';
import type { Painting } from './painting.ts';
import type { TranscriptSearch } from './transcript-finder.ts';

/** What a screen can be told to do, and by whom it is done. */
export type Orders = {
  readonly host: HostPort;
  readonly painting: Painting;
  /** By the outer terminal. */
  readonly tellUser: (ways: readonly TerminalWay[], text: string) => void;
  /** To the clipboard of whoever sits at the outer terminal. */
  readonly copy: (text: string) => void;
  /** In the user's browser; null once that has begun, else what to say. */
  readonly open: (address: string) => Promise<string | null>;
  /** For the history of later screens. */
  readonly rememberPrompt: (text: string) => void;
  /** Which of the first keys were used, for later screens. */
  readonly rememberFirstKeys: (kept: FirstKeys) => void;
  readonly suspend: () => void;
  /** What an agent changed; never rejects. */
  readonly diffOf: (agent: AgentId) => Promise<ReadDiff>;
  /** Gives the user's editor the terminal; null once it has ended well, else what to say. Lines count from 1. */
  readonly edit: (place: {
    readonly path: string;
    readonly line: number;
  }) => Promise<string | null>;
  readonly readTranscript: (order: TranscriptOrder) => void;
  readonly searchTranscripts: (search: TranscriptSearch) => void;
  readonly onLeave: (reason: LeaveReason, message: string | null) => void;
  /** The modes that the agent which owns the keyboard asked for; null while the screen owns it. */
  readonly setModes: (modes: TerminalModes | null) => void;
  readonly setAlarm: (at: number) => void;
  /** At once where there is nothing to wait for; never once the screen is over. */
  readonly later: (delayMs: number, act: () => void) => void;
  /** Looks at what an agent without a use for the wheel showed before. Rows, upwards. */
  readonly scroll: (agent: AgentId, rows: number) => void;
  readonly dispatch: (event: ScreenEvent) => void;
};

/** Has one order of the model carried out. */
export function carryOut(effect: ScreenEffect, orders: Orders): void {
  const { host, dispatch } = orders;
  switch (effect.type) {
    case 'request':
      orders.later(effect.delayMs ?? 0, () => {
        void host
          .request(effect.command)
          .then((reply) => dispatch({ type: 'replied', purpose: effect.purpose, reply }));
      });
      return;
    case 'watch':
      host.send({ type: 'watch', tiles: [...effect.tiles] });
      return;
    case 'input':
      sendInput(host, effect.agent, effect.bytes);
      return;
    case 'mouse':
      sendMouse(orders, effect);
      return;
    case 'focus':
      sendFocus(orders, effect);
      return;
    case 'typing':
      host.send({ type: 'typing', agent: effect.agent });
      return;
    case 'presence':
      host.send({ type: 'presence', is: effect.is });
      return;
    case 'seen':
      host.send({ type: 'seen', agent: effect.agent });
      return;
    case 'tell-user':
      orders.tellUser(effect.ways, effect.text);
      return;
    case 'open-address':
      void orders.open(effect.address).then((problem) => {
        if (problem !== null) dispatch({ type: 'noticed', message: problem });
      });
      return;
    case 'copy':
      orders.copy(effect.text);
      return;
    case 'transcript':
      orders.readTranscript(effect.order);
      return;
    case 'search-transcripts':
      orders.later(effect.delayMs, () => orders.searchTranscripts(effect));
      return;
    case 'alarm':
      orders.setAlarm(effect.at);
      return;
    case 'remember-first-keys':
      orders.rememberFirstKeys(effect.kept);
      return;
    case 'remember-prompt':
      orders.rememberPrompt(effect.text);
      return;
    case 'suspend':
      orders.suspend();
      return;
    case 'read-diff':
    case 'color-diff':
    case 'edit-file':
      void carryOutForDiff(effect, orders);
      return;
    case 'leave':
      orders.onLeave(effect.reason, effect.message);
      return;
    default:
      effect satisfies never;
  }
}

async function carryOutForDiff(
  effect: Extract<ScreenEffect, { type: 'read-diff' | 'color-diff' | 'edit-file' }>,
  { dispatch, diffOf, edit }: Orders,
): Promise<void> {
  switch (effect.type) {
    case 'read-diff': {
      const { agent, reading } = effect;
      dispatch({ type: 'diff-read', agent, reading, diff: await diffOf(agent) });
      return;
    }
    case 'color-diff': {
      const { agent, reading, at, file } = effect;
      const colors = await fileColors(file);
      dispatch({ type: 'diff-colored', agent, reading, file: at, colors });
      return;
    }
    case 'edit-file': {
      const problem = await edit(effect);
      if (problem !== null) dispatch({ type: 'noticed', message: problem });
      return;
    }
    default:
      effect satisfies never;
  }
}

function sendInput(host: HostPort, agent: AgentId, bytes: Uint8Array): void {
  host.send({ type: 'input', agent, bytesBase64: Buffer.from(bytes).toString('base64') });
}

function sendMouse(
  { host, painting, scroll }: Orders,
  { agent, mouse }: { readonly agent: AgentId; readonly mouse: Mouse },
): void {
  const view = painting.viewOf(agent);
  const keys = view && wheelKeyBytes(mouse, view.frame.modes);
  if (keys) {
    sendInput(host, agent, keys);
    return;
  }
  const isWheel = mouse.action === 'wheel-up' || mouse.action === 'wheel-down';
  if (isWheel && view?.shows === 'screen' && view.frame.modes.mouse === 'none') {
    scroll(agent, mouse.action === 'wheel-up' ? wheelRows : -wheelRows);
    return;
  }
  const bytes = view && mouseBytes(mouse, view.frame.modes, view.origin);
  if (bytes) sendInput(host, agent, bytes);
}

function sendFocus(
  { host, painting }: Orders,
  { agent, focused }: { readonly agent: AgentId; readonly focused: boolean },
): void {
  if (!painting.frameOf(agent)?.modes.focusReports) return;
  sendInput(host, agent, Buffer.from(focused ? '\x1b[I' : '\x1b[O'));
}
