import { clustersOf } from '../text/text-width.ts';

const wide = '〇';

/** Text of the same shape that says nothing: letters, digits and wide characters are replaced, marks stay. */
export function shapeOf(text: string): string {
  return clustersOf(text)
    .map((cluster) => shapeOfCluster(cluster.text, cluster.columns))
    .join('');
}

/** As many cells as the cluster takes. */
export function shapeOfCluster(text: string, columns: number): string {
  if (columns > 1) return wide;
  const [first = ''] = text;
  if (/\p{N}/u.test(first)) return '0';
  if (/\p{Lu}/u.test(first)) return 'X';
  if (/[\p{L}\p{Co}\p{Cn}]/u.test(first)) return 'x';
  return first === text ? text : first;
}

/** Different texts get different placeholders, and the same text always the same. */
export function placeholders(): (text: string) => string {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  return (text) => {
    const known = given.get(text);
    if (known !== undefined) return known;
    const shape = shapeOf(text);
    let placeholder = shape;
    for (let count = 1; taken.has(placeholder); count += 1) placeholder = varied(shape, count);
    taken.add(placeholder);
    given.set(text, placeholder);
    return placeholder;
  };
}

/** The count in letters in the place of the first ones, or behind where there are too few. */
function varied(shape: string, count: number): string {
  const letters = Array.from(count.toString(20), (digit) => lettersOf[Number.parseInt(digit, 20)]);
  const replaced = shape.replace(/x/g, (letter) => letters.shift() ?? letter);
  return replaced + letters.join('');
}

/** Without x, which stands for every letter. */
const lettersOf = 'abcdefghijklmnopqrst';
