import { plainText } from '../text/plain-text.ts';

/** Characters; wider than any tile's card. */
const lineLimit = 200;

/** One short plain line, or null when nothing readable is left. */
export function shortLine(text: string | null): string | null {
  if (text === null) return null;
  const line = plainText(text.slice(0, lineLimit * 4));
  if (line === '') return null;
  return line.length > lineLimit ? `${line.slice(0, lineLimit - 1)}…` : line;
}

/** What a tool does, as its tile says it: a shell command as it is, files for a patch, a question as asked. */
export function toolLine(tool: { readonly name: string; readonly command: string | null }): string {
  const said = shortLine(tool.command);
  if (tool.name === 'Bash') return said ?? 'a shell command';
  if (tool.name === 'request_user_input') return said ?? 'a question';
  if (tool.name === 'apply_patch') return patchLine(tool.command ?? '');
  const name = shortLine(tool.name) ?? 'a tool';
  return said === null ? name : (shortLine(`${name}: ${said}`) ?? name);
}

function patchLine(patch: string): string {
  const files = [...patch.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map(
    ([, file]) => file ?? '',
  );
  return files.length === 0 ? 'a patch' : (shortLine(`patch ${files.join(' ')}`) ?? 'a patch');
}
