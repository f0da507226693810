import { byKey, byModel, type Move, readingTime, type Scenario, starts } from './scenario.ts';
import { answers, question, say } from './scripts.ts';

const script = answers({
  go: [[question], [say('You chose.')]],
  plan: [[say('<proposed_plan>\n# Tea\n1. Boil water.\n</proposed_plan>')]],
});
const asked: readonly Move[] = [{ wait: 'question' }, { see: /Which colour/ }, readingTime];
/** Not before the first turn: a mode that is chosen while codex prepares its session is forgotten. */
const intoPlanMode: readonly Move[] = [
  { wait: 'ready' },
  { do: 'prompt', text: 'hello' },
  { wait: 'done' },
  { do: 'press', keys: ['BTab'] },
  { see: /Plan mode \(shift/ },
];
const hello = [byKey('working'), byModel('done')];

/** Turns in which codex asks its user something. */
export const questions: readonly Scenario[] = [
  {
    name: 'question-answered',
    script,
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      ...asked,
      { do: 'press', keys: ['Enter'] },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      byKey('working'),
      byModel('question', /^Which colour\?$/),
      byKey('working'),
      byModel('done', /^You chose\.$/),
    ],
  },
  {
    name: 'question-cancelled',
    script,
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      ...asked,
      { do: 'press', keys: ['Escape'] },
      { wait: 'interrupted' },
    ],
    states: [...starts, byKey('working'), byModel('question'), byKey('interrupted')],
  },
  {
    name: 'question-in-plan-mode',
    script,
    moves: [
      ...intoPlanMode,
      { do: 'prompt', text: 'go' },
      ...asked,
      { do: 'press', keys: ['Enter'] },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      ...hello,
      byKey('working'),
      byModel('question'),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'plan-carried-out',
    script,
    moves: [
      ...intoPlanMode,
      { do: 'prompt', text: 'plan' },
      { see: /Implement this plan/ },
      { do: 'press', keys: ['Enter'] },
      { wait: 'working' },
      { wait: 'done' },
    ],
    states: [
      ...starts,
      ...hello,
      byKey('working'),
      byModel('done'),
      byKey('working'),
      byModel('done'),
    ],
  },
  {
    name: 'plan-declined',
    script,
    moves: [
      ...intoPlanMode,
      { do: 'prompt', text: 'plan' },
      { see: /Implement this plan/ },
      { do: 'press', keys: ['Escape'] },
      { see: /^(?![\s\S]*Implement this plan)/ },
    ],
    // The turn is over when codex offers to carry the plan out, and so codex says: the offer is a menu of the composer's.
    states: [...starts, ...hello, byKey('working'), byModel('done')],
  },
];
