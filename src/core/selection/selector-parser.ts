import { guess, listed } from '../agent/near-name.ts';
import {
  isLifecycleName,
  type LifecycleName,
  lifecycleNames,
} from '../lifecycle/lifecycle-table.ts';
import { type Glob, literalText } from '../text/glob.ts';
import { type Found, type Scanner, scannerOf } from './selector-scanner.ts';

/**
 * How agents are named, everywhere:
 *
 *     selector  = term { SPACE term }          all that a term means; a term of nothing but `!` takes away
 *     term      = test { ("+" | "&") test }    those that pass every test
 *     test      = [ "!" | "-" ] list
 *     list      = item { "," item } | field "=" GLOB { "," GLOB }     any of them
 *     item      = "all" | number | name | id | GLOB | "@" GLOB        `@x` is `group=x`
 *
 * `*` and `?` are wild; between quotes everything is as it is.
 */
export type Selector = readonly Term[];

export type Term = readonly Test[];

export type Test = { readonly negated: boolean; readonly anyOf: readonly Condition[] };

/** `column` is where it begins, from 1. */
export type Condition = { readonly column: number } & (
  | { readonly type: 'all' }
  /** Exactly one agent, which has to be there. */
  | { readonly type: 'agent'; readonly reference: string }
  | { readonly type: 'state'; readonly state: LifecycleName }
  | { readonly type: 'field'; readonly field: PatternField; readonly glob: Glob }
);

type PatternField = Exclude<SelectorField, 'state'>;

/** What agents are told apart by. */
export const selectorFields = ['name', 'group', 'state', 'cwd', 'branch', 'model'] as const;

type SelectorField = (typeof selectorFields)[number];

export type SelectorProblem = {
  /** Whether it cannot be read, or names something that there is not. */
  readonly type: 'unreadable' | 'unknown';
  /** Of the letter it is about, from 1; one past the end where something is missing. */
  readonly column: number;
  readonly message: string;
};

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: SelectorProblem };

export function parseSelector(text: string): Parsed<Selector> {
  const scanner = scannerOf(text);
  const terms: Term[] = [];
  scanner.skipSpaces();
  while (!scanner.isOver()) {
    const term = termAt(scanner);
    if (!term.ok) return term;
    terms.push(term.value);
    scanner.skipSpaces();
  }
  if (terms.length > 0) return { ok: true, value: terms };
  return unreadable(1, `Say which agents: ${examples}.`);
}

const examples = 'names, numbers, all, @GROUP, state=done or cwd=FOLDER';

function termAt(scanner: Scanner): Parsed<Term> {
  const tests: Test[] = [];
  do {
    scanner.skipSpaces();
    const test = testAt(scanner);
    if (!test.ok) return test;
    tests.push(test.value);
  } while (scanner.takesBehindSpaces('+&'));
  return { ok: true, value: tests };
}

function testAt(scanner: Scanner): Parsed<Test> {
  const negated = scanner.takes('!-');
  const written = scanner.field();
  const field = selectorFields.find((one) => one === written?.text);
  if (written !== null && field === undefined) {
    const said = `"${written.text}" is nothing that agents are told apart by: that is ${listed(selectorFields)}.`;
    return unreadable(written.column, said + guess(selectorFields, written.text));
  }
  const anyOf: Condition[] = [];
  do {
    scanner.skipSpaces();
    const found = scanner.item();
    const condition = field === undefined ? bareCondition(found) : fieldCondition(field, found);
    if (!condition.ok) return condition;
    anyOf.push(condition.value);
  } while (scanner.takesBehindSpaces(','));
  return { ok: true, value: { negated, anyOf } };
}

function fieldCondition(field: SelectorField, found: Found): Parsed<Condition> {
  const { column, text, glob } = found;
  if (found.problem !== null) return unreadable(found.problem.column, found.problem.message);
  if (glob.length === 0) return unreadable(column, `Say which ${field}: ${field}=...`);
  if (field !== 'state') return { ok: true, value: { type: 'field', field, column, glob } };
  if (isLifecycleName(text)) return { ok: true, value: { type: 'state', column, state: text } };
  return unreadable(
    column,
    `"${text}" is no state: those are ${listed(lifecycleNames)}.${guess(lifecycleNames, text)} An agent's name stands behind a space.`,
  );
}

function bareCondition(found: Found): Parsed<Condition> {
  const { column, text, glob, quoted } = found;
  if (found.problem !== null) return unreadable(found.problem.column, found.problem.message);
  if (glob.length === 0) return unreadable(column, `Here something is missing: ${examples}.`);
  if (quoted) return { ok: true, value: { type: 'agent', column, reference: text } };
  if (text === 'all') return { ok: true, value: { type: 'all', column } };
  if (text.startsWith('@')) return groupCondition(found);
  const stray = [...text].findIndex((letter) => !/[\p{L}\p{M}\p{N}._*?-]/u.test(letter));
  if (stray !== -1) return unreadable(column + stray, strayLetter([...text][stray] ?? ''));
  const reference = literalText(glob);
  if (reference === null) {
    return { ok: true, value: { type: 'field', field: 'name', column, glob } };
  }
  return { ok: true, value: { type: 'agent', column, reference } };
}

function groupCondition({ column, glob }: Found): Parsed<Condition> {
  const name = glob.slice(1);
  if (name.length === 0) return unreadable(column + 1, 'Say which group: @NAME.');
  return { ok: true, value: { type: 'field', field: 'group', column, glob: name } };
}

function strayLetter(letter: string): string {
  if (letter === '!') return 'A "!" stands before what it takes away: !api, or !state=done.';
  return `"${letter}" has no place here: there are ${examples}, "," and a space for or, "+" for and, "!" for not.`;
}

function unreadable(column: number, message: string): Parsed<never> {
  return { ok: false, problem: { type: 'unreadable', column, message } };
}
