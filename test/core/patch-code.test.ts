import { expect, it } from 'vitest';
import type { PatchItem } from '../../src/core/transcript/transcript-item.ts';
import { codeInPatch, patchLineColors } from '../../src/core/transcript-view/patch-code.ts';

const patchOf = (diff: readonly string[]): PatchItem => ({
  type: 'patch',
  status: 'completed',
  files: [{ path: '/p/a.ts', change: 'update', movedTo: null, diff }],
  problem: null,
});

const diff = [
  '@@ -1,3 +1,2 @@',
  ' /* one',
  '-two',
  '+three',
  ' */',
  '\\ No newline at end of file',
];

it('[TX36] each hunk of a patch is read as what was there, and as what is there now', () => {
  const patch = patchOf([...diff, '@@ -9 +8 @@', '+nine']);
  expect(codeInPatch(patch).map(({ text }) => text)).toEqual([
    '/* one\nthree\n*/',
    '/* one\ntwo\n*/',
    'nine',
  ]);
  const known = codeInPatch(patch).map(({ text }) => text);
  const colored = [...diff.keys(), 6, 7].map((line) => {
    const found = patchLineColors(patch, { file: 0, line }, (block) =>
      block.text
        .split('\n')
        .map((text) => [{ role: 'code-plain', text: `${known.indexOf(block.text)} ${text}` }]),
    );
    return found?.[0]?.text ?? null;
  });
  expect(colored).toEqual([null, '0 /* one', '1 two', '0 three', '0 */', null, null, '2 nine']);
});

it('[TX36] a patch of thousands of lines has no colours', () => {
  const patch = patchOf(Array.from({ length: 1001 }, (_, at) => `+${at}`));
  expect(codeInPatch(patch)).toEqual([]);
  expect(patchLineColors(patch, { file: 0, line: 3 }, () => [])).toBeNull();
});
