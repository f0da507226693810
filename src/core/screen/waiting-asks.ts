import type { Agent, AgentId, Roster } from '../agent/agent.ts';
import type { PendingAsk } from '../asks/pending-ask.ts';
import { type LifecycleName, lifecycles } from '../lifecycle/lifecycle-table.ts';
import { screenLayout } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';

/** One request of one agent; no other has both ids. */
export type AskName = { readonly agent: AgentId; readonly ask: string };

/** An agent with what it waits for, as they were when somebody looked. */
export type Asking = { readonly agent: Agent; readonly ask: PendingAsk };

/** `at` is when this screen first painted it, from when on it was in view. Epoch ms. */
export type ShownAsk = AskName & { readonly at: number };

/** Time to see what one answers: a key that was under way when it came up was meant for something else. */
const readingMs = 300;

export function askNameOf({ agent, ask }: Asking): AskName {
  return { agent: agent.id, ask: ask.id };
}

export function isSameAsk(left: AskName, right: AskName): boolean {
  return left.agent === right.agent && left.ask === right.ask;
}

/** What an agent waits for; null while it does not, or is being stopped. */
export function pendingAskOf(agent: Agent): PendingAsk | null {
  if (agent.stopping !== null) return null;
  return agent.ask ?? unnamedAskOf(agent);
}

/** Whoever waits is listed, also where the host knows no more than the state. */
function unnamedAskOf({ state, since, detail }: Agent): PendingAsk | null {
  const kind = askKindOf(state);
  if (kind === null) return null;
  return {
    id: `${kind} since ${since}`,
    kind,
    title: detail || lifecycles[kind].word,
    subject: null,
    reason: null,
    subagent: null,
    since,
    choices: [],
    problem: 'what it asks shows only in the agent itself',
  };
}

function askKindOf(state: LifecycleName): PendingAsk['kind'] | null {
  return state === 'approval' || state === 'question' || state === 'dialog' ? state : null;
}

/** All that wait, the longest wait first. */
export function asksIn(roster: Roster): readonly Asking[] {
  return roster
    .flatMap((agent) => {
      const ask = pendingAskOf(agent);
      return ask ? [{ agent, ask }] : [];
    })
    .toSorted(
      (left, right) => left.ask.since - right.ask.since || left.agent.number - right.agent.number,
    );
}

/** Those that a person can read on the screen: on tiles in view, or in the inbox the selected one. */
export function asksInView(model: ScreenModel): readonly AskName[] {
  const { overlay } = model;
  const { tooSmall, tiles } = screenLayout(model);
  if (tooSmall) return [];
  if (overlay.type === 'inbox') return [askNameOf(overlay.inbox.selected)];
  if (overlay.type !== 'none') return [];
  return asksIn(tiles.map(({ agent }) => agent)).map(askNameOf);
}

/** The screen painted those. One that was in view before keeps its instant. `now` is epoch ms. */
export function takePainted(
  model: ScreenModel,
  painted: readonly AskName[],
  now: number,
): ScreenModel {
  const known = model.shownAsks;
  const shownAsks = painted.map(
    (name) => known.find((shown) => isSameAsk(shown, name)) ?? { ...name, at: now },
  );
  const isSame =
    shownAsks.length === known.length && shownAsks.every((shown, at) => shown === known[at]);
  return isSame ? model : { ...model, shownAsks };
}

/** Whether a person has had the time to read it on this screen. `now` is epoch ms. */
export function isReadable(model: ScreenModel, name: AskName, now: number): boolean {
  return model.shownAsks.some((shown) => {
    // Shown in the future: the clock was set back meanwhile.
    const isLongShown = now - shown.at >= readingMs || now < shown.at;
    return isLongShown && isSameAsk(shown, name);
  });
}
