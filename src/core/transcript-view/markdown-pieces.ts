import type { Token, Tokens } from 'marked';
import { type PaneLine, type PanePiece, panePiece } from '../screen/pane.ts';
import { visiblePart } from '../text/visible-text.ts';

type Role = PanePiece['role'];

/** What stands in a paragraph, a heading or a cell, line by line as it was written. */
export function inlineLines(tokens: readonly Token[], role: Role): readonly PaneLine[] {
  const lines: PanePiece[][] = [[]];
  for (const piece of inlinePieces(tokens, role)) {
    const [first = '', ...more] = piece.text.split('\n');
    lines.at(-1)?.push(shown(piece, first));
    for (const text of more) lines.push([shown(piece, text)]);
  }
  return lines.map((line) => line.filter(({ text }) => text !== ''));
}

/** Nothing that is written reaches the terminal as anything but text. */
export function shown(piece: PanePiece, text: string): PanePiece {
  return { ...piece, text: visiblePart(text) };
}

/** Emphasis keeps its signs, for terminals have no other for it that all of them show. */
function inlinePieces(tokens: readonly Token[], role: Role): readonly PanePiece[] {
  return tokens.flatMap((token): readonly PanePiece[] => {
    switch (token.type) {
      case 'strong':
        return inlinePieces(token.tokens ?? [], 'title');
      case 'codespan':
        return [
          panePiece('muted', '`'),
          panePiece('code-string', token.text),
          panePiece('muted', '`'),
        ];
      case 'link':
        return linkPieces(token.tokens ?? [], token.href, role);
      case 'br':
        return [panePiece(role, '\n')];
      case 'escape':
        return [panePiece(role, token.text)];
      case 'text':
        return token.tokens ? inlinePieces(token.tokens, role) : [panePiece(role, token.text)];
      default:
        return [panePiece(role, token.raw)];
    }
  });
}

function linkPieces(
  tokens: readonly Token[],
  address: Tokens.Link['href'],
  role: Role,
): readonly PanePiece[] {
  const pieces = inlinePieces(tokens, role);
  const text = pieces.map((piece) => piece.text).join('');
  if (address === text || address === `mailto:${text}` || address === `http://${text}`)
    return pieces;
  return [...pieces, panePiece('muted', ` (${address})`)];
}
