import type { Agent } from '../agent/agent.ts';

/** One who is to get a prompt. */
export type Receiver = Pick<Agent, 'name' | 'cwd' | 'branch'>;

/** What can stand in a template, between braces. */
export const templateFields = {
  name: 'its name',
  cwd: 'its folder',
  branch: 'its branch',
  n: 'its place among those who get the prompt, from 1',
} as const;

export type TemplateField = keyof typeof templateFields;

// Code is full of braces: `${name}` and `{{name}}` are those of other languages.
const fieldPattern = /(?<![{$])\{(name|cwd|branch|n)\}(?!\})/g;

/** The fields in a text, each once. */
export function fieldsIn(text: string): readonly TemplateField[] {
  const names = [...text.matchAll(fieldPattern)].map(([, name]) => name);
  return fieldNames.filter((name) => names.includes(name));
}

const fieldNames = Object.keys(templateFields) as readonly TemplateField[];

/** The text for each receiver, in their order; or why there is none for one of them. */
export function filledTemplate(
  text: string,
  receivers: readonly Receiver[],
): readonly string[] | { readonly problem: string } {
  const unbranched = receivers.find(({ branch }) => branch === null);
  if (unbranched && fieldsIn(text).includes('branch')) {
    return {
      problem: `${unbranched.name} is on no branch, so there is nothing to put for {branch}.`,
    };
  }
  return receivers.map(({ name, cwd, branch }, at) => {
    const values: Readonly<Record<string, string>> = {
      name,
      cwd,
      branch: branch ?? '',
      n: `${at + 1}`,
    };
    return text.replace(fieldPattern, (whole, field: string) => values[field] ?? whole);
  });
}
