import { colorRoles } from './settings-colors.ts';
import { keyActions } from './settings-keys.ts';
import { fileKey, type SettingRow, settingRows } from './settings-rows.ts';
import { innerSchemas, limitsOf, type Structured } from './settings-shape.ts';

/** A JSON Schema, as an editor reads it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a config file may hold, for editors that know TOML by JSON Schema (draft 7). */
export function settingsJsonSchema(): JsonSchema {
  const sections = new Map<string, [string, JsonSchema][]>();
  const top: [string, JsonSchema][] = [];
  for (const row of settingRows) {
    const [first = '', ...rest] = row.key.split('.');
    const schema = described(row);
    if (rest.length === 0) top.push([first, schema]);
    else sections.set(first, [...(sections.get(first) ?? []), [rest.join('.'), schema]]);
  }
  for (const [name, entries] of sections) {
    const at = top.findIndex(([key]) => key === name);
    const alone = top[at]?.[1];
    // `worktree` is a setting of agents, and beside others of its table it is called `on`.
    const table = objectOf(alone ? [['on', alone], ...entries] : entries);
    if (alone) top.splice(at, 1, [name, { anyOf: [alone, table] }]);
    else top.push([name, table]);
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of codex-grid',
    ...objectOf(top),
  };
}

function objectOf(entries: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return { type: 'object', properties: Object.fromEntries(entries), additionalProperties: false };
}

function described(row: SettingRow): JsonSchema {
  const description = `${row.facts.doc} (${row.facts.applies}; otherwise ${row.otherwise})`;
  return { description, ...schemaOf(row) };
}

function schemaOf({ key, schema }: SettingRow): JsonSchema {
  if (key === 'keys') return namedBy(keyActions, jsonSchemaOf(schema));
  if (key === 'colors') return namedBy(colorRoles.map(fileKey), jsonSchemaOf(schema));
  return jsonSchemaOf(schema);
}

/** A table whose keys are known. */
function namedBy(names: readonly string[], table: JsonSchema): JsonSchema {
  return objectOf(names.map((name) => [name, { ...Object(table['additionalProperties']) }]));
}

/** Of the kinds of schema that the table of settings is made of. */
function jsonSchemaOf(schema: Structured): JsonSchema {
  const { options, item, value } = schema;
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return { type: schema.type };
    case 'number': {
      const { least, most } = limitsOf(schema);
      return least === null
        ? { type: 'number' }
        : { type: 'integer', minimum: least, maximum: most };
    }
    case 'picklist':
      return { enum: options };
    case 'array':
      return { type: 'array', items: item ? jsonSchemaOf(item) : {} };
    case 'record':
      return { type: 'object', additionalProperties: value ? jsonSchemaOf(value) : {} };
    case 'union':
      return { anyOf: innerSchemas(schema).map(jsonSchemaOf) };
    default:
      return {};
  }
}
