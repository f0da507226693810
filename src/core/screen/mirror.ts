import * as v from 'valibot';
import type { Agent, AgentId } from '../agent/agent.ts';
import type { Reply } from '../host/host-commands.ts';
import { type Mirrored, type mirroredKeys, mirrorState } from '../prompts/mirrored-keys.ts';
import type { Key } from '../terminal/input-event.ts';
import { plainText } from '../text/plain-text.ts';
import { clustersOf } from '../text/text-width.ts';
import { keyLabel, leaveKeysIn } from './bindings.ts';
import { keyText } from './key-text.ts';
import { markedAgents } from './marks.ts';
import { ask } from './questions.ts';
import {
  type Act,
  agentOf,
  type Mode,
  type ScreenEffect,
  type ScreenModel,
  unchanged,
  withNotice,
} from './screen-state.ts';
import { insertableText } from './text-editor.ts';

export type MirrorMode = Extract<Mode, { type: 'mirror' }>;

/** Somebody who looks away must not go on typing at many without knowing. */
const idleMs = 30_000;

/** A longer paste is a prompt, and better sent as one. UTF-16 units. */
const pasteLimit = 100_000;

/** Keys as `keyText` writes them, and as the host calls those that it mirrors. */
const hostKeys: ReadonlyMap<string, (typeof mirroredKeys)[number]> = new Map([
  ['Enter', 'Enter'],
  ['Backspace', 'BSpace'],
  ['Delete', 'DC'],
  ['Left', 'Left'],
  ['Right', 'Right'],
  ['Home', 'Home'],
  ['End', 'End'],
  ['Ctrl+J', 'C-j'],
  ['Alt+Enter', 'C-j'],
  ['Shift+Enter', 'C-j'],
  ['Ctrl+A', 'C-a'],
  ['Ctrl+E', 'C-e'],
  ['Ctrl+U', 'C-u'],
  ['Ctrl+K', 'C-k'],
  ['Ctrl+W', 'C-w'],
  ['Ctrl+Left', 'C-Left'],
  ['Ctrl+Right', 'C-Right'],
  ['Alt+b', 'M-b'],
  ['Alt+f', 'M-f'],
  ['Alt+Backspace', 'M-BSpace'],
]);

/** What is typed goes to the marked agents from now on, but to those that could take it for something else. */
export function startMirror(model: ScreenModel, now: number): Act {
  const agents = markedAgents(model);
  const left = agents.flatMap((agent) => leftOut(agent, barrier(agent)));
  const open = agents.map(({ id }) => id).filter((id) => left.every(({ agent }) => agent !== id));
  if (open.length === 0) {
    const why = leftText(model, left);
    return withNotice(model, `None of the marked agents can be typed into: ${why}.`);
  }
  const mode: MirrorMode = { type: 'mirror', agents: open, left, hasBegun: false, typedAt: now };
  return { model: { ...model, mode, notice: null }, effects: [alarmAfter(now)] };
}

/** A key while it lasts: only the leave key ends it, and nothing is a command. */
export function pressInMirror(
  model: ScreenModel,
  mode: MirrorMode,
  pressed: { readonly key: Key; readonly now: number },
): Act {
  const text = keyText(pressed.key);
  if (leaveKeysIn(model.settings.keys).includes(text)) {
    return unchanged({ ...model, mode: { type: 'grid' }, notice: null });
  }
  const what = mirrored(pressed.key);
  if (what) return typeAtAll(model, mode, { what, now: pressed.now });
  return withNotice(model, `${keyLabel(text)} is not mirrored: it is no key for a text.`);
}

export function pasteInMirror(
  model: ScreenModel,
  mode: MirrorMode,
  pasted: { readonly text: string; readonly now: number },
): Act {
  const text = insertableText(pasted.text);
  if (text === '') return unchanged(model);
  if (text.length > pasteLimit) {
    return withNotice(model, 'That is too long to be mirrored: send it as a prompt.');
  }
  return typeAtAll(model, mode, { what: { type: 'text', text }, now: pasted.now });
}

function mirrored(key: Key): Mirrored | null {
  const name = hostKeys.get(keyText(key));
  if (name !== undefined) return { type: 'key', key: name };
  if (key.ctrl || key.alt) return null;
  if (key.name === 'Space') return { type: 'text', text: ' ' };
  return clustersOf(key.name).length === 1 ? { type: 'text', text: key.name } : null;
}

function typeAtAll(
  model: ScreenModel,
  mode: MirrorMode,
  { what, now }: { readonly what: Mirrored; readonly now: number },
): Act {
  return {
    model: { ...model, mode: { ...mode, hasBegun: true, typedAt: now }, notice: null },
    effects: [
      {
        type: 'request',
        purpose: { type: 'mirror' },
        command: {
          type: 'mirror',
          agents: [...mode.agents],
          what,
          at: mode.hasBegun ? 'going on' : 'beginning',
        },
      },
      alarmAfter(now),
    ],
  };
}

const leftSchema = v.array(
  v.object({ agent: v.custom<AgentId>((id) => typeof id === 'string'), why: v.string() }),
);

/** The host told whom it left out: what they have of the text is not whole, so they get no more of it. */
export function takeMirrored(model: ScreenModel, reply: Reply): Act {
  if (model.mode.type !== 'mirror') return unchanged(model);
  if (!reply.ok) return tellOver(model, reply.error.message);
  const told = v.safeParse(leftSchema, reply.value);
  return unchanged(told.success ? withoutLeft(model, told.output) : model);
}

/** Whoever waits, ends or is removed gets no more. */
export function mirrorOver(model: ScreenModel): ScreenModel {
  const { mode } = model;
  if (mode.type !== 'mirror') return model;
  const left = mode.agents.flatMap((id) => {
    const agent = agentOf(model, id);
    return agent ? leftOut(agent, barrier(agent)) : [{ agent: id, why: 'it is removed' }];
  });
  return withoutLeft(model, left);
}

function withoutLeft(model: ScreenModel, more: MirrorMode['left']): ScreenModel {
  const { mode } = model;
  const fresh =
    mode.type === 'mirror' ? more.filter(({ agent }) => mode.agents.includes(agent)) : [];
  if (mode.type !== 'mirror' || fresh.length === 0) return model;
  const agents = mode.agents.filter((id) => fresh.every(({ agent }) => agent !== id));
  const left = [...fresh, ...mode.left];
  if (agents.length === 0) {
    const why = leftText(model, left);
    const whose = why === '' ? '' : `: ${why}`;
    return tellOver(model, `No agent is left that can be typed into${whose}.`).model;
  }
  return { ...model, mode: { ...mode, agents, left } };
}

/** The alarm rang: it is over when nothing was typed for long. */
export function endIdleMirror(model: ScreenModel, now: number): Act {
  const { mode } = model;
  if (mode.type !== 'mirror' || now < mode.typedAt + idleMs) return unchanged(model);
  return tellOver(model, 'Nothing was typed for 30 seconds.');
}

/** What is typed next must not become a command, so it is told in a question. */
function tellOver(model: ScreenModel, why: string): Act {
  const over: ScreenModel = { ...model, mode: { type: 'grid' }, notice: null };
  return ask(over, { type: 'mirror-over', why });
}

function barrier({ state, task, stopping }: Agent): string | null {
  if (task === 'command') return 'it is a command';
  return stopping === null ? mirrorState(state) : 'it is being stopped';
}

function leftOut(agent: Agent, why: string | null): MirrorMode['left'] {
  return why === null ? [] : [{ agent: agent.id, why }];
}

function alarmAfter(now: number): ScreenEffect {
  return { type: 'alarm', at: now + idleMs };
}

/** Who gets what is typed, and who does not and why, the newest first: the banner's words. */
export function mirrorWords(model: ScreenModel, mode: MirrorMode): string {
  const names = mode.agents.map((id) => plainText(agentOf(model, id)?.name ?? '')).join(', ');
  const others = leftText(model, mode.left);
  return others === '' ? `Keys go to ${names}` : `Keys go to ${names}, not to ${others}`;
}

/** Of those that are still there. */
function leftText(model: ScreenModel, left: MirrorMode['left']): string {
  const each = left.flatMap(({ agent: id, why }) => {
    const agent = agentOf(model, id);
    return agent ? [`${plainText(agent.name)} (${why})`] : [];
  });
  return each.join(', ');
}
