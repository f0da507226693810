import * as v from 'valibot';
import type { AgentId } from '../agent/agent.ts';
import type { SessionMatch } from '../finding/said-in-sessions.ts';
import type { ScreenMatch } from '../finding/screen-matches.ts';
import type { Reply } from '../host/host-commands.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import { listSteps, searchTable } from '../overlay-keys/list-tables.ts';
import type { Key } from '../terminal/input-event.ts';
import { openTranscriptAt } from '../transcript-view/desk.ts';
import type { Purpose } from './purpose.ts';
import {
  type Act,
  agentOf,
  closeOverlay,
  type ScreenEffect,
  type ScreenEvent,
  type ScreenModel,
  select,
  unchanged,
  withNotice,
  withOverlay,
} from './screen-state.ts';
import { editText, insertWords, type TextField, textField } from './text-field.ts';

/** A text that is looked for on all screens and in all transcripts, and where it was found as they stood. `chosen` counts rows. */
export type ScreenSearch = {
  readonly field: TextField;
  readonly found: SearchFound | null;
  readonly said: SearchSaid;
  /** Counts what was looked for, so that each is asked again by one chain of requests only. */
  readonly turn: number;
  readonly chosen: number;
};

type SearchFound = {
  readonly text: string;
  readonly matches: readonly ScreenMatch[];
  readonly left: number;
};

/** In the order in which it was found: what comes later stands below, and nothing moves. */
type SearchSaid = {
  readonly matches: readonly (SessionMatch & { readonly agent: AgentId })[];
  readonly phase: 'searching' | 'searched';
};

const nothingSaid: SearchSaid = { matches: [], phase: 'searched' };

/** A row of what was found; on a screen it has no path. */
export type SearchMatch = ScreenMatch | SearchSaid['matches'][number];

export function openSearch(model: ScreenModel): Act {
  const field = textField('');
  return withSearch(model, { field, found: null, said: nothingSaid, turn: 0, chosen: 0 });
}

export function pressInSearch(model: ScreenModel, search: ScreenSearch, key: Key): Act {
  const action = actionOf(searchTable, key);
  if (action === 'close') return closeOverlay(model);
  if (action === 'take') return goThere(model, search);
  if (action !== null) {
    return withSearch(model, { ...search, chosen: stepped(search, listSteps[action]) });
  }
  const edited = editText(search.field, key);
  return edited ? withField(model, search, edited) : unchanged(model);
}

export function pasteIntoSearch(model: ScreenModel, search: ScreenSearch, text: string): Act {
  return withField(model, search, insertWords(search.field, text));
}

function stepped({ found, said, chosen }: ScreenSearch, by: number): number {
  const last = Math.max(0, (found?.matches.length ?? 0) + said.matches.length - 1);
  return Math.max(0, Math.min(last, Math.min(chosen, last) + by));
}

/** One letter stands on every screen. */
const leastLetters = 2;

/** Whoever writes on wants what is written then; files are read for each. */
const pauseMs = 250;

/** Agents go on while one reads: so the screens are looked at again for as long as the list is open. */
const againMs = 1000;

function withField(model: ScreenModel, search: ScreenSearch, field: TextField): Act {
  const text = field.text.trim();
  const turn = search.turn + 1;
  if (text.length < leastLetters) {
    return withSearch(model, { field, found: null, said: nothingSaid, turn, chosen: 0 });
  }
  if (text === search.field.text.trim()) return withSearch(model, { ...search, field });
  const said = { matches: [], phase: 'searching' } as const;
  const opened = withSearch(model, { ...search, field, said, turn, chosen: 0 });
  const agents = model.roster.map(({ id }) => id);
  return {
    model: opened.model,
    effects: [
      lookOnScreens(text, turn, 0),
      { type: 'search-transcripts', text, turn, agents, delayMs: pauseMs },
    ],
  };
}

/** Whether an answer to what was looked for would still be read. */
export function isSought({ overlay }: ScreenModel, turn: number): boolean {
  return overlay.type === 'search' && overlay.search.turn === turn;
}

/** Of one agent after the other; null once all were searched. */
export function takeSaid(
  model: ScreenModel,
  { turn, found }: Extract<ScreenEvent, { type: 'transcript-searched' }>,
): Act {
  const { overlay } = model;
  if (overlay.type !== 'search' || overlay.search.turn !== turn) return unchanged(model);
  const { search } = overlay;
  const said: SearchSaid =
    found === null
      ? { ...search.said, phase: 'searched' }
      : {
          ...search.said,
          matches: [
            ...search.said.matches,
            ...found.matches.map((match) => ({ ...match, agent: found.agent })),
          ],
        };
  return withSearch(model, { ...search, said });
}

function lookOnScreens(text: string, turn: number, delayMs: number): ScreenEffect {
  return {
    type: 'request',
    purpose: { type: 'search', text, turn },
    command: { type: 'grep', text, agents: 'all' },
    delayMs,
  };
}

const replySchema = v.object({
  matches: v.array(
    v.object({
      agent: v.custom<AgentId>((id) => typeof id === 'string'),
      row: v.number(),
      text: v.string(),
      at: v.number(),
      length: v.number(),
    }),
  ),
  left: v.number(),
});

/** An answer to what is not looked for any more is let go. */
export function takeSearched(
  model: ScreenModel,
  { text, turn }: Extract<Purpose, { type: 'search' }>,
  reply: Reply,
): Act {
  const { overlay } = model;
  if (overlay.type !== 'search' || overlay.search.turn !== turn) return unchanged(model);
  if (!reply.ok) return withNotice(model, reply.error.message);
  const parsed = v.safeParse(replySchema, reply.value);
  if (!parsed.success) return unchanged(model);
  const found = { text, ...parsed.output };
  const isNews = JSON.stringify(found) !== JSON.stringify(overlay.search.found);
  return {
    model: isNews ? withSearch(model, { ...overlay.search, found }).model : model,
    effects: [lookOnScreens(text, turn, againMs)],
  };
}

/** Matches of agents that are gone meanwhile are none. */
export function searchMatches(
  model: ScreenModel,
  { found, said }: ScreenSearch,
): readonly SearchMatch[] {
  const all = [...(found?.matches ?? []), ...said.matches];
  return all.filter(({ agent }) => agentOf(model, agent) !== null);
}

function goThere(model: ScreenModel, search: ScreenSearch): Act {
  const matches = searchMatches(model, search);
  const match = matches[Math.min(search.chosen, matches.length - 1)];
  if (!match) return unchanged(model);
  const there = select(closeOverlay(model).model, match.agent);
  const agent = agentOf(model, match.agent);
  if (!('path' in match) || !agent) return there;
  const opened = openTranscriptAt(there.model, agent, {
    ...match,
    pattern: search.field.text.trim(),
  });
  return { model: opened.model, effects: [...there.effects, ...opened.effects] };
}

function withSearch(model: ScreenModel, search: ScreenSearch): Act {
  return withOverlay(model, { type: 'search', search });
}
