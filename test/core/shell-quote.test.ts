import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellQuoted } from '../../src/core/text/shell-quote.ts';

it('[HK11] every character that is no NUL comes through a shell as it was', () => {
  const words = [
    '/plain/path-1.0',
    '',
    `it's`,
    `''\\''`,
    '$HOME `id` $(id) "quoted" \\n * ? ~ # ! & | ; < > ( ) { } [ ]',
    'two\nlines\tand ü 🙂 \x7f\x01',
    '-rf',
    'a=b',
  ];
  for (const shell of ['/bin/sh', '/bin/bash']) {
    const command = `printf '%s\\0' ${words.map(shellQuoted).join(' ')}`;
    expect(execFileSync(shell, ['-c', command], { encoding: 'utf8' })).toBe(
      words.map((word) => `${word}\0`).join(''),
    );
  }
});

it('[HK12] no backslash stands inside quotes, where fish would read it', () => {
  expect(shellQuoted(`a'b\\c`)).toBe(`'a'\\''b'\\\\'c'`);
});
