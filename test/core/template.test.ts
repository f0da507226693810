import { expect, it } from 'vitest';
import { fieldsIn, filledTemplate } from '../../src/core/prompts/template.ts';

const receivers = [
  { name: 'api', cwd: '/srv/api', branch: 'main' },
  { name: 'web', cwd: '/srv/$&', branch: 'fix' },
];

it('[SB20] each receiver gets its own text', () => {
  expect(filledTemplate('{n}: {name} in {cwd} on {branch}, {name}', receivers)).toEqual([
    '1: api in /srv/api on main, api',
    '2: web in /srv/$& on fix, web',
  ]);
});

it.each([
  ['another word', '{other} { name } {} {NAME}'],
  ['braces of other languages', '${' + 'name} {{name}} {{ n }} #{x}'],
  ['a brace alone', 'if (n) { name'],
])('[SB20] %s stays as it is', (_what, text) => {
  expect(fieldsIn(text)).toEqual([]);
  expect(filledTemplate(text, receivers)).toEqual([text, text]);
});

it('[SB20] a value that looks like a field is not filled in again', () => {
  expect(filledTemplate('{cwd}', [{ name: 'api', cwd: '/{name}', branch: null }])).toEqual([
    '/{name}',
  ]);
});

it('[SB21] a branch is refused to those that are on none', () => {
  const receiver = { name: 'docs', cwd: '/', branch: null };
  expect(filledTemplate('merge {branch}', [...receivers, receiver])).toEqual({
    problem: 'docs is on no branch, so there is nothing to put for {branch}.',
  });
  expect(filledTemplate('merge', [receiver])).toEqual(['merge']);
  expect(fieldsIn('{n} {branch} {n}')).toEqual(['branch', 'n']);
});
