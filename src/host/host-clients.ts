import type { AgentId } from '../core/agent/agent.ts';
import type { ClientId, HostEvent } from '../core/host/host-events.ts';
import {
  builtInProgramSettings,
  type LoadedSettings,
  type ProgramSettings,
} from '../core/settings/agent-settings.ts';
import { type ShownDefaults, shownDefaults } from '../core/settings/settings-news.ts';
import type { HostMessage } from '../wire/messages.ts';
import type { Client, ClientListeners, Said } from './connection.ts';
import type { AgentTerminals } from './terminal/agent-terminals.ts';
import type { TerminalColors } from './terminal/emulator-queries.ts';
import type { Publisher } from './terminal/publisher.ts';
import type { TileSizes } from './terminal/tile-sizes.ts';

export type HostClients = {
  readonly listeners: ClientListeners;
  /** Nothing happens when that client has left. */
  readonly write: (client: ClientId, message: HostMessage) => void;
  readonly tellScreens: (message: HostMessage) => void;
  readonly tellAll: (message: HostMessage) => void;
  /** Of the screens that have their terminals the one that was used last; false when there is none. */
  readonly tellLastUsed: (message: HostMessage) => boolean;
  /** A sentence for every screen. */
  readonly notice: (message: string) => void;
  /** A sentence for the screens that are there or, when there is none, for the first that comes. */
  readonly noticeToFirst: (message: string) => void;
  /** Tells every screen. */
  readonly settingsChanged: () => void;
};

export type HostClientsOptions = {
  readonly dispatch: (event: HostEvent) => void;
  readonly settings: () => LoadedSettings;
  readonly nameOf: (agent: AgentId) => string;
  readonly terminals: AgentTerminals;
  readonly published: Publisher;
  readonly sizes: TileSizes;
  /** Its user typed into it, past the model. */
  readonly onTyped: (agent: AgentId) => void;
  /** A screen has come. */
  readonly onScreen: (client: ClientId) => void;
  /** The outer terminal of a screen has told its colours. */
  readonly onColors: (colors: TerminalColors) => void;
};

/**
 * Everyone who is connected: what they say goes to the model or, keys and tiles, straight to the
 * terminals.
 */
export function hostClients(options: HostClientsOptions): HostClients {
  const { dispatch, published, sizes } = options;
  const clients = new Map<ClientId, Client>();
  const write = (client: ClientId, message: HostMessage) => {
    clients.get(client)?.write([message]);
  };

  const tellScreens = (message: HostMessage) => {
    for (const { id, hello } of clients.values()) if (hello.role === 'screen') write(id, message);
  };

  // Screens that show agents, in the order of their last use.
  const used = new Set<ClientId>();
  // Those that nobody sees now: whatever they do by themselves is no use.
  const away = new Set<ClientId>();
  const use = (client: ClientId, said: Said) => {
    if (said.type === 'presence') {
      if (said.is === 'away') away.add(client);
      else away.delete(client);
    }
    const isScreen = clients.get(client)?.hello.role === 'screen';
    const isNew = isScreen && (said.type === 'watch' || said.type === 'presence');
    if ((used.delete(client) || isNew) && !away.has(client)) used.add(client);
  };

  const unheard: string[] = [];
  const isScreen = ({ hello }: Client) => hello.role === 'screen';

  // A file that cannot be read changes nothing on a screen.
  let program: ProgramSettings = builtInProgramSettings;
  let defaults: ShownDefaults = {};
  const settingsMessage = (): HostMessage => {
    const settings = options.settings();
    if (settings.ok) {
      program = settings.program;
      defaults = shownDefaults(settings.defaults);
    }
    const problem = settings.ok ? null : settings.problem;
    return { type: 'settings', program, defaults, problem };
  };
  const tellSettings = ({ id, hello }: Client) => {
    if (hello.role === 'screen') write(id, settingsMessage());
  };

  return {
    write,
    settingsChanged() {
      for (const client of clients.values()) tellSettings(client);
    },
    tellScreens,
    tellAll(message) {
      for (const id of clients.keys()) write(id, message);
    },
    tellLastUsed(message) {
      const client = [...used].at(-1);
      if (client === undefined) return false;
      write(client, message);
      return true;
    },
    notice: (message) => tellScreens({ type: 'notice', message }),
    noticeToFirst(message) {
      if ([...clients.values()].some(isScreen)) tellScreens({ type: 'notice', message });
      else unheard.push(message);
    },
    listeners: {
      onJoined(client) {
        const { id, hello } = client;
        clients.set(id, client);
        if (hello.role === 'screen' && hello.colors && isColors(hello.colors)) {
          options.onColors(hello.colors);
        }
        tellSettings(client);
        if (isScreen(client)) {
          for (const message of unheard.splice(0)) write(id, { type: 'notice', message });
        }
        published.join(id, { write: client.write, wantsRoster: hello.role === 'screen' });
        dispatch({ type: 'client-joined', client: id });
        if (hello.role === 'screen') options.onScreen(id);
      },
      onSaid(client, message) {
        use(client, message);
        hear(client, message, options, (text) => write(client, { type: 'notice', message: text }));
      },
      onDrained: published.drained,
      onLeft(client) {
        clients.delete(client);
        used.delete(client);
        away.delete(client);
        published.leave(client);
        sizes.left(client);
        dispatch({ type: 'client-left', client });
      },
    },
  };
}

function hear(
  client: ClientId,
  message: Said,
  { dispatch, published, sizes, terminals, nameOf, onTyped }: HostClientsOptions,
  answer: (notice: string) => void,
): void {
  switch (message.type) {
    case 'request':
      dispatch({ type: 'asked', client, request: message.request, command: message.command });
      return;
    case 'typing':
      dispatch({ type: 'typing', client, into: message.agent as AgentId | null });
      return;
    case 'presence':
      return;
    case 'seen':
      dispatch({ type: 'seen', agent: message.agent as AgentId });
      return;
    case 'watch': {
      const tiles = message.tiles.map((tile) => ({ ...tile, agent: tile.agent as AgentId }));
      sizes.watched(client, tiles);
      published.watch(
        client,
        tiles.map(({ agent }) => agent),
      );
      return;
    }
    case 'input': {
      const agent = message.agent as AgentId;
      const bytes = Buffer.from(message.bytesBase64, 'base64');
      published.typed(agent);
      sizes.typed(client, agent);
      terminals.prefer(agent);
      onTyped(agent);
      if (!terminals.write(agent, bytes)) {
        const waiting = Math.round(terminals.waitingBytes(agent) / 1024);
        answer(
          `${nameOf(agent)} does not read what is typed: ${waiting} KB wait for it, and ${bytes.length} bytes more were dropped. Wait until it reads, or stop it.`,
        );
      }
      return;
    }
    default:
      message satisfies never;
  }
}

function isColors({ foreground, background }: TerminalColors): boolean {
  return [foreground, background].every((color) => /^#[0-9a-f]{6}$/i.test(color));
}
