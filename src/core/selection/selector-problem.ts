import { textWidth } from '../text/text-width.ts';
import type { SelectorProblem } from './selector-parser.ts';

/** The sentence; and where in a selector of several parts, on two lines more. */
export function selectorProblemText(
  selector: string,
  { type, column, message }: SelectorProblem,
): string {
  if (type === 'unknown' && column === 1) return message;
  if (selector.trim() === '') return message;
  const before = [...selector].slice(0, column - 1).join('');
  return `${message}\n  ${selector}\n  ${' '.repeat(textWidth(before))}^`;
}
