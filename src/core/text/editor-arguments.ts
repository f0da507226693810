/** Editors that take a place as `FILE:LINE`. */
const placeInName = new Set(['hx', 'helix', 'subl', 'zed', 'zeditor', 'mate']);

/** The same behind an option. */
const placeByOption: Readonly<Record<string, string>> = {
  code: '--goto',
  'code-insiders': '--goto',
  codium: '--goto',
  cursor: '--goto',
  windsurf: '--goto',
};

/** What an editor is given to open a file at a line, from 1. All others understand `+LINE`, or take it for a file. */
export function editorArguments(
  editor: string,
  { path, line }: { readonly path: string; readonly line: number },
): readonly string[] {
  const [program = ''] = editor.trim().split(/\s+/);
  const name = program.split('/').at(-1) ?? '';
  if (placeInName.has(name)) return [`${path}:${line}`];
  const option = placeByOption[name];
  return option === undefined ? [`+${line}`, path] : [option, `${path}:${line}`];
}
