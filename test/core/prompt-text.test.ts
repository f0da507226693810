import { expect, it } from 'vitest';
import type { ScreenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { showsPaste } from '../../src/core/prompts/draft-match.ts';
import {
  pasteOf,
  pasteParts,
  promptProblem,
  promptText,
  promptTitle,
} from '../../src/core/prompts/prompt-text.ts';
import {
  holdsPrompt,
  promptInMarker,
  promptInRollout,
} from '../../src/core/prompts/taken-prompt.ts';

it.each([
  ['  one\r\ntwo\rthree \n', 'one\ntwo\nthree'],
  ['a\u001b[201~b\u001b[200~c', 'abc'],
  ['a\u001b[31mb\u0007\u009bc\u007f', 'a[31mbc'],
  ['tab\there', 'tab\there'],
  ['half \ud83d of one', 'half \ufffd of one'],
  ['\u3000日本語 👩‍👩‍👧 \\', '日本語 👩‍👩‍👧 \\'],
])('[PD6] what a terminal would take for more than text is cut out: %j', (given, text) => {
  expect(promptText(given)).toBe(text);
});

it('[PD6] a prompt without text, or of more than a megabyte, is told what to do', () => {
  expect(promptProblem(promptText(' \n\u0007 '))).toContain('empty');
  expect(promptProblem('é'.repeat(500_001))).toContain('1.0 MB');
  expect(promptProblem('é'.repeat(500_000))).toBeNull();
});

it.each([
  ['hello', 'send-as-text', 'hello '],
  ['/quit now', 'send-as-text', ' /quit now '],
  ['!rm', 'send-as-text', ' !rm '],
  ['/status', 'run', '/status '],
  ['!ls', 'run', '!ls '],
] as const)(
  '[PD7] blanks keep %j, to be %s, from being more or less than it is',
  (text, commands, pasted) => {
    expect(pasteOf(text, commands)).toBe(pasted);
  },
);

it('[PD7] the path of a picture alone is pasted in two parts', () => {
  expect(pasteParts(' /a/b/c.png ').join('')).toBe(' /a/b/c.png ');
  expect(pasteParts(' /a/b/c.png ')).toHaveLength(2);
  expect(pasteParts('look at /a/b/c.png, please ')).toHaveLength(1);
});

it('[PD7] a title is one short line', () => {
  expect(promptTitle('one\n  two\tthree')).toBe('one two three');
  expect(promptTitle('x'.repeat(500))).toHaveLength(120);
});

function draft(text: string, more: Partial<ScreenFacts> = {}): ScreenFacts {
  const isWhole = !text.includes('…');
  const common = { composer: 'draft', mode: 'prompt', thread: null, open: null } as const;
  return { ...common, draft: { text: text.replace('…', ''), isWhole }, ...more };
}

it.each([
  [draft('one two\nthree'), 'one two three ', true],
  [draft('one two three and more'), 'one two three ', false],
  [draft('my own one two three'), 'one two three ', false],
  [draft('two…'), 'one two three ', true],
  [draft('four…'), 'one two three ', false],
  [draft('[Pasted Content 1101 chars]'), `${'x'.repeat(1100)} `, true],
  [draft('[Pasted Content 900 chars]'), `${'x'.repeat(1100)} `, false],
  [draft('ls', { mode: 'shell' }), '!ls ', true],
  [draft('✅d'), '✅ ', true],
  [draft(''), '✅ ', false],
  [draft('one', { composer: 'hidden' }), 'one ', false],
])(
  '[PD8] a draft is ours when it shows all of it and nothing else, case %#',
  (facts, pasted, shown) => {
    expect(showsPaste(facts, pasted)).toBe(shown);
  },
);

it('[PD9] a marker tells of the root’s whole prompt, and of no subagent’s', () => {
  const text = 'long '.repeat(2_000);
  const marker = (more: object) =>
    `codex-grid-marker 1 UserPromptSubmit\n${JSON.stringify({ hook_event_name: 'UserPromptSubmit', prompt: text, ...more })}`;
  expect(promptInMarker(marker({}))).toBe(text);
  expect(promptInMarker(marker({ agent_id: 'child' }))).toBeNull();
  expect(promptInMarker(marker({}).replace('1 UserPromptSubmit', '1 Stop'))).toBeNull();
  expect(promptInMarker('codex-grid-marker 1 UserPromptSubmit\n{"prompt"')).toBeNull();
});

it('[PD9] a rollout tells of prompts in the form of today and of older codex', () => {
  const timestamp = '2026-11-21T10:00:00.000Z';
  const at = Date.parse(timestamp);
  const item = { type: 'UserMessage', content: [{ type: 'text', text: 'hello' }] };
  const today = { timestamp, type: 'event_msg', payload: { type: 'item_completed', item } };
  const older = {
    timestamp,
    type: 'event_msg',
    payload: { type: 'user_message', message: 'hello' },
  };
  expect(promptInRollout(JSON.stringify(today))).toMatchObject({ text: 'hello', at });
  expect(promptInRollout(JSON.stringify(older))).toMatchObject({ text: 'hello', at });
  expect(promptInRollout('{"type":"UserMessage"')).toBeNull();
});

it.each([
  ['hello', 'hello', true],
  ['one\ntwo', 'two', true],
  ['go on with two', 'two', false],
  ['what was asked for and more of it', 'what was asked for', true],
])('[PD9] codex took %j, and with it %j: %s', (taken, ours, holds) => {
  expect(holdsPrompt(taken, ours)).toBe(holds);
});
