import type { Agent } from '../../src/core/agent/agent.ts';
import { keys, minutes, type Scene } from './scene.ts';
import { docs, four, frames, infra } from './scene-agents.ts';
import { answered } from './screen-model.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const muted: readonly Agent[] = four.map((agent) =>
  agent.id === docs.id
    ? { ...agent, muted: true, badges: [...agent.badges, { text: 'muted', tone: 'quiet' }] }
    : agent,
);

const said = answered({ type: 'mute', names: [docs.name], notices: 'muted' }, []);

const limits = {
  at: minutes(3),
  windows: [
    { usedPercent: 100, windowMinutes: 300, resetsAt: minutes(-95) },
    { usedPercent: 61, windowMinutes: 10_080, resetsAt: minutes(-60 * 60) },
  ],
};

const limited: readonly Agent[] = four.map((agent) =>
  agent.id === infra.id
    ? {
        ...agent,
        detail: 'You’ve hit your usage limit. Upgrade to Pro or try again at 10:28 AM.',
        limits,
        limitedUntil: minutes(-95),
      }
    : agent,
);

/** What is told of agents, and of their account. */
export const noticingScenes: Readonly<Record<string, Scene>> = {
  'muted-80x24': { ...at(80, 24), agents: muted, events: [...keys('3', 'M'), said] },
  'muted-120x40': { ...at(120, 40), agents: muted },
  'limits-80x24': { ...at(80, 24), agents: limited },
  'limits-120x40': { ...at(120, 40), agents: limited },
  'limits-200x60': { ...at(200, 60), agents: limited, events: keys('4') },
  'limits-no-color-120x40': { ...at(120, 40), agents: limited, colorDepth: 'none' },
};
