import type * as v from 'valibot';

/** What the table of settings needs to know of a schema to say what it takes. */
export type Structured = v.GenericSchema & {
  /** Of a picklist or union. */
  readonly options?: readonly unknown[];
  /** Of a list. */
  readonly item?: v.GenericSchema;
  /** Of a record. */
  readonly value?: v.GenericSchema;
  readonly pipe?: readonly Step[];
};

/** One step of a `v.pipe`; the first is the schema that it begins with. */
type Step = {
  readonly type: string;
  readonly requirement?: unknown;
  readonly pipe?: readonly Step[];
};

/** The alternatives of a union. */
export function innerSchemas({ options = [] }: Structured): readonly v.GenericSchema[] {
  return options.filter(isSchema);
}

/** The range of a number; null where it has no end. */
export function limitsOf(schema: Structured): {
  readonly least: unknown;
  readonly most: unknown;
} {
  const steps = stepsOf(schema);
  const limit = (type: string) => steps.find((step) => step.type === type)?.requirement ?? null;
  return { least: limit('min_value'), most: limit('max_value') };
}

function stepsOf({ pipe = [] }: Pick<Step, 'pipe'>): readonly Step[] {
  return pipe.flatMap((step) => [step, ...stepsOf(step)]);
}

function isSchema(option: unknown): option is v.GenericSchema {
  return typeof option === 'object' && option !== null && 'kind' in option;
}
