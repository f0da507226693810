import type { Agent } from '../../src/core/agent/agent.ts';
import { keys, type Scene } from './scene.ts';
import { docs, four, frames } from './scene-agents.ts';
import { answered } from './screen-model.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const muted: readonly Agent[] = four.map((agent) =>
  agent.id === docs.id
    ? { ...agent, muted: true, badges: [...agent.badges, { text: 'muted', tone: 'quiet' }] }
    : agent,
);

const said = answered({ type: 'mute', names: [docs.name], notices: 'muted' }, []);

/** What is told of agents, and of their account. */
export const noticingScenes: Readonly<Record<string, Scene>> = {
  'muted-80x24': { ...at(80, 24), agents: muted, events: [...keys('3', 'M'), said] },
  'muted-120x40': { ...at(120, 40), agents: muted },
};
