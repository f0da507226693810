import { quotedPath } from './diff-paths.ts';

/** A file that git does not know yet. `text` is null for one that is no text. */
export type NewFile = {
  readonly path: string;
  readonly mode: '100644' | '100755' | '120000';
  readonly text: string | null;
};

/** What `git diff` would say of it, had git been told of the file. */
export function newFilePatch({ path, mode, text }: NewFile): string {
  const [from, to] = [quotedPath('a/', path), quotedPath('b/', path)];
  const head = `diff --git ${from} ${to}\nnew file mode ${mode}\n`;
  if (text === null) return `${head}Binary files /dev/null and ${to} differ\n`;
  if (text === '') return head;
  const lines = text.split('\n');
  const isEnded = lines.at(-1) === '';
  if (isEnded) lines.pop();
  const range = lines.length === 1 ? '+1' : `+1,${lines.length}`;
  // Behind a name with a blank git sets a tab, so that the name ends somewhere.
  const tab = path.includes(' ') ? '\t' : '';
  return [
    `${head}--- /dev/null\n+++ ${to}${tab}\n@@ -0,0 ${range} @@\n`,
    ...lines.map((line) => `+${line}\n`),
    isEnded ? '' : '\\ No newline at end of file\n',
  ].join('');
}
