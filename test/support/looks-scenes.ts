import type { Agent } from '../../src/core/agent/agent.ts';
import type { Digest } from '../../src/core/digest/digest.ts';
import { anAgent } from './fake-host.ts';
import { keys, minutes, type Scene } from './scene.ts';
import { four, frames, nine, sixteen } from './scene-agents.ts';
import { settled } from './screen-model.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const digests: readonly Digest[] = [
  {
    prompt: 'Make the login test stop flaking.',
    action: { text: 'cargo test login -- --nocapture', outcome: 'failed', exitCode: 101 },
    plan: { step: 'Read the clock once and pass it on', number: 2, steps: 4 },
    said: 'The clock is read twice; I will read it once and pass it on.',
  },
  {
    prompt: 'Ship the new checkout page.',
    action: { text: 'patch checkout.tsx cart.tsx', outcome: 'succeeded', exitCode: null },
    plan: null,
    said: 'I need to run the migration before the tests.',
  },
  {
    prompt: 'Write the upgrade guide.',
    action: { text: 'npm run docs', outcome: 'succeeded', exitCode: 0 },
    plan: { step: 'Proofread', number: 3, steps: 3 },
    said: 'Nothing else in the repository mentions the old names.',
  },
  {
    prompt: 'Why is the nightly build slow?',
    action: { text: 'gh run list --limit 20', outcome: 'declined', exitCode: null },
    plan: null,
    said: null,
  },
  {
    prompt: 'Bump the SDK to 36.',
    action: { text: './gradlew test', outcome: 'succeeded', exitCode: 0 },
    plan: { step: 'Fix what breaks', number: 2, steps: 2 },
    said: 'All 214 tests pass with SDK 36.',
  },
  {
    prompt: 'Find the leak in the importer.',
    action: { text: 'node --inspect import.js', outcome: 'failed', exitCode: 137 },
    plan: { step: 'Compare two heaps', number: 3, steps: 5 },
    said: 'The cache of rows is never emptied.',
  },
  {
    prompt: 'Rename Basket to Cart everywhere.',
    action: { text: 'patch cart.ts cart.test.ts routes.ts', outcome: 'succeeded', exitCode: null },
    plan: null,
    said: 'Shall the table be renamed, too?',
  },
];

const told = (agents: readonly Agent[]): readonly Agent[] =>
  agents.map((agent, index) => ({ ...agent, digest: digests[index % digests.length]! }));

const names = 'auth cart cli docs etl faq geo html infra jobs kit login mail news ops pay'.split(
  ' ',
);

const many = (count: number): readonly Agent[] =>
  told(
    Array.from({ length: count }, (_, index) => {
      const like = nine[index % nine.length]!;
      const name = `${names[index % names.length]}${index < names.length ? '' : `-${Math.floor(index / names.length)}`}`;
      return anAgent({
        ...like,
        id: `m${index}`,
        number: index + 1,
        name,
        since: minutes(index * 3),
      });
    }),
  );

const repositories = ['/home/ada/shop', '/home/ada/blog', '/srv/infra', '/home/ada/shop'];

const parted = (agents: readonly Agent[]): readonly Agent[] =>
  agents.map((agent, index) => ({
    ...agent,
    repository: repositories[(index * 7) % repositories.length]!,
  }));

const byRepository = settled({ groupBy: 'repository' });

/** Tiles that tell what agents have come to. */
export const looksScenes: Readonly<Record<string, Scene>> = {
  'digest-32-120x40': { ...at(120, 40), agents: many(32) },
  'digest-32-80x24': { ...at(80, 24), agents: many(32), events: keys('2') },
  'digest-64-120x40': { ...at(120, 40), agents: many(64) },
  'digest-64-80x24': { ...at(80, 24), agents: many(64) },
  'digest-64-200x60': { ...at(200, 60), agents: many(64) },
  'digest-four-120x40': { ...at(120, 40), agents: told(four), events: keys('2', 'm') },
  'digest-four-80x24': { ...at(80, 24), agents: told(four), events: keys('m') },
  'digest-four-40x12': { ...at(40, 12), agents: told(four), events: keys('m') },
  'digest-none-80x24': { ...at(80, 24), agents: four, events: keys('m') },
  'digest-live-80x24': { ...at(80, 24), agents: many(32), events: keys('m') },
  'digest-light-120x40': { ...at(120, 40), agents: many(32), background: 'light' },
  'digest-sixteen-colors-120x40': { ...at(120, 40), agents: many(32), colorDepth: '16' },
  'groups-120x40': { ...at(120, 40), agents: parted(nine), events: [byRepository] },
  'groups-200x60': { ...at(200, 60), agents: parted(sixteen), events: [byRepository] },
  'groups-80x24': { ...at(80, 24), agents: parted(nine), events: [byRepository] },
  'groups-digest-120x40': { ...at(120, 40), agents: parted(many(32)), events: [byRepository] },
  'help-filter-80x24': { ...at(80, 24), agents: four, events: keys('?', '/', ...'mark') },
  'help-filter-120x40': { ...at(120, 40), agents: four, events: keys('?', '/', ...'page') },
  'help-filter-none-80x24': { ...at(80, 24), agents: four, events: keys('?', '/', ...'zq') },
  'digest-no-color-120x40': { ...at(120, 40), agents: many(32), colorDepth: 'none' },
};
