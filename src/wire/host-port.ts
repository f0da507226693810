import type { Roster } from '../core/agent/agent.ts';
import type { CodexUpdate } from '../core/codex/update-policy.ts';
import type { HostCommand, Reply } from '../core/host/host-commands.ts';
import type { AgentNews } from '../core/notices/agent-news.ts';
import type { Receipt } from '../core/prompts/receipt.ts';
import type { SettingsNews } from '../core/settings/settings-news.ts';
import type { Frame } from '../core/terminal/frame.ts';
import type { ClientMessage } from './messages.ts';

/**
 * All that a screen or a command knows of the host. One implementation speaks over the socket, tests have
 * another; neither side can tell.
 */
export type HostPort = {
  /** Never rejects: a lost link is a reply with `ok: false`. */
  readonly request: (command: HostCommand) => Promise<Reply>;
  readonly send: (
    message: Extract<ClientMessage, { type: 'watch' | 'input' | 'typing' | 'presence' | 'seen' }>,
  ) => void;
  readonly onRoster: (listener: (roster: Roster) => void) => void;
  /** `changedRows` are the y that differ from the frame before; every row after a change of size. */
  readonly onFrame: (
    listener: (agent: string, frame: Frame, changedRows: readonly number[]) => void,
  ) => void;
  /** Those that have changed. */
  readonly onReceipts: (listener: (receipts: readonly Receipt[]) => void) => void;
  readonly onSettings: (listener: (news: SettingsNews) => void) => void;
  /** A newer codex that the user is to be asked about; null once somebody has answered. */
  readonly onUpdate: (listener: (update: CodexUpdate | null) => void) => void;
  /** Agents have come to need their user. */
  readonly onNews: (listener: (news: readonly AgentNews[]) => void) => void;
  readonly onNotice: (listener: (message: string) => void) => void;
  /** The link is gone and will not come back by itself. Called at most once. */
  readonly onClosed: (listener: (reason: string) => void) => void;
  readonly close: () => void;
};
