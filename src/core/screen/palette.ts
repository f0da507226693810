import type { AgentId } from '../agent/agent.ts';
import { likeness } from '../finding/fuzzy.ts';
import { lifecycles } from '../lifecycle/lifecycle-table.ts';
import {
  type GroupingName,
  groupingNames,
  type LayoutName,
  layoutNames,
} from '../settings/layout-names.ts';
import { actionWords } from './action-words.ts';
import type { ActionName } from './binding.ts';
import { keyLabel, leaveKeysIn } from './bindings.ts';
import { groupingIn, groupingWords, whyNotGrouped } from './grouping.ts';
import { whyIdle } from './idle-actions.ts';
import { noAgents } from './no-agents.ts';
import { noOverlay } from './overlays.ts';
import { type Act, isLive, type ScreenModel, selectedAgent, withOverlay } from './screen-state.ts';
import { type TextField, textField } from './text-field.ts';
import { layoutIn, layoutWords } from './tile-layouts.ts';
import { isReadable, type ShownAsk } from './waiting-asks.ts';

/** The list of all that can be done, narrowed by what is typed. `chosen` counts rows. */
export type Palette = {
  readonly field: TextField;
  readonly chosen: number;
  /** What could be read on the tiles before the list came above them: it may be answered from here, and nothing else. */
  readonly read: readonly ShownAsk[];
};

export type PaletteEntry = {
  /** By which it is remembered. */
  readonly id: string;
  readonly name: string;
  /** What else it is called: found, too, but not shown. */
  readonly also: string;
  /** What stands at the right: its keys, or an agent's state. */
  readonly aside: string;
  /** Why it would do nothing now, as a sentence. */
  readonly disabled: string | null;
  readonly does:
    | { readonly type: 'action'; readonly action: ActionName }
    | { readonly type: 'agent'; readonly agent: AgentId }
    | { readonly type: 'layout'; readonly layout: LayoutName }
    | { readonly type: 'grouping'; readonly grouping: GroupingName }
    /** Types the key that leaves TYPE, which no one could type otherwise. */
    | { readonly type: 'leave-key'; readonly key: string };
};

/** `now` is epoch ms. */
export function openPalette(model: ScreenModel, now: number): Act {
  const read = model.shownAsks.filter((ask) => isReadable(model, ask, now));
  return withOverlay(model, {
    type: 'palette',
    palette: { field: textField(''), chosen: 0, read },
  });
}

/** Those that are like what was typed, the likest first; of all the ones that were used last come first. */
export function paletteEntries(model: ScreenModel, { field }: Palette): readonly PaletteEntry[] {
  const recent = (id: string) => {
    const at = model.usedInPalette.indexOf(id);
    return at === -1 ? Number.MAX_SAFE_INTEGER : at;
  };
  return allEntries({ ...model, overlay: noOverlay })
    .flatMap((entry) => {
      const like =
        likeness(field.text, entry.name) ?? likeness(field.text, `${entry.name} ${entry.also}`);
      return like ? [{ entry, score: field.text.trim() === '' ? 0 : like.score }] : [];
    })
    .sort(
      (left, right) => right.score - left.score || recent(left.entry.id) - recent(right.entry.id),
    )
    .map(({ entry }) => entry);
}

export function chosenEntry(model: ScreenModel, palette: Palette): PaletteEntry | null {
  const entries = paletteEntries(model, palette);
  return entries[Math.min(palette.chosen, entries.length - 1)] ?? null;
}

function allEntries(model: ScreenModel): readonly PaletteEntry[] {
  return [
    ...actionEntries(model),
    ...layoutEntries(model),
    ...groupingEntries(model),
    ...leaveKeyEntries(model),
    ...agentEntries(model),
  ];
}

function actionEntries(model: ScreenModel): readonly PaletteEntry[] {
  return model.bindings.flatMap((binding) => {
    const actions = [...new Set(Object.values(binding.keys))];
    return actions.filter(isListed).map((action) => ({
      id: action,
      name: actionWords(binding, action),
      also: `${action.replaceAll('-', ' ')} ${binding.hint?.word ?? ''}`,
      aside: Object.entries(binding.keys)
        .filter(([, bound]) => bound === action)
        .map(([key]) => keyLabel(key))
        .join(' '),
      disabled: binding.disabled(model) ?? whyIdle(model, action),
      does: { type: 'action', action } as const,
    }));
  });
}

/** Agents are listed by name; and one is in the palette already. */
function isListed(action: ActionName): boolean {
  return !action.startsWith('tile-') && action !== 'palette';
}

function layoutEntries(model: ScreenModel): readonly PaletteEntry[] {
  return layoutNames.map((layout) => ({
    id: `layout ${layout}`,
    name: `layout ${layout}: ${layoutWords[layout]}`,
    also: '',
    aside: layoutIn(model) === layout ? 'now' : '',
    disabled: null,
    does: { type: 'layout', layout },
  }));
}

function groupingEntries(model: ScreenModel): readonly PaletteEntry[] {
  return groupingNames.map((grouping) => ({
    id: `group-by ${grouping}`,
    name: `tiles ${groupingWords[grouping]}`,
    also: `group by ${grouping}`,
    aside: groupingIn(model) === grouping ? 'now' : '',
    disabled: whyNotGrouped(model, grouping),
    does: { type: 'grouping', grouping },
  }));
}

function leaveKeyEntries(model: ScreenModel): readonly PaletteEntry[] {
  const agent = selectedAgent(model);
  const ended = agent && !isLive(agent) ? `${agent.name} has ended: nothing reads its keys.` : null;
  return leaveKeysIn(model.settings.keys).map((key) => ({
    id: `leave-key ${key}`,
    name: `type ${keyLabel(key)} into the selected agent`,
    also: 'leave key',
    aside: '',
    disabled: noAgents(model) ?? ended,
    does: { type: 'leave-key', key },
  }));
}

function agentEntries({ roster }: ScreenModel): readonly PaletteEntry[] {
  return roster.map(({ id, number, name, state }) => ({
    id: `agent ${id}`,
    name: `go to ${name}`,
    also: `${number} ${lifecycles[state].word}`,
    aside: `${lifecycles[state].glyph} ${lifecycles[state].word}  ${number}`,
    disabled: null,
    does: { type: 'agent', agent: id },
  }));
}
