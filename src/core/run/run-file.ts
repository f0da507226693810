import * as v from 'valibot';
import type { EvidenceLine } from '../lifecycle/evidence-line.ts';
import { jsonValue } from '../text/json-value.ts';

/**
 * A recorded run of one agent: what its witnesses said, what was made of it, and its last output. As a file it is
 * JSON lines, the head first, then the rest in the order in which it happened.
 */
export type Run = {
  readonly head: RunHead;
  readonly evidence: readonly EvidenceLine[];
  readonly output: readonly RunOutput[];
};

export type RunHead = {
  readonly format: typeof runFormat;
  readonly version: typeof runVersion;
  /** Epoch ms. */
  readonly recordedAt: number;
  /** The version of codex-grid that the host was of. */
  readonly codexGrid: string;
  /** That of codex; null where it was not known. */
  readonly codex: string | null;
  /** Whether what user, model and tools said stands in it as it was. */
  readonly text: 'kept' | 'blanked';
};

/** `at` is epoch ms. Before the first and behind a gap stands a `screen`: what its text draws on a terminal of that size. */
export type RunOutput =
  | {
      readonly type: 'screen';
      readonly at: number;
      readonly columns: number;
      readonly rows: number;
      readonly text: string;
    }
  /** Whole characters; a sequence may be cut. */
  | { readonly type: 'output'; readonly at: number; readonly text: string }
  | { readonly type: 'size'; readonly at: number; readonly columns: number; readonly rows: number }
  /** More was written than was kept. */
  | { readonly type: 'gap'; readonly at: number };

export const runFormat = 'codex-grid-run';
/** Raised when an older codex-grid would misread a newer file. */
export const runVersion = 1;

export function runText({ head, evidence, output }: Run): string {
  // The output that brought a piece of evidence about stands before it.
  const lines = [...output, ...evidence].toSorted((left, right) => left.at - right.at);
  return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

const at = v.number();
const cells = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));
const text = v.string();
const made = {
  state: text,
  detail: v.nullable(text),
  subagents: v.number(),
  rule: text,
  ignored: v.nullable(text),
  changed: v.boolean(),
};

const headSchema = v.object({
  format: v.literal(runFormat),
  version: v.literal(runVersion),
  recordedAt: v.number(),
  codexGrid: text,
  codex: v.nullable(text),
  text: v.picklist(['kept', 'blanked']),
});

const outputSchema = v.variant('type', [
  v.object({ type: v.literal('screen'), at, columns: cells, rows: cells, text }),
  v.object({ type: v.literal('output'), at, text }),
  v.object({ type: v.literal('size'), at, columns: cells, rows: cells }),
  v.object({ type: v.literal('gap'), at }),
]);

/** As far as it tells one line from another: what is inside is the reducer's to take or to break upon. */
const evidenceSchema = v.variant('type', [
  v.looseObject({
    type: v.literal('from'),
    at,
    because: text,
    lifecycle: v.looseObject({ name: text, memory: v.looseObject({}) }),
  }),
  v.looseObject({
    type: v.literal('heard'),
    at,
    evidence: v.looseObject({ witness: text, at }),
    ...made,
  }),
  v.looseObject({ type: v.picklist(['elapsed', 'looked']), at, ...made }),
]);

export function isEvidenceLine(value: unknown): value is EvidenceLine {
  return v.is(evidenceSchema, value);
}

/** `problem` is a sentence that says what is wrong with the text. */
export function readRun(given: string): Run | { readonly problem: string } {
  const lines = given.split('\n');
  const head = headIn(lines[0] ?? '');
  if ('problem' in head) return head;
  const evidence: EvidenceLine[] = [];
  const output: RunOutput[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const value = jsonValue(line);
    const parsed = v.safeParse(outputSchema, value);
    if (parsed.success) output.push(parsed.output);
    else if (isEvidenceLine(value)) evidence.push(value);
    else return { problem: `Line ${index + 1} cannot be read: it may have been cut.` };
  }
  if (evidence.length === 0) return { problem: 'It holds no evidence: it may have been cut.' };
  return { head, evidence, output };
}

function headIn(line: string): RunHead | { readonly problem: string } {
  const value = jsonValue(line);
  const parsed = v.safeParse(headSchema, value);
  if (parsed.success) return parsed.output;
  const known = v.safeParse(v.object({ format: v.literal(runFormat), version: v.number() }), value);
  if (known.success && known.output.version > runVersion) {
    return {
      problem: `It is of format ${known.output.version}, and this codex-grid knows ${runVersion}: replay it with a newer one.`,
    };
  }
  return { problem: 'It is no run that codex-grid record wrote.' };
}
