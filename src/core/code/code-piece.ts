/** What a stretch of a program is, for the theme to colour. */
export type CodeRole =
  | 'code-plain'
  | 'code-keyword'
  | 'code-string'
  | 'code-comment'
  | 'code-number'
  | 'code-name'
  | 'code-type';

export type CodePiece = { readonly role: CodeRole; readonly text: string };

/** The pieces of one line, without its line break. */
export type CodeLine = readonly CodePiece[];

export function plainCode(text: string): CodeLine {
  return [{ role: 'code-plain', text }];
}
