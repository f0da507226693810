import { expect, it } from 'vitest';
import { freeName } from '../../src/core/agent/free-name.ts';
import { someAgent } from '../support/some-agent.ts';

it.each([
  ['api', 'api'],
  ['my app', 'my-app'],
  ['.codex', 'codex'],
  ['tea (green)', 'tea-green'],
  ['茶館', '茶館'],
  ['42', 'agent'],
  ['', 'agent'],
  ['a'.repeat(80), 'a'.repeat(36)],
])(
  '[FL44] an agent that is named after a folder gets a name like it: "%s" -> "%s"',
  (text, name) => {
    expect(freeName(text, [])).toBe(name);
  },
);

it('[FL44] a name that is taken gets a number', () => {
  expect(freeName('my app', [someAgent({ name: 'my-app' })])).toBe('my-app-2');
});
