import { takeColors, takeDiff } from '../diff-pane/diff-pane-act.ts';
import { builtInProgramSettings } from '../settings/agent-settings.ts';
import type { SettingsNews } from '../settings/settings-news.ts';
import type { InputEvent } from '../terminal/input-event.ts';
import { followSessions, refillPanes } from '../transcript-view/desk.ts';
import { takeTranscript } from '../transcript-view/desk-news.ts';
import { bindingsWith } from './bindings.ts';
import { takeClick } from './clicks.ts';
import { withoutCopyNotice } from './copying.ts';
import { type FirstKeys, withFirstKeys } from './first-keys.ts';
import { nothingAnswered } from './given-answers.ts';
import { roomIn } from './grid-layout.ts';
import { keymap } from './keymap.ts';
import { noMarks } from './marks.ts';
import { endIdleMirror, pasteInMirror, pressInMirror } from './mirror.ts';
import { firstAnswers } from './new-agent-form.ts';
import { pasteInOverlay, pressInOverlay } from './overlay-keys.ts';
import { clickInOverlay, takeMouseInOverlay } from './overlay-mouse.ts';
import { leavesTilesFree, noOverlay } from './overlays.ts';
import { copySelected } from './pointed-links.ts';
import type { PromptMemory } from './prompt-memory.ts';
import { takeUpdate } from './questions-of-updates.ts';
import { takeReceipts } from './receipt-keys.ts';
import { takeMouse, takeRoster } from './screen-events.ts';
import { pressInGrid } from './screen-keys.ts';
import { screenLayout } from './screen-layout.ts';
import { withLimits } from './screen-limits.ts';
import { takeNews } from './screen-news.ts';
import { takeReply } from './screen-replies.ts';
import { takeSaid } from './screen-search.ts';
import {
  type Act,
  lookAt,
  type ScreenEffect,
  type ScreenEvent,
  type ScreenModel,
  typedAgent,
  unchanged,
  withNotice,
} from './screen-state.ts';
import { clipScroll } from './text-scroll.ts';
import { agentsThatNeedYou } from './waiting-agents.ts';
import { takePainted } from './waiting-asks.ts';

export function screenModel(start: {
  readonly columns: number;
  readonly rows: number;
  readonly folder: string;
  readonly homeFolder: string;
  readonly timeZone: string;
  readonly notice: string | null;
  readonly demo: boolean;
  readonly prompts: PromptMemory;
  readonly firstKeys?: FirstKeys | null;
}): ScreenModel {
  return {
    ...start,
    firstKeys: start.firstKeys ?? null,
    answers: firstAnswers(start.folder),
    roster: [],
    limits: [],
    tileView: 'fitting',
    selected: null,
    previouslySelected: null,
    marks: noMarks,
    filter: null,
    layout: null,
    grouping: null,
    usedInPalette: [],
    awaited: null,
    mode: { type: 'grid' },
    lastTyped: null,
    overlay: noOverlay,
    shownAsks: [],
    answering: nothingAnswered,
    focused: true,
    settings: builtInProgramSettings,
    defaults: {},
    bindings: keymap,
    greeted: false,
  };
}

/** The only place that decides what a screen does. `now` is epoch ms. */
export function act(model: ScreenModel, event: ScreenEvent, now: number): Act {
  const acted = withFirstKeys(model, event, actOn(model, event, now));
  return {
    model: acted.model,
    effects: [
      ...acted.effects,
      ...watchAnew(model, acted.model),
      ...typingAnew(model, acted.model),
    ],
  };
}

function actOn(model: ScreenModel, event: ScreenEvent, now: number): Act {
  switch (event.type) {
    case 'input':
      return clipScroll(takeInput(model, event.input, now));
    case 'resized':
      return refillPanes({ ...model, columns: event.columns, rows: event.rows });
    case 'roster': {
      const taken = withLimits(takeRoster(model, event.roster), now);
      const followed = followSessions(model, taken.model);
      return { model: followed.model, effects: [...taken.effects, ...followed.effects] };
    }
    case 'transcript':
      return takeTranscript(model, event.news);
    case 'transcript-searched':
      return takeSaid(model, event);
    case 'receipts':
      return takeReceipts(model, event.receipts);
    case 'replied':
      return takeReply(model, event, now);
    case 'settings':
      return takeSettings(model, event);
    case 'alarm':
      return withLimits(endIdleMirror(model, now), now);
    case 'update':
      return takeUpdate(model, event.update);
    case 'noticed':
      return withNotice(model, event.message);
    case 'presence':
      return takePresence(model, event.is);
    case 'news':
      return takeNews(model, event.news);
    case 'diff-read':
      return takeDiff(model, event);
    case 'diff-colored':
      return takeColors(model, event);
    case 'clicked':
      return takeClick(model, event, now);
    case 'overlay-clicked':
      return clickInOverlay(model, event.row, now);
    case 'text-selected':
      return copySelected(model, event);
    case 'painted':
      return unchanged(takePainted(model, event.asks, now));
    case 'closed':
      return {
        model,
        effects: [
          {
            type: 'leave',
            // Asked to stop, the host may hang up before it answers.
            reason: model.overlay.type === 'stopping-all' ? 'stopped-all' : 'host-gone',
            message: event.reason,
          },
        ],
      };
    default:
      return event satisfies never;
  }
}

function takeInput(model: ScreenModel, input: InputEvent, now: number): Act {
  switch (input.type) {
    case 'key': {
      if (model.mode.type === 'mirror')
        return pressInMirror(model, model.mode, { key: input.key, now });
      // What was told under an overlay is still to be read.
      if (model.overlay.type !== 'none') return pressInOverlay(model, input.key, now);
      // A key in GRID also takes away the notice; the key itself may bring a new one.
      const read = model.notice === null ? model : { ...model, notice: null };
      return pressInGrid(read, input.key, now);
    }
    case 'paste':
      if (model.mode.type === 'mirror')
        return pasteInMirror(model, model.mode, { text: input.text, now });
      return pasteInOverlay(model, input.text);
    case 'raw':
      if (model.mode.type !== 'type') return unchanged(model);
      return {
        model: withoutCopyNotice(model),
        effects: [
          { type: 'input', agent: model.mode.agent, bytes: input.bytes },
          ...lookAt(model, model.mode.agent),
        ],
      };
    case 'leave':
      return { model: { ...model, mode: { type: 'grid' } }, effects: [] };
    case 'mouse':
      return leavesTilesFree(model.overlay)
        ? takeMouse(model, input.mouse, now)
        : takeMouseInOverlay(model, input.mouse, now);
    case 'focus':
      return takeFocus(model, input.focused ? 'gained' : 'lost');
    case 'color':
    case 'kitty-supported':
    case 'answered':
      return unchanged(model);
    default:
      return input satisfies never;
  }
}

/** A config file that cannot be read leaves everything as it was. */
function takeSettings(model: ScreenModel, { program, defaults, problem }: SettingsNews): Act {
  const isNews =
    JSON.stringify([program, defaults]) !== JSON.stringify([model.settings, model.defaults]);
  const changed: ScreenModel = isNews
    ? { ...model, settings: program, defaults, bindings: bindingsWith(program.keys) }
    : model;
  return problem === null ? unchanged(changed) : withNotice(changed, problem);
}

/** The agent that owns the keyboard has the focus of the whole terminal. */
function takeFocus(model: ScreenModel, focus: 'gained' | 'lost'): Act {
  const focused = focus === 'gained';
  return {
    model: focused === model.focused ? model : { ...model, focused },
    effects:
      model.mode.type === 'type' ? [{ type: 'focus', agent: model.mode.agent, focused }] : [],
  };
}

/** Who has left the terminal neither types nor sees anything here. */
function takePresence(model: ScreenModel, is: 'here' | 'away'): Act {
  const { model: next, effects } = takeFocus(model, is === 'here' ? 'gained' : 'lost');
  return { model: next, effects: [...effects, { type: 'presence', is }] };
}

/** The tiles in view and the room inside them, told to the host when they differ from before. */
function watchAnew(before: ScreenModel, after: ScreenModel): readonly ScreenEffect[] {
  if (before === after) return [];
  const [old, tiles] = [watchedTiles(before), watchedTiles(after)];
  return JSON.stringify(old) === JSON.stringify(tiles) ? [] : [{ type: 'watch', tiles }];
}

/** Who looks elsewhere does not type. */
function typingAnew(before: ScreenModel, after: ScreenModel): readonly ScreenEffect[] {
  const [old, agent] = [before, after].map((model) =>
    model.focused ? (typedAgent(model)?.id ?? null) : null,
  );
  return agent === undefined || old === agent ? [] : [{ type: 'typing', agent }];
}

function watchedTiles(model: ScreenModel) {
  const live = screenLayout(model).tiles.filter(({ view }) => view === 'live');
  return live.map((tile) => {
    const { columns, rows } = roomIn(tile.rectangle);
    return { agent: tile.agent.id, columns, rows };
  });
}

/** The outer terminal's window title. */
export function windowTitle(model: ScreenModel): string {
  const waiting = agentsThatNeedYou(model.roster).length;
  if (waiting === 0) return 'codex-grid';
  return `codex-grid: ${waiting} ${waiting === 1 ? 'needs' : 'need'} you`;
}
