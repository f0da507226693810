import type { DiffFile } from '../core/diff/diff.ts';
import { colorsOf, type DiffColors } from '../core/diff/diff-colors.ts';

/** What knows the languages is loaded when the first code is shown. */
export async function fileColors(file: DiffFile): Promise<DiffColors> {
  const { coloredCode, languageOf } = await import('../core/code/colored-code.ts');
  const language = languageOf(file.path);
  return colorsOf(file, (text) => coloredCode(text, language));
}
