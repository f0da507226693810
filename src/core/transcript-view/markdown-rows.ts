import { lexer, type Token, type Tokens } from 'marked';
import { type CodeLine, plainCode } from '../code/code-piece.ts';
import { type PaneLine, type PanePiece, panePiece, paneWidth } from '../screen/pane.ts';
import { visibleLines } from '../text/visible-text.ts';
import { inlineLines, shown } from './markdown-pieces.ts';
import { tableRows } from './markdown-table.ts';
import { wrappedLine } from './wrapped-line.ts';

/** A longer text takes too long to be understood, if it is made for that; it is shown as it was written. UTF-16 units. */
const markdownLimit = 30_000;

/** The code between the fences of a text, or what is indented for it. */
export type CodeBlock = { readonly language: string; readonly text: string };

/** The lines of a block in their colours; null while they are not known. */
export type CodeColors = (block: CodeBlock) => readonly CodeLine[] | null;

type Look = { readonly columns: number; readonly colors: CodeColors };

/** A Markdown text in rows of at most `columns` cells, as it reads in a terminal. */
export function markdownRows(text: string, look: Look): readonly PaneLine[] {
  const rows = blockRows(blocksOf(text) ?? [], look);
  // Signs alone, such as quotes of nothing, come out as nothing.
  if (rows.length > 0) return rows;
  return visibleLines(text).flatMap((line) =>
    wrappedLine([panePiece('text', line)], look.columns, 0),
  );
}

/** In the order in which they stand, those in lists and quotes too. */
export function codeBlocksIn(text: string): readonly CodeBlock[] {
  // What has no fence has no language either.
  return /```|~~~/.test(text) ? codeIn(blocksOf(text) ?? []) : [];
}

function codeIn(tokens: readonly Token[]): readonly CodeBlock[] {
  return tokens.flatMap((token): readonly CodeBlock[] => {
    if (isCode(token)) return [blockOf(token)];
    if (isList(token)) return token.items.flatMap((item) => codeIn(item.tokens));
    return token.type === 'blockquote' ? codeIn(token.tokens ?? []) : [];
  });
}

function blocksOf(text: string): readonly Token[] | null {
  if (text.length > markdownLimit) return null;
  try {
    return lexer(text.trimEnd());
  } catch (error) {
    // Quotes in quotes in quotes; nobody means them.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** One below the other, with a blank row where there was one. */
function blockRows(tokens: readonly Token[], look: Look): readonly PaneLine[] {
  const rows: PaneLine[] = [];
  let breaks = 0;
  for (const token of tokens) {
    if (token.type !== 'space') {
      if (breaks > 1 && rows.length > 0) rows.push([]);
      rows.push(...rowsOf(token, look));
      breaks = 0;
    }
    breaks += /\n*$/.exec(token.raw)?.[0].length ?? 0;
  }
  return rows;
}

function rowsOf(token: Token, look: Look): readonly PaneLine[] {
  const { columns } = look;
  if (isCode(token)) return codeRows(token, look);
  if (isTable(token)) return tableRows(token, columns);
  if (isList(token)) return listRows(token, look);
  switch (token.type) {
    case 'heading': {
      const sign = panePiece('muted', `${'#'.repeat(token.depth)} `);
      return inlineLines(token.tokens ?? [], 'title').flatMap((line) =>
        wrappedLine([sign, ...line], columns, token.depth + 1),
      );
    }
    case 'hr':
      return [[panePiece('muted', '─'.repeat(Math.min(columns, ruleColumns)))]];
    case 'blockquote': {
      const inside = blockRows(token.tokens ?? [], narrower(look, 2));
      return inside.map((row) => [panePiece('muted', '│ '), ...row]);
    }
    case 'paragraph':
    case 'text':
      return inlineLines(token.tokens ?? [token], 'text').flatMap((line) =>
        wrappedLine(line, columns, 0),
      );
    default:
      return visibleLines(token.raw).flatMap((line) =>
        wrappedLine([panePiece('text', line)], columns, 0),
      );
  }
}

/** Lists within lists may leave no room at all; then they are cut at the edge. Cells. */
const leastColumns = 8;

function narrower(look: Look, by: number): Look {
  return { ...look, columns: Math.max(leastColumns, look.columns - by) };
}

/** A rule parts what is above it from what is below; it need not reach across a wide screen. Cells. */
const ruleColumns = 40;

function listRows(list: Tokens.List, look: Look): readonly PaneLine[] {
  const first = typeof list.start === 'number' ? list.start : 1;
  const last = first + list.items.length - 1;
  const signs = list.items.map((_, index) =>
    list.ordered ? `${first + index}. `.padStart(`${last}. `.length) : '- ',
  );
  return list.items.flatMap((item, index) => {
    const box = item.task ? `[${item.checked ? 'x' : ' '}] ` : '';
    const sign = panePiece('muted', `${signs[index] ?? ''}${box}`);
    const indent = paneWidth([sign]);
    const tokens = item.tokens.filter(({ type }) => type !== 'checkbox');
    const inside = blockRows(tokens, narrower(look, indent));
    const rows = inside.length === 0 ? [[]] : inside;
    const blank = panePiece('text', ' '.repeat(indent));
    const gap: readonly PaneLine[] = list.loose && index > 0 ? [[]] : [];
    return [...gap, ...rows.map((row, y) => (y === 0 ? [sign, ...row] : [blank, ...row]))];
  });
}

/** Told from prose without its colours too. Cells. */
const codeIndent = 4;

function codeRows(token: Tokens.Code, look: Look): readonly PaneLine[] {
  const block = blockOf(token);
  const { columns } = narrower(look, codeIndent);
  const lines = look.colors(block) ?? block.text.split('\n').map(plainCode);
  const margin = panePiece('text', ' '.repeat(codeIndent));
  return lines.flatMap((line) => {
    const pieces = line.map(({ role, text }): PanePiece => shown(panePiece(role, ''), text));
    return wrappedLine(pieces, columns, 2).map((row) => [margin, ...row]);
  });
}

function blockOf({ lang, text }: Tokens.Code): CodeBlock {
  const [language = ''] = (lang ?? '').trim().split(/[\s{,:]/);
  return { language: language.toLowerCase(), text };
}

function isCode(token: Token): token is Tokens.Code {
  return token.type === 'code';
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === 'table';
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}
