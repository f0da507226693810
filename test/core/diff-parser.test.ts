import { describe, expect, it } from 'vitest';
import { filesIn } from '../../src/core/diff/diff-parser.ts';
import { quotedPath } from '../../src/core/diff/diff-paths.ts';
import { statRows, totalsOf, totalsText } from '../../src/core/diff/diff-stat.ts';
import { newFilePatch } from '../../src/core/diff/new-file-patch.ts';

const changed = `diff --git a/src/a.ts b/src/a.ts
index 1..2 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -3,4 +3,5 @@ function one() {
 same

-old
--- old dashes
+++ new plusses
+new
+diff --git a/x b/x
@@ -20 +21 @@
-last
\\ No newline at end of file
+last
diff --git a/b b/b
old mode 100644
new mode 100755
`;

describe('patches', () => {
  it('[DF1] are read by the counts of their hunks, not by what lines look like', () => {
    const [first, second, ...more] = filesIn(changed);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ path: 'src/a.ts', kind: 'changed', added: 4, deleted: 3 });
    const [hunk, last] = first?.hunks ?? [];
    expect(hunk).toMatchObject({ oldStart: 3, newStart: 3, heading: 'function one() {' });
    expect(hunk?.lines.map(({ type, text }) => [type, text])).toEqual([
      ['context', 'same'],
      ['context', ''],
      ['deleted', 'old'],
      ['deleted', '-- old dashes'],
      ['added', '++ new plusses'],
      ['added', 'new'],
      ['added', 'diff --git a/x b/x'],
    ]);
    expect(hunk?.lines.map(({ oldNumber, newNumber }) => [oldNumber, newNumber])).toEqual([
      [3, 3],
      [4, 4],
      [5, null],
      [6, null],
      [null, 5],
      [null, 6],
      [null, 7],
    ]);
    expect(last?.lines).toMatchObject([
      { type: 'deleted', oldNumber: 20, end: 'none' },
      { type: 'added', newNumber: 21, end: 'line-break' },
    ]);
    expect(second).toMatchObject({ path: 'b', mode: { from: '100644', to: '100755' }, hunks: [] });
  });

  it.each(['a b', 'tab\there', 'q"uote', 'back\\slash', 'new\nline', 'ü/日本', 'a b/a b'])(
    '[DF1] are of %j whatever its name',
    (path) => {
      const patch = newFilePatch({ path, mode: '100644', text: 'x\n' });
      expect(filesIn(patch)).toMatchObject([{ path, kind: 'new', added: 1 }]);
      const headOnly = `diff --git ${quotedPath('a/', path)} ${quotedPath('b/', path)}\nold mode 100644\nnew mode 100755\n`;
      expect(filesIn(headOnly)).toMatchObject([{ path }]);
    },
  );

  it('[DF2] tell what became of a file', () => {
    const patch = `diff --git a/old name b/new
similarity index 90%
rename from old name
rename to new
diff --git a/c b/d
similarity index 100%
copy from c
copy to d
diff --git a/gone b/gone
deleted file mode 100644
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-x
diff --git a/p.png b/p.png
index 1..2 100644
Binary files a/p.png and b/p.png differ
diff --git a/new b/new
new file mode 100644
`;
    expect(filesIn(patch)).toMatchObject([
      { path: 'new', formerPath: 'old name', kind: 'renamed' },
      { path: 'd', formerPath: 'c', kind: 'copied' },
      { path: 'gone', kind: 'deleted', deleted: 1 },
      { path: 'p.png', content: 'binary' },
      { path: 'new', kind: 'new', content: 'text', hunks: [] },
    ]);
  });

  it('[DF3] are cut where they are too long, and counted whole', () => {
    const text = Array.from({ length: 10 }, (_, at) => `${'x'.repeat(8)}${at}\n`).join('');
    const patch = ['a', 'b', 'c'].map((path) => newFilePatch({ path, mode: '100644', text }));
    const files = filesIn(patch.join(''), { fileLines: 6, lines: 8, lineCharacters: 4 });
    expect(files.map(({ added, hidden }) => [added, hidden])).toEqual([
      [10, 4],
      [10, 8],
      [10, 10],
    ]);
    expect(files[1]?.hunks[0]?.lines.map((line) => line.text)).toEqual(['xxxx…', 'xxxx…']);
    expect(files[2]?.hunks).toEqual([]);
    expect(totalsText(totalsOf(files))).toBe('3 files changed, 30 insertions(+)');
  });

  it('[DF3] have a graph that fits', () => {
    const patch = [
      newFilePatch({ path: 'long', mode: '100644', text: 'x\n'.repeat(1000) }),
      newFilePatch({ path: 's', mode: '100644', text: 'x\n' }),
      newFilePatch({ path: 'b', mode: '100644', text: null }),
    ].join('');
    expect(statRows(filesIn(patch), 33)).toEqual([
      { path: 'long', count: '1000', plus: '+'.repeat(20), minus: '' },
      { path: 's   ', count: '   1', plus: '+', minus: '' },
      { path: 'b   ', count: ' Bin', plus: '', minus: '' },
    ]);
  });
});
