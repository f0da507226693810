import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import type { Roster } from '../core/agent/agent.ts';
import type { CodexUpdate } from '../core/codex/update-policy.ts';
import type { HostCommand, Reply } from '../core/host/host-commands.ts';
import type { AgentNews } from '../core/notices/agent-news.ts';
import type { Receipt } from '../core/prompts/receipt.ts';
import type { SettingsNews } from '../core/settings/settings-news.ts';
import { applyPatch, type Frame, type FramePatch } from '../core/terminal/frame.ts';
import type { HostPort } from '../wire/host-port.ts';
import { encodeLine, lineReader } from '../wire/lines.ts';
import type { ClientMessage, HostMessage } from '../wire/messages.ts';

/** What the link tells besides the port: the host's first words. */
export type FirstWord = Extract<HostMessage, { type: 'welcome' | 'refused' }>;

export type SocketHost = {
  readonly host: HostPort;
  /** The host's answer to `hello`; null when the link ended before one came. */
  readonly firstWord: Promise<FirstWord | null>;
};

type FrameListener = (agent: string, frame: Frame, changedRows: readonly number[]) => void;

/** Speaks to the host over a connected socket. `hello` is sent at once. */
export function socketHost(
  socket: Socket,
  hello: Extract<ClientMessage, { type: 'hello' }>,
): SocketHost {
  const rosters = listenerList<[Roster]>();
  const settings = listenerList<[SettingsNews]>();
  const updates = listenerList<[CodexUpdate | null]>();
  const receipts = listenerList<[readonly Receipt[]]>();
  const news = listenerList<[readonly AgentNews[]]>();
  const notices = listenerList<[string]>();
  const closings = listenerList<[string]>();
  const frames = frameKeeper();
  const requests = pendingRequests();
  let answerHello = (_word: FirstWord | null): void => undefined;
  const firstWord = new Promise<FirstWord | null>((resolve) => {
    answerHello = resolve;
  });

  const link = openLink(socket, {
    said(message) {
      switch (message.type) {
        case 'welcome':
        case 'refused':
          return answerHello(message);
        case 'roster':
          frames.keepOnly(message.roster);
          return rosters.tell(message.roster);
        case 'frame':
          return frames.patch(message.agent, message.patch);
        case 'reply':
          return requests.answer(message.request, message.reply);
        case 'settings':
          return settings.tell(message);
        case 'update':
          return updates.tell(message.update);
        case 'receipts':
          return receipts.tell(message.receipts);
        case 'news':
          return news.tell(message.news);
        case 'notice':
          return notices.tell(message.message);
        default:
          return message satisfies never;
      }
    },
    ended(reason) {
      answerHello(null);
      requests.endAll(reason ?? 'codex-grid hung up');
      if (reason !== null) closings.tell(reason);
    },
  });
  link.say(hello);

  const host: HostPort = {
    request: (command) => requests.ask(command, link.say),
    send: link.say,
    onRoster: rosters.add,
    onFrame: frames.onFrame,
    onReceipts: receipts.add,
    onSettings: settings.add,
    onUpdate: updates.add,
    onNews: news.add,
    onNotice: notices.add,
    onClosed: closings.add,
    close: () => link.end(null),
  };
  return { host, firstWord };
}

/** A late listener is told what was told last: the first roster comes right behind the welcome. */
function listenerList<Told extends readonly unknown[]>() {
  const listeners: ((...told: Told) => void)[] = [];
  let last: Told | null = null;
  return {
    add(listener: (...told: Told) => void) {
      listeners.push(listener);
      if (last) listener(...last);
    },
    tell(...told: Told) {
      last = told;
      for (const listener of listeners) listener(...told);
    },
  };
}

type Link = {
  readonly say: (message: ClientMessage) => void;
  /** Ends the link once; later reasons are not told. Null when we leave ourselves. */
  readonly end: (reason: string | null) => void;
};

function openLink(
  socket: Socket,
  listener: {
    readonly said: (message: HostMessage) => void;
    readonly ended: (reason: string | null) => void;
  },
): Link {
  const decoder = new StringDecoder('utf8');
  const lines = lineReader();
  let open = true;
  const end = (reason: string | null): void => {
    if (!open) return;
    open = false;
    socket.destroySoon();
    listener.ended(reason);
  };
  socket.on('data', (bytes: Buffer) => {
    if (!open) return;
    let values: readonly unknown[];
    try {
      values = lines.push(decoder.write(bytes));
    } catch (error) {
      return end(
        `the host sent something that is no message (${error instanceof Error ? error.message : error})`,
      );
    }
    for (const value of values) if (open && isHostMessage(value)) listener.said(value);
  });
  socket.on('error', (error) => end(`the link to the host broke (${error.message})`));
  socket.on('close', () => end('the host hung up'));
  return {
    say: (message) => {
      if (open) socket.write(encodeLine(message));
    },
    end,
  };
}

const messageTypes: Readonly<Record<HostMessage['type'], true>> = {
  welcome: true,
  refused: true,
  roster: true,
  frame: true,
  reply: true,
  receipts: true,
  settings: true,
  update: true,
  news: true,
  notice: true,
};

/** Peers of one protocol version trust each other's shapes; a newer host's additions are passed over. */
function isHostMessage(value: unknown): value is HostMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    Object.hasOwn(messageTypes, value.type)
  );
}

/** Each agent's frame as last shown, from the patches that the host sends. */
function frameKeeper() {
  const frames = new Map<string, Frame>();
  const listeners: FrameListener[] = [];
  return {
    patch(agent: string, patch: FramePatch) {
      const frame = applyPatch(frames.get(agent) ?? null, patch);
      frames.set(agent, frame);
      const changed = patch.size ? frame.lines.map((_, y) => y) : changedRows(patch);
      for (const listener of listeners) listener(agent, frame, changed);
    },
    /** An agent that left the roster never shows anything again. */
    keepOnly(roster: Roster) {
      const ids = new Set<string>(roster.map((agent) => agent.id));
      for (const agent of frames.keys()) if (!ids.has(agent)) frames.delete(agent);
    },
    onFrame: (listener: FrameListener) => void listeners.push(listener),
  };
}

function changedRows(patch: FramePatch): readonly number[] {
  return (patch.lines ?? []).map(([y]) => y);
}

function pendingRequests() {
  const waiting = new Map<number, (reply: Reply) => void>();
  let asked = 0;
  let ended: Reply | null = null;
  return {
    ask(command: HostCommand, say: (message: ClientMessage) => void): Promise<Reply> {
      if (ended) return Promise.resolve(ended);
      asked += 1;
      const request = asked;
      return new Promise((resolve) => {
        waiting.set(request, resolve);
        say({ type: 'request', request, command });
      });
    },
    answer(request: number, reply: Reply) {
      waiting.get(request)?.(reply);
      waiting.delete(request);
    },
    endAll(reason: string) {
      ended = { ok: false, error: { code: 'failed', message: lostLink(reason) } };
      for (const resolve of waiting.values()) resolve(ended);
      waiting.clear();
    },
  };
}

function lostLink(reason: string): string {
  return `The host did not answer: ${reason}. Run codex-grid to bring the agents back; those that ended resume their sessions.`;
}
