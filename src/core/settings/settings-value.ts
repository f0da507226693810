import * as v from 'valibot';
import { guess, listed } from '../agent/near-name.ts';
import type { SettingRow } from './settings-rows.ts';
import { innerSchemas, limitsOf, type Structured } from './settings-shape.ts';
import { absolutePath, looksLikePath, type PathContext } from './user-path.ts';
import { isValues } from './value-tables.ts';

/** What is wrong with a value. `within` leads into it, e.g. to a name in `env`; `text` goes on after the key's name. */
export type ValueProblem = { readonly within: readonly string[]; readonly text: string };

/** `value` is undefined when nothing of it can be used; of a table the entries that are right remain. */
export type ReadValue = { readonly value: unknown; readonly problems: readonly ValueProblem[] };

/** A value as a file or the command line gave it, checked and with its paths made whole. */
export function readValue(row: SettingRow, value: unknown, context: PathContext): ReadValue {
  // To valibot lists and dates are records as well.
  if (row.schema.type === 'record' && (!isValues(value) || value instanceof Date)) {
    const text = `takes a table, not ${shownValue(value)}.`;
    return { value: undefined, problems: [{ within: [], text }] };
  }
  const parsed = v.safeParse(row.schema, value);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => problemOf(row.schema, issue));
    const rest = withoutEntries(value, problems);
    const readRest = rest === undefined ? undefined : v.safeParse(row.schema, rest);
    return { value: readRest?.success ? readRest.output : undefined, problems };
  }
  const problem = nameProblem(row, parsed.output);
  if (problem !== null) return { value: undefined, problems: [{ within: [], text: problem }] };
  return { value: withWholePaths(row, parsed.output, context), problems: [] };
}

/** Undefined when not every problem lies in an entry of a table. */
function withoutEntries(value: unknown, problems: readonly ValueProblem[]): unknown {
  if (!isValues(value)) return undefined;
  const wrong = problems.map(({ within }) => within[0]);
  if (wrong.includes(undefined)) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !wrong.includes(name)));
}

function problemOf(schema: v.GenericSchema, issue: v.GenericIssue): ValueProblem {
  const keys = (issue.path ?? []).map(({ key }) => String(key));
  const at = schemaAt(schema, keys);
  // A list's elements have no names of their own.
  const within = keys.filter((key) => !/^\d+$/.test(key));
  if (issue.kind === 'validation' && issue.type === 'check') {
    return { within, text: `${issue.message}.` };
  }
  const names = namesIn(at);
  const hint = typeof issue.input === 'string' ? slipHint(at, names, issue.input) : '';
  return { within, text: `takes ${wanted(at)}, not ${shownValue(issue.input)}.${hint}` };
}

/** A text in the place of a list of texts is that list's only one. */
function slipHint(at: Structured, names: readonly string[], written: string): string {
  const isLoneText = at.type === 'array' && at.item && wanted(at.item) === 'text in quotes';
  return isLoneText ? ` Write [${shownValue(written)}].` : guess(names, written);
}

/** Where the names are known, anything else that is no path is a slip. */
function nameProblem({ facts: { names } }: SettingRow, value: unknown): string | null {
  if (!names || typeof value !== 'string') return null;
  if (names.includes(value) || looksLikePath(value)) return null;
  const choices = listed([...names, 'a path that begins with /, ~ or .']);
  return `takes ${choices}, not ${shownValue(value)}.${guess(names, value)}`;
}

function withWholePaths({ facts }: SettingRow, value: unknown, context: PathContext): unknown {
  if (!facts.paths) return value;
  const whole = (path: unknown) => {
    if (typeof path !== 'string') return path;
    return facts.paths === 'path' || path.includes('/') || looksLikePath(path)
      ? absolutePath(path, context)
      : path;
  };
  return Array.isArray(value) ? value.map(whole) : whole(value);
}

/** What is inside a list or table; the schema itself where a path ends. */
function schemaAt(schema: Structured, keys: readonly string[]): v.GenericSchema {
  const inside = schema.item ?? schema.value;
  return keys.length === 0 || !inside ? schema : schemaAt(inside, keys.slice(1));
}

function namesIn(schema: Structured): readonly string[] {
  return (schema.options ?? []).filter((option) => typeof option === 'string');
}

/** What a schema takes, as a person writes it in a file. */
export function wanted(schema: Structured): string {
  const { item } = schema;
  switch (schema.type) {
    case 'picklist':
      return listed(namesIn(schema).map((name) => JSON.stringify(name)));
    case 'boolean':
      return 'true or false';
    case 'number': {
      const { least, most } = limitsOf(schema);
      return least === null ? 'a number' : `a whole number from ${least} to ${most}`;
    }
    case 'array':
      return `a list such as [${item && wanted(item) === 'text in quotes' ? '"..."' : '...'}]`;
    case 'record':
      return 'a table';
    case 'union':
      return listed(innerSchemas(schema).map(wanted));
    default:
      return 'text in quotes';
  }
}

/** Short enough for a sentence. */
export function shownValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
