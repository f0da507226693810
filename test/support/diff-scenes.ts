import { coloredCode, languageOf } from '../../src/core/code/colored-code.ts';
import { lineColors } from '../../src/core/diff/diff-colors.ts';
import { filesIn } from '../../src/core/diff/diff-parser.ts';
import { newFilePatch } from '../../src/core/diff/new-file-patch.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { keys, type Scene } from './scene.ts';
import { api, four, frames } from './scene-agents.ts';

export const samplePatch = `diff --git a/src/session.ts b/src/session.ts
index 1..2 100644
--- a/src/session.ts
+++ b/src/session.ts
@@ -8,9 +8,12 @@ export type Session = {
 import { createHash } from 'node:crypto';

 /** Ends after an hour without a request. */
-const lifetimeMs = 60 * 60_000;
+const lifetimeMs = 30 * 60_000;
+const renewAfterMs = 5 * 60_000;

 export function sessionOf(token: string): Session | null {
-  return store.get(token) ?? null;
+  const session = store.get(token);
+  // A token is only good for the client that it was given to.
+  return session && !hasEnded(session) ? session : null;
 }

@@ -96,4 +99,4 @@ export function endSession(token: string) {
   const known = store.get(token);
   if (!known) return;
-\tstore.delete(token)
+\tstore.delete(token);
 }
diff --git a/src/login/refresh-token.rs b/src/login/refresh.rs
similarity index 91%
rename from src/login/refresh-token.rs
rename to src/login/refresh.rs
index 3..4 100644
--- a/src/login/refresh-token.rs
+++ b/src/login/refresh.rs
@@ -1,3 +1,3 @@
 pub fn refresh(token: &str) -> Result<Token, Error> {
-    let now = SystemTime::now();
+    let now = clock.now(); // the tests' own
     Err(Error::Expired)
\\ No newline at end of file
diff --git a/assets/teapot.png b/assets/teapot.png
new file mode 100644
index 0..5
Binary files /dev/null and b/assets/teapot.png differ
diff --git a/run-tests.sh b/run-tests.sh
old mode 100644
new mode 100755
${newFilePatch({
  path: 'docs/料理/notes.md',
  mode: '100644',
  text: '# Sessions\n\nA token \x1b[31mends\x1b[m after **thirty** minutes, and is renewed five minutes before.\n',
})}`;

/** The diff as it comes, with the colours of all its files. */
export function diffRead(patch: string, notes: readonly string[] = []): readonly ScreenEvent[] {
  const files = filesIn(patch);
  const told = { folder: '/home/ada/shop', against: 'main', notes, files };
  return [
    { type: 'diff-read', agent: api.id, reading: 1, diff: told },
    ...files.map((file, at): ScreenEvent => {
      const color = (text: string) => coloredCode(text, languageOf(file.path));
      const colors = file.hunks.map(({ lines }) => lineColors(lines, color));
      return { type: 'diff-colored', agent: api.id, reading: 1, file: at, colors };
    }),
  ];
}

const at = (columns: number, rows: number, ...events: readonly ScreenEvent[]): Scene => ({
  columns,
  rows,
  frames,
  agents: four,
  events: [...keys('1', 'D'), ...events],
});

const read = diffRead(samplePatch);

const comment = [
  ...keys('j', 'j', 'j', 'j', 'j', 'j', 'c'),
  ...keys(...[...'Why half an hour?'].map((letter) => (letter === ' ' ? 'Space' : letter))),
];

export const diffScenes: Readonly<Record<string, Scene>> = {
  'diff-80x24': at(80, 24, ...read),
  'diff-120x40': at(120, 40, ...read, ...keys('j', 'j', 'j', 'j', 'j')),
  'diff-40x12': at(40, 12, ...read),
  'diff-200x60': at(200, 60, ...read),
  'diff-light-120x40': { ...at(120, 40, ...read, ...keys('Tab')), background: 'light' },
  'diff-sixteen-colors-80x24': { ...at(80, 24, ...read, ...keys('}')), colorDepth: '16' },
  'diff-no-color-80x24': { ...at(80, 24, ...read, ...keys('}')), colorDepth: 'none' },
  'diff-search-80x24': at(80, 24, ...read, ...keys('/', ...'token'.split(''), 'Enter', 'n')),
  'diff-searching-80x24': at(80, 24, ...read, ...keys('/', ...'tok'.split(''))),
  'diff-comment-80x24': at(80, 24, ...read, ...comment),
  'diff-comment-120x40': at(120, 40, ...read, ...comment),
  'diff-end-80x24': at(80, 24, ...read, ...keys('G')),
  'diff-sideways-80x24': at(80, 24, ...read, ...keys('G', 'l', 'l')),
  'diff-none-80x24': at(80, 24, ...diffRead('')),
  'diff-problem-80x24': at(80, 24, {
    type: 'diff-read',
    agent: api.id,
    reading: 1,
    diff: { problem: 'There is no diff of /home/ada/shop: it is in no git repository.' },
  }),
  'diff-asked-80x24': at(80, 24),
  'diff-old-80x24': at(80, 24, ...read, {
    type: 'roster',
    roster: four.map((agent) => ({ ...agent, git: { added: 99, deleted: 9, dirty: true } })),
  }),
  'conflict-120x40': {
    columns: 120,
    rows: 40,
    frames,
    agents: four.map((agent, index) => {
      const text = `same file as ${index === 0 ? 'web' : 'api'}`;
      return index < 2 ? { ...agent, badges: [{ text, tone: 'warning' }] } : agent;
    }),
  },
  'diff-notes-120x40': at(
    120,
    40,
    ...diffRead(samplePatch, ['New, and too large to be shown or no plain file: build.log.']),
  ),
};
