import type { LimitWindow } from '../agent/account-limits.ts';
import type { Agent, AgentId, Roster } from '../agent/agent.ts';
import type { CodexUpdate } from '../codex/update-policy.ts';
import type { DiffFile } from '../diff/diff.ts';
import type { DiffColors } from '../diff/diff-colors.ts';
import type { ReadDiff } from '../diff-pane/diff-pane.ts';
import type { SessionMatch } from '../finding/said-in-sessions.ts';
import type { HostCommand, Reply } from '../host/host-commands.ts';
import type { AgentNews } from '../notices/agent-news.ts';
import type { TerminalWay } from '../notices/terminal-ways.ts';
import type { Click, OverlayRow, SelectedText } from '../pointing/click.ts';
import type { Receipt } from '../prompts/receipt.ts';
import type { ProgramSettings } from '../settings/agent-settings.ts';
import type { GroupingName, LayoutName } from '../settings/layout-names.ts';
import type { SettingsNews, ShownDefaults } from '../settings/settings-news.ts';
import type { InputEvent, Mouse } from '../terminal/input-event.ts';
import { shortPaths } from '../text/short-paths.ts';
import type { TranscriptNews, TranscriptOrder } from '../transcript-view/transcript-pane.ts';
import type { Binding } from './binding.ts';
import { type Filter, revealing } from './filter.ts';
import type { FirstKeys } from './first-keys.ts';
import type { GivenAnswers } from './given-answers.ts';
import type { Marks } from './marks.ts';
import type { FormAnswers } from './new-agent-form.ts';
import { noOverlay, type Overlay } from './overlays.ts';
import type { PromptMemory } from './prompt-memory.ts';
import type { Purpose } from './purpose.ts';
import type { AskName, ShownAsk } from './waiting-asks.ts';

/** Who owns the keyboard. In `type` every byte but the leave key goes to the agent; `zoomed` fills the screen with its tile. */
export type Mode =
  | { readonly type: 'grid' }
  | { readonly type: 'type'; readonly agent: AgentId; readonly zoomed: boolean }
  /** What is typed goes to several agents; who was left out stays so, for its text is not whole. */
  | {
      readonly type: 'mirror';
      readonly agents: readonly AgentId[];
      readonly left: readonly { readonly agent: AgentId; readonly why: string }[];
      /** Whether anything was typed yet. */
      readonly hasBegun: boolean;
      /** Epoch ms; at first when it began. */
      readonly typedAt: number;
    };

/**
 * What tiles show: their agents' screens, or in a few lines what each has come to. `fitting`: the screens as long as
 * all of them have room.
 */
export type TileView = 'fitting' | 'live' | 'digest';

/** All that one screen knows, but for the agents' frames: those never pass through here. */
export type ScreenModel = {
  readonly columns: number;
  readonly rows: number;
  readonly roster: Roster;
  readonly tileView: TileView;
  readonly selected: AgentId | null;
  readonly previouslySelected: AgentId | null;
  readonly marks: Marks;
  /** Null: all agents are shown. */
  readonly filter: Filter | null;
  /** Chosen at this screen; null is what the settings say. */
  readonly layout: LayoutName | null;
  /** As for the layout. */
  readonly grouping: GroupingName | null;
  /** What was done from the palette, by the ids of its entries, newest first. */
  readonly usedInPalette: readonly string[];
  /** An agent just asked for, to be selected as soon as the roster lists it. */
  readonly awaited: AgentId | null;
  readonly mode: Mode;
  readonly lastTyped: { readonly agent: AgentId; readonly zoomed: boolean } | null;
  readonly overlay: Overlay;
  /** What can be read of all that wait, since when. */
  readonly shownAsks: readonly ShownAsk[];
  readonly answering: GivenAnswers;
  /** A sentence shown until the next key in GRID. */
  readonly notice: string | null;
  /** Whether the outer terminal has the focus, as far as it tells. */
  readonly focused: boolean;
  /** What the form for a new agent offers: what was answered last, at first the folder the screen was started in. */
  readonly answers: FormAnswers;
  /** The folder the screen was started in. */
  readonly folder: string;
  readonly homeFolder: string;
  readonly demo: boolean;
  /** Those that a newcomer is shown; null once they were used, or put away. */
  readonly firstKeys: FirstKeys | null;
  /** As in the time zone database, for what is told by the clock. */
  readonly timeZone: string;
  /** Of the account, as far as they still hold. */
  readonly limits: readonly LimitWindow[];
  readonly settings: ProgramSettings;
  readonly prompts: PromptMemory;
  /** What the config says of new agents. */
  readonly defaults: ShownDefaults;
  /** The keys of GRID, as the settings have them. */
  readonly bindings: readonly Binding[];
  /** Whether a roster has come yet. */
  readonly greeted: boolean;
};

export type ScreenEvent =
  | { readonly type: 'input'; readonly input: InputEvent }
  | { readonly type: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly type: 'roster'; readonly roster: Roster }
  | { readonly type: 'receipts'; readonly receipts: readonly Receipt[] }
  | { readonly type: 'replied'; readonly purpose: Purpose; readonly reply: Reply }
  | ({ readonly type: 'settings' } & SettingsNews)
  /** The instant of `alarm` has come. */
  | { readonly type: 'alarm' }
  /** Null once the question was answered, here or at another screen. */
  | { readonly type: 'update'; readonly update: CodexUpdate | null }
  | { readonly type: 'noticed'; readonly message: string }
  /** The terminal went to another program, or is back. */
  | { readonly type: 'presence'; readonly is: 'here' | 'away' }
  /** Agents have come to need their user, who is told here. */
  | { readonly type: 'news'; readonly news: readonly AgentNews[] }
  /** Answer `read-diff` and `color-diff`. */
  | {
      readonly type: 'diff-read';
      readonly agent: AgentId;
      readonly reading: number;
      readonly diff: ReadDiff;
    }
  | {
      readonly type: 'diff-colored';
      readonly agent: AgentId;
      readonly reading: number;
      readonly file: number;
      readonly colors: DiffColors;
    }
  /** The left button was pressed and let go in the same cell inside a tile. */
  | ({ readonly type: 'clicked' } & Click)
  /** The left button was pressed in the box of an overlay. */
  | { readonly type: 'overlay-clicked'; readonly row: OverlayRow }
  /** By dragging, or by clicks in a row. */
  | ({ readonly type: 'text-selected' } & SelectedText)
  | { readonly type: 'transcript'; readonly news: TranscriptNews }
  /** Answers `search-transcripts`, once for each agent, and with null at the end. */
  | {
      readonly type: 'transcript-searched';
      readonly turn: number;
      readonly found: { readonly agent: AgentId; readonly matches: readonly SessionMatch[] } | null;
    }
  /** The terminal was given those to show. */
  | { readonly type: 'painted'; readonly asks: readonly AskName[] }
  | { readonly type: 'closed'; readonly reason: string };

export type LeaveReason = 'detached' | 'stopped-all' | 'host-gone';

/** Orders that the screen's shell carries out, in this order. */
export type ScreenEffect =
  | {
      readonly type: 'request';
      readonly purpose: Purpose;
      readonly command: HostCommand;
      /** Not before; at once where it is left out. */
      readonly delayMs?: number;
    }
  /** Replaces what the host sends frames of; sizes are the room inside the tiles. */
  | {
      readonly type: 'watch';
      readonly tiles: readonly {
        readonly agent: AgentId;
        readonly columns: number;
        readonly rows: number;
      }[];
    }
  | { readonly type: 'input'; readonly agent: AgentId; readonly bytes: Uint8Array }
  /** Inside an agent's tile; for the agent only if it asked for the mouse. */
  | { readonly type: 'mouse'; readonly agent: AgentId; readonly mouse: Mouse }
  /** Only for an agent that asked to hear of it. */
  | { readonly type: 'focus'; readonly agent: AgentId; readonly focused: boolean }
  /** Whom the user types into from now on; null when nobody. */
  | { readonly type: 'typing'; readonly agent: AgentId | null }
  /** Whether somebody at this screen can be told of anything. */
  | { readonly type: 'presence'; readonly is: 'here' | 'away' }
  | { readonly type: 'seen'; readonly agent: AgentId }
  | { readonly type: 'tell-user'; readonly ways: readonly TerminalWay[]; readonly text: string }
  /** To the clipboard of the outer terminal. */
  | { readonly type: 'copy'; readonly text: string }
  /** Takes the place of the one before. Epoch ms. */
  | { readonly type: 'alarm'; readonly at: number }
  | { readonly type: 'transcript'; readonly order: TranscriptOrder }
  /** Not before the delay, and no further once nobody waits for it. */
  | {
      readonly type: 'search-transcripts';
      readonly text: string;
      readonly turn: number;
      readonly agents: readonly AgentId[];
      readonly delayMs: number;
    }
  /** To be had again by the next screen. */
  | { readonly type: 'remember-prompt'; readonly text: string }
  /** For later screens. */
  | { readonly type: 'remember-first-keys'; readonly kept: FirstKeys }
  | { readonly type: 'suspend' }
  | { readonly type: 'read-diff'; readonly agent: AgentId; readonly reading: number }
  /** `at` is the file's place among all. */
  | {
      readonly type: 'color-diff';
      readonly agent: AgentId;
      readonly reading: number;
      readonly at: number;
      readonly file: DiffFile;
    }
  /** In the user's browser. A web address. */
  | { readonly type: 'open-address'; readonly address: string }
  /** In the user's own editor, which has the terminal until it ends. The path is absolute, lines count from 1. */
  | { readonly type: 'edit-file'; readonly path: string; readonly line: number }
  | { readonly type: 'leave'; readonly reason: LeaveReason; readonly message: string | null };

/** What a rule of the screen gives: the model afterwards and the orders that go with it. */
export type Act = { readonly model: ScreenModel; readonly effects: readonly ScreenEffect[] };

export function unchanged(model: ScreenModel): Act {
  return { model, effects: [] };
}

export function withNotice(model: ScreenModel, notice: string): Act {
  return { model: { ...model, notice: shortPaths(notice, model.homeFolder) }, effects: [] };
}

export function resumeRequest(agent: AgentId, session: 'own' | 'fresh'): ScreenEffect {
  return {
    type: 'request',
    purpose: session === 'own' ? { type: 'resume', agent } : { type: 'plain' },
    command: { type: 'resume', agents: [agent], session },
  };
}

export function withOverlay(model: ScreenModel, overlay: Overlay): Act {
  return { model: { ...model, overlay }, effects: [] };
}

export function closeOverlay(model: ScreenModel): Act {
  return withOverlay(model, noOverlay);
}

export function agentOf(model: ScreenModel, id: AgentId | null): Agent | null {
  return model.roster.find((agent) => agent.id === id) ?? null;
}

export function selectedAgent(model: ScreenModel): Agent | null {
  return agentOf(model, model.selected);
}

/** The agent that owns the keyboard. */
export function typedAgent(model: ScreenModel): Agent | null {
  return model.mode.type === 'type' ? agentOf(model, model.mode.agent) : null;
}

export function isLive(agent: Agent): boolean {
  return agent.state !== 'ended';
}

/** The user looks at an agent: the host is told when there is something nobody has looked at. */
export function lookAt(model: ScreenModel, id: AgentId): readonly ScreenEffect[] {
  const agent = agentOf(model, id);
  const news = agent !== null && (agent.unread || agent.state === 'done');
  return model.focused && news ? [{ type: 'seen', agent: id }] : [];
}

/** The selection moves there, and what it shows counts as seen; a filter that hides it is taken away. */
export function select(model: ScreenModel, id: AgentId): Act {
  const seen = revealing(model, id);
  const moved =
    id === model.selected ? seen : { ...seen, selected: id, previouslySelected: model.selected };
  return { model: moved, effects: lookAt(model, id) };
}

export function startTyping(model: ScreenModel, target: { agent: AgentId; zoomed: boolean }): Act {
  const selected = select(model, target.agent);
  return {
    model: { ...selected.model, mode: { type: 'type', ...target }, lastTyped: target },
    effects: selected.effects,
  };
}
