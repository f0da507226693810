import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { agentScenes } from './agent-scenes.ts';
import { askScenes } from './ask-scenes.ts';
import { broadcastScenes } from './broadcast-scenes.ts';
import { colorScenes, newcomerScenes } from './color-scenes.ts';
import { diffScenes } from './diff-scenes.ts';
import { findingScenes } from './finding-scenes.ts';
import { looksScenes } from './looks-scenes.ts';
import { mouseScenes } from './mouse-scenes.ts';
import { noticingScenes } from './noticing-scenes.ts';
import { key, keys, minutes, type Scene } from './scene.ts';
import { api, four, frames, hostile, killed, nine, sixteen, web } from './scene-agents.ts';
import { inspected } from './screen-model.ts';
import { inOtherSizes } from './size-scenes.ts';
import { transcriptScenes } from './transcript-scenes.ts';

const leave: ScreenEvent = { type: 'input', input: { type: 'leave' } };

const prompted = {
  at: minutes(7),
  witness: 'marker',
  says: 'UserPromptSubmit turn 11a0',
  rule: 'turn-ahead-of-in-band',
};
const blocked = {
  at: minutes(6),
  witness: 'in-band',
  says: 'state=blocked kind=permission',
  rule: 'in-band-blocked',
};

const why: ScreenEvent = {
  type: 'replied',
  purpose: { type: 'why', agent: web.id },
  reply: {
    ok: true,
    value: {
      agent: web,
      why: [
        { ...prompted, state: 'working', changed: true },
        {
          at: minutes(6) - 240,
          witness: 'marker',
          says: 'PermissionRequest: npm run migrate',
          rule: null,
          state: 'working',
          changed: false,
        },
        {
          at: minutes(6) - 200,
          witness: 'marker',
          says: 'PostToolUse turn 0f11',
          rule: 'marker-of-older-turn',
          state: 'working',
          changed: false,
        },
        { ...blocked, state: 'approval', changed: true },
      ],
      transitions: [
        { ...prompted, state: 'working', detail: null },
        { ...blocked, state: 'approval', detail: 'npm run migrate' },
      ],
      disagreements: [
        {
          witness: 'rollout',
          says: 'the turn completed',
          since: minutes(7) + 900,
          state: 'working',
          rule: 'in-band-working',
          end: { ...blocked, state: 'approval', detail: 'npm run migrate' },
        },
      ],
    },
  },
};

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const ownScenes: Readonly<Record<string, Scene>> = {
  'empty-80x24': at(80, 24),
  'empty-demo-120x40': { ...at(120, 40), demo: true },
  'one-80x24': { ...at(80, 24), agents: [api] },
  'one-40x12': { ...at(40, 12), agents: [api] },
  'four-80x24': { ...at(80, 24), agents: four },
  'four-120x40': { ...at(120, 40), agents: four },
  'four-200x60': { ...at(200, 60), agents: four },
  'four-40x12': { ...at(40, 12), agents: four },
  'four-demo-120x40': { ...at(120, 40), agents: four, demo: true },
  'four-light-120x40': { ...at(120, 40), agents: four, background: 'light' },
  'four-sixteen-colors-120x40': { ...at(120, 40), agents: four, colorDepth: '16' },
  'four-no-color-120x40': { ...at(120, 40), agents: four, colorDepth: 'none' },
  'nine-120x40': { ...at(120, 40), agents: nine },
  'nine-80x24': { ...at(80, 24), agents: nine },
  'sixteen-200x60': { ...at(200, 60), agents: sixteen },
  'sixteen-120x40': { ...at(120, 40), agents: sixteen },
  'sixteen-80x24-page-2': { ...at(80, 24), agents: sixteen, events: keys('m', ']') },
  'selected-approval-80x24': { ...at(80, 24), agents: four, events: keys('w') },
  'selected-ended-120x40': { ...at(120, 40), agents: [api, web, killed], events: keys('5') },
  'nine-160x48': { ...at(160, 48), agents: nine, events: keys('2') },
  'zoom-120x40': { ...at(120, 40), agents: four, events: keys('z') },
  'selected-approval-120x40': { ...at(120, 40), agents: four, events: keys('w') },
  'new-agent-120x40': { ...at(120, 40), agents: four, events: keys('n') },
  'type-120x40': { ...at(120, 40), agents: four, events: keys('3', 'Enter') },
  'type-80x24': { ...at(80, 24), agents: four, events: keys('Enter') },
  'type-no-color-80x24': { ...at(80, 24), agents: four, events: keys('Enter'), colorDepth: 'none' },
  'type-notice-80x24': {
    ...at(80, 24),
    agents: four,
    events: [
      ...keys('Enter'),
      { type: 'noticed', message: 'The disk is nearly full: 12 MB are left in /home/ada.' },
    ],
  },
  'zoom-80x24': { ...at(80, 24), agents: four, events: keys('2', 'z') },
  'zoom-200x60': { ...at(200, 60), agents: four, events: keys('z') },
  'left-typing-80x24': { ...at(80, 24), agents: four, events: [key('Enter'), leave] },
  'help-80x24': { ...at(80, 24), agents: four, events: keys('?') },
  'help-scrolled-80x24': { ...at(80, 24), agents: four, events: keys('?', 'PageDown', 'PageDown') },
  'help-120x40': { ...at(120, 40), agents: four, events: keys('?') },
  'quit-80x24': { ...at(80, 24), agents: four, events: keys('q') },
  'quit-no-color-80x24': {
    ...at(80, 24),
    agents: four,
    events: keys('q', 'Down'),
    colorDepth: 'none',
  },
  'stopping-80x24': { ...at(80, 24), agents: four, events: keys('q', 's') },
  'stop-80x24': { ...at(80, 24), agents: four, events: keys('x') },
  'new-agent-80x24': { ...at(80, 24), agents: four, events: keys('n') },
  'new-agent-problem-80x24': {
    ...at(80, 24),
    agents: four,
    events: [
      ...keys('n', 'Ctrl+U', 'a', 'p', 'i', 'Enter'),
      inspected('trusted'),
      {
        type: 'replied',
        purpose: { type: 'new-agent' },
        reply: {
          ok: false,
          error: {
            code: 'failed',
            message: 'The name "api" is taken: choose another, or remove the ended agent first.',
          },
        },
      },
    ],
  },
  'new-agent-prompt-40x12': { ...at(40, 12), agents: [api], events: keys('n', 'Up') },
  'new-agent-40x12': { ...at(40, 12), agents: [api], events: keys('n') },
  'why-120x40': { ...at(120, 40), agents: four, events: [...keys('2', 'o'), why] },
  'why-asked-80x24': { ...at(80, 24), agents: four, events: keys('o') },
  'notice-80x24': { ...at(80, 24), agents: four, events: keys('E') },
  'notice-40x12': { ...at(40, 12), agents: [api], events: keys('E') },
  ...agentScenes,
  ...transcriptScenes,
  ...broadcastScenes,
  ...looksScenes,
  ...noticingScenes,
  ...findingScenes,
  ...mouseScenes,
  ...colorScenes,
  ...newcomerScenes,
  ...diffScenes,
  ...askScenes,
  'wide-and-hostile-80x24': { ...at(80, 24), agents: hostile },
  'wide-and-hostile-120x40': { ...at(120, 40), agents: hostile },
  'wide-and-hostile-40x12': { ...at(40, 12), agents: hostile, events: keys('Enter') },
  'too-small-39x12': { ...at(39, 12), agents: four },
  'too-small-12x3': { ...at(12, 3), agents: four },
};

/** Every picture that is kept under test/screens/frames, by the name of its file. */
export const scenes: Readonly<Record<string, Scene>> = { ...ownScenes, ...inOtherSizes(ownScenes) };
