import type { Evidence } from '../lifecycle/evidence.ts';
import type { EvidenceLine } from '../lifecycle/evidence-line.ts';

/** What there is to take, in order. */
export type HeardAgain =
  | { readonly type: 'heard'; readonly line: EvidenceLine }
  /** The host heard it, and what is kept of the output does not say it: it is not taken. */
  | { readonly type: 'unheard'; readonly line: EvidenceLine }
  /** The output says it, and the host did not hear it. */
  | { readonly type: 'added'; readonly at: number; readonly evidence: Evidence };

/** From when to when the output is known without gaps; epoch ms. */
export type Covered = readonly { readonly from: number; readonly to: number }[];

/** What stands for the output is read from it, where it is known: `seen` is in order. */
export function heardAgain(
  lines: readonly EvidenceLine[],
  seen: readonly Evidence[],
  covered: Covered,
): readonly HeardAgain[] {
  const isCovered = (at: number) => covered.some(({ from, to }) => from <= at && at <= to);
  const comparable = lines.filter(
    (line) => line.type === 'heard' && isOfOutput(line.evidence) && isCovered(line.at),
  );
  const matched = new Set<EvidenceLine>();
  const added: Evidence[] = [];
  for (const witness of outputWitnesses) {
    const told = comparable.filter((line) => isHeardOf(line, witness));
    const read = withoutKnown(
      seen.filter((one) => one.witness === witness),
      lines,
      { witness, before: told[0]?.at ?? Number.POSITIVE_INFINITY },
    );
    const pairing = paired(told, read);
    for (const line of pairing.lines) matched.add(line);
    added.push(...pairing.left);
  }
  const known = lines.map((line) => {
    const isUnheard = comparable.includes(line) && !matched.has(line);
    return { at: line.at, again: { type: isUnheard ? 'unheard' : 'heard', line } as const };
  });
  const more = added.map((evidence) => {
    const { at } = evidence;
    return { at, again: { type: 'added', at, evidence } as const };
  });
  return [...known, ...more]
    .toSorted((left, right) => left.at - right.at)
    .map(({ again }) => again);
}

const outputWitnesses = ['in-band', 'title', 'screen'] as const;
type OutputWitness = (typeof outputWitnesses)[number];

function isOfOutput({ witness }: Evidence): boolean {
  return outputWitnesses.some((one) => one === witness);
}

function isHeardOf(line: EvidenceLine, witness: OutputWitness): boolean {
  return line.type === 'heard' && line.evidence.witness === witness;
}

/** A title or a dialog that stood when the output began to be kept is no news. */
function withoutKnown(
  seen: readonly Evidence[],
  lines: readonly EvidenceLine[],
  { witness, before }: { readonly witness: OutputWitness; readonly before: number },
): readonly Evidence[] {
  const [first, ...rest] = seen;
  if (first === undefined || witness === 'in-band') return seen;
  const last = lines.findLast((line) => line.at < before && isHeardOf(line, witness));
  const isKnown = last?.type === 'heard' && contentOf(last.evidence) === contentOf(first);
  return isKnown ? rest : seen;
}

/** Those that are the same in the same order; what is alone on one side is soon followed by a pair. */
function paired(told: readonly EvidenceLine[], seen: readonly Evidence[]) {
  const lines: EvidenceLine[] = [];
  const left: Evidence[] = [];
  let next = 0;
  for (const line of told) {
    if (line.type !== 'heard') continue;
    const wanted = contentOf(line.evidence);
    const ahead = seen
      .slice(next, next + lookAhead)
      .map(contentOf)
      .indexOf(wanted);
    if (ahead === -1) continue;
    left.push(...seen.slice(next, next + ahead));
    lines.push(line);
    next += ahead + 1;
  }
  return { lines, left: [...left, ...seen.slice(next)] };
}

const lookAhead = 8;

function contentOf(evidence: Evidence): string {
  return JSON.stringify({ ...evidence, at: 0 });
}
