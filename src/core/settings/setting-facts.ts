import * as v from 'valibot';

/** What is said of a setting beside its schema. */
export type SettingFacts = {
  readonly doc: string;
  /** As it stands in the config file, in TOML. */
  readonly example: string;
  readonly applies: 'at once' | 'at the next launch' | 'for new agents';
  /** The value behind its flag of `codex-grid new`, e.g. `NAME`; singular where the flag is repeated. */
  readonly flag?: { readonly name: string; readonly value: string | null };
  /** What holds when nobody says anything; for program settings the schema's own default. */
  readonly otherwise?: string;
  /** It holds paths, which may begin with `~` or at the file's folder; or else a name. */
  readonly paths?: 'path' | 'path or name';
  /** The names that there are beside a path. */
  readonly names?: readonly string[];
};

export function setting<const Schema extends v.GenericSchema>(schema: Schema, facts: SettingFacts) {
  return v.pipe(schema, v.metadata({ facts }));
}
