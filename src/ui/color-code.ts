import { setImmediate as whenIdle } from 'node:timers/promises';
import type { CodeLine } from '../core/code/code-piece.ts';
import type { DiffFile } from '../core/diff/diff.ts';
import { type DiffColors, lineColors, portionsOf } from '../core/diff/diff-colors.ts';
import type { ColoredBlock } from '../core/transcript-view/code-colors.ts';
import type { CodeBlock } from '../core/transcript-view/markdown-rows.ts';

/** What knows the languages is loaded when the first code is shown. */
export async function fileColors({ path, hunks }: DiffFile): Promise<DiffColors> {
  const { coloredCode, languageOf } = await import('../core/code/colored-code.ts');
  const language = languageOf(path);
  const colors: CodeLine[][] = [];
  for (const hunk of hunks) {
    const lines: CodeLine[] = [];
    for (const portion of portionsOf(hunk)) {
      lines.push(...lineColors(portion, (text) => coloredCode(text, language)));
      await whenIdle();
    }
    colors.push(lines);
  }
  return colors;
}

/** Blocks of code whose languages are named, such as `ts` or `bash`; of others as they are. */
export async function coloredBlocks(
  blocks: readonly CodeBlock[],
): Promise<readonly ColoredBlock[]> {
  const { coloredCode, languageOf } = await import('../core/code/colored-code.ts');
  const colored: ColoredBlock[] = [];
  for (const block of blocks) {
    colored.push({ block, lines: coloredCode(block.text, languageOf(block.language)) });
    await whenIdle();
  }
  return colored;
}
