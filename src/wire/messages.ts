import * as v from 'valibot';
import type { Roster } from '../core/agent/agent.ts';
import type { CodexUpdate } from '../core/codex/update-policy.ts';
import { hostCommandSchema, type Reply } from '../core/host/host-commands.ts';
import type { AgentNews } from '../core/notices/agent-news.ts';
import type { Receipt } from '../core/prompts/receipt.ts';
import type { SettingsNews } from '../core/settings/settings-news.ts';
import type { FramePatch } from '../core/terminal/frame.ts';

/** Raised when an older peer would misread a newer one; additions that can be ignored do not raise it. */
export const protocolVersion = 4;

/** Longer than any frame of a 500x200 screen and any prompt; a longer line means the peer is not ours. */
export const lineLimitBytes = 8 * 1024 * 1024;

const text = v.string();
const cells = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));

/** What a client says. Only `request` is answered. */
export const clientMessageSchema = v.variant('type', [
  /** First of all; the host answers `welcome`, or `refused` and hangs up. Colours are `#rrggbb`, as the outer terminal told them. */
  v.object({
    type: v.literal('hello'),
    protocol: v.number(),
    version: text,
    role: v.picklist(['screen', 'command']),
    colors: v.nullable(v.object({ foreground: text, background: text })),
  }),
  v.object({ type: v.literal('request'), request: v.number(), command: hostCommandSchema }),
  /** Replaces what this client watches: each agent's frames from now on, and the size its tile has room for. */
  v.object({
    type: v.literal('watch'),
    tiles: v.array(v.object({ agent: text, columns: cells, rows: cells })),
  }),
  /** Raw keyboard bytes for one agent; the fast path of typing. The last client that typed or watched decides the agent's size. */
  v.object({ type: v.literal('input'), agent: text, bytesBase64: text }),
  /** Whom the user types into from now on; null when nobody. */
  v.object({ type: v.literal('typing'), agent: v.nullable(text) }),
  /** Of a screen: whether it has its terminal, or is suspended or has lent it to another program. */
  v.object({ type: v.literal('presence'), is: v.picklist(['here', 'away']) }),
  /** The user looks at this agent: done becomes ready, unread is cleared. */
  v.object({ type: v.literal('seen'), agent: text }),
]);

export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;

/** What the host says. */
export type HostMessage =
  | {
      readonly type: 'welcome';
      readonly protocol: number;
      readonly version: string;
      readonly pid: number;
    }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'roster'; readonly roster: Roster }
  | { readonly type: 'frame'; readonly agent: string; readonly patch: FramePatch }
  | { readonly type: 'reply'; readonly request: number; readonly reply: Reply }
  /** To every client: those that have changed, and to a screen that joins all that are not settled. */
  | { readonly type: 'receipts'; readonly receipts: readonly Receipt[] }
  /** To screens, behind the welcome and at every change. */
  | ({ readonly type: 'settings' } & SettingsNews)
  /** To screens: codex may be updated, which `updateCodex` answers; null once that is answered. */
  | { readonly type: 'update'; readonly update: CodexUpdate | null }
  /** To the screen that was used last: its user is to be told of these agents. */
  | { readonly type: 'news'; readonly news: readonly AgentNews[] }
  /** Something a person at the screen should read once, e.g. the disk is full. */
  | { readonly type: 'notice'; readonly message: string };
