import { common, createLowlight } from 'lowlight';
import type { CodeLine, CodePiece, CodeRole } from './code-piece.ts';
import { plainCode } from './code-piece.ts';

// Large, and slow to begin with: whoever shows code loads this file when there is some.

const colorer = createLowlight(common);

/** By the scopes of highlight.js; the first part of a name decides. */
const roles: Readonly<Record<string, CodeRole>> = {
  keyword: 'code-keyword',
  literal: 'code-number',
  number: 'code-number',
  symbol: 'code-number',
  string: 'code-string',
  regexp: 'code-string',
  char: 'code-string',
  link: 'code-string',
  code: 'code-string',
  comment: 'code-comment',
  quote: 'code-comment',
  doctag: 'code-comment',
  meta: 'code-comment',
  title: 'code-name',
  section: 'code-name',
  selector: 'code-name',
  name: 'code-name',
  bullet: 'code-name',
  type: 'code-type',
  class: 'code-type',
  attr: 'code-type',
  attribute: 'code-type',
  built_in: 'code-type',
  variable: 'code-type',
  property: 'code-type',
  tag: 'code-keyword',
};

/** Files that are known by their whole name. */
const languagesByName: Readonly<Record<string, string>> = {
  dockerfile: 'bash',
  justfile: 'makefile',
  'cargo.lock': 'toml',
};

/** By a file's name or a word such as `ts`; null for one without colours. */
export function languageOf(path: string): string | null {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  const language = languagesByName[name] ?? name.split('.').at(-1) ?? '';
  return language !== '' && colorer.registered(language) ? language : null;
}

/** A program's lines in pieces; one for each line of the text. */
export function coloredCode(text: string, language: string | null): readonly CodeLine[] {
  if (language === null || !colorer.registered(language)) return text.split('\n').map(plainCode);
  const lines: CodePiece[][] = [[]];
  for (const piece of piecesOf(colorer.highlight(language, text).children, 'code-plain')) {
    const [first = '', ...more] = piece.text.split('\n');
    if (first !== '') lines.at(-1)?.push({ ...piece, text: first });
    for (const line of more) lines.push(line === '' ? [] : [{ ...piece, text: line }]);
  }
  return lines;
}

type Nodes = ReturnType<typeof colorer.highlight>['children'];

function piecesOf(nodes: Nodes, role: CodeRole): readonly CodePiece[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [{ role, text: node.value }];
    if (node.type !== 'element') return [];
    return piecesOf(node.children, roleOf(node.properties['className']) ?? role);
  });
}

/** Of classes such as `hljs-title function_`. */
function roleOf(classes: unknown): CodeRole | null {
  if (!Array.isArray(classes)) return null;
  const [scope] = classes.map(String);
  const name = scope?.replace(/^hljs-/, '') ?? '';
  return roles[name] ?? roles[name.split('-')[0] ?? ''] ?? null;
}
