import type { Agent, AgentId } from '../../src/core/agent/agent.ts';
import type { InspectedFolder } from '../../src/core/codex/trust.ts';
import type { Refusal } from '../../src/core/host/host-commands.ts';
import type { Click } from '../../src/core/pointing/click.ts';
import { promptMemory } from '../../src/core/screen/prompt-memory.ts';
import type { Purpose } from '../../src/core/screen/purpose.ts';
import { act, screenModel } from '../../src/core/screen/screen-model.ts';
import type { ScreenEffect, ScreenEvent, ScreenModel } from '../../src/core/screen/screen-state.ts';
import {
  builtInProgramSettings,
  type ProgramSettings,
} from '../../src/core/settings/agent-settings.ts';
import type { SettingsNews } from '../../src/core/settings/settings-news.ts';
import type { Mouse } from '../../src/core/terminal/input-event.ts';
import { anAgent } from './fake-host.ts';
import { instantOf, key } from './scene.ts';

/** A screen that can be played: what it did so far, and where it stands. */
export type Played = {
  readonly model: ScreenModel;
  readonly effects: readonly ScreenEffect[];
};

export function start(
  agents: readonly Agent[],
  size = { columns: 120, rows: 40 },
  history: readonly string[] = [],
): Played {
  const model = screenModel({
    ...size,
    folder: '/home/ada/shop',
    homeFolder: '/home/ada',
    timeZone: 'UTC',
    notice: null,
    demo: false,
    prompts: promptMemory({ source: 'test', history }),
  });
  return play({ model, effects: [] }, { type: 'roster', roster: agents });
}

/** Keys are written as in the key table. `effects` are those of the last event. */
export function play(played: Played, ...events: readonly (ScreenEvent | string)[]): Played {
  return events.reduce<Played>((before, event) => {
    const happened = typeof event === 'string' ? key(event) : event;
    return act(before.model, happened, instantOf(happened));
  }, played);
}

export const selectedName = ({ model }: Played): string | undefined =>
  model.roster.find((agent) => agent.id === model.selected)?.name;

export const leave: ScreenEvent = { type: 'input', input: { type: 'leave' } };

export function typed(text: string): ScreenEvent {
  return { type: 'input', input: { type: 'raw', bytes: new TextEncoder().encode(text) } };
}

export function mouse(x: number, y: number, changed: Partial<Mouse> = {}): ScreenEvent {
  const report: Mouse = {
    action: 'press',
    button: 'left',
    x,
    y,
    shift: false,
    alt: false,
    ctrl: false,
    ...changed,
  };
  return { type: 'input', input: { type: 'mouse', mouse: report } };
}

/** Let go on the selected tile, where nothing is written. */
export function clickOn(number: number, changed: Partial<Click> = {}): ScreenEvent {
  return {
    type: 'clicked',
    agent: id(number),
    isChosen: true,
    place: null,
    line: { text: '', at: -1 },
    before: { text: changed.line?.text ?? '', ask: null },
    ctrl: false,
    alt: false,
    ...changed,
  };
}

export const focus = (focused: boolean): ScreenEvent => ({
  type: 'input',
  input: { type: 'focus', focused },
});

/** Those have been in view for long. */
export const painted = (...asks: readonly (readonly [AgentId, string])[]): ScreenEvent => ({
  type: 'painted',
  asks: asks.map(([agent, ask]) => ({ agent, ask })),
});

export const published = (...roster: readonly Agent[]): ScreenEvent => ({ type: 'roster', roster });

/** What the host says of a folder that a form names. */
export function inspected(trust: InspectedFolder['trust']): ScreenEvent {
  const folder: InspectedFolder = {
    cwd: '/home/ada/shop',
    trustRoot: '/home/ada/shop',
    trust,
    repository: '/home/ada/shop',
    hasConfig: true,
    hooks: 2,
  };
  return answered({ type: 'inspect-folder' }, folder);
}

export function answered(purpose: Purpose, value: unknown): ScreenEvent {
  return { type: 'replied', purpose, reply: { ok: true, value } };
}

export function refused(purpose: Purpose, error: Refusal): ScreenEvent {
  return { type: 'replied', purpose, reply: { ok: false, error } };
}

export function settled(
  program: Partial<ProgramSettings>,
  changed: Partial<SettingsNews> = {},
): ScreenEvent {
  const all = { ...builtInProgramSettings, ...program };
  return { type: 'settings', program: all, defaults: {}, problem: null, ...changed };
}

export type Change = Partial<Omit<Agent, 'id' | 'number'>>;

/** Agents a, b, c ... numbered from 1. */
export function agents(...changes: readonly Change[]): Agent[] {
  return changes.map((changed, index) =>
    anAgent({
      name: 'abcdefghijklmnopqrstuvwxyz'[index]!,
      ...changed,
      number: index + 1,
      id: `id-${index + 1}`,
    }),
  );
}

export const id = (number: number): AgentId => `id-${number}` as AgentId;

/** Those effects of the last event that are not about sizes. */
export const orders = ({ effects }: Played): readonly ScreenEffect[] =>
  effects.filter((effect) => effect.type !== 'watch');
