import * as v from 'valibot';
import { setting } from './setting-facts.ts';

/** A text that says something. */
export const text = v.pipe(
  v.string(),
  v.check((given) => given.trim() !== '', 'must not be empty'),
);
export const anyText = v.string();

const variableName = v.pipe(
  anyText,
  v.check(
    (name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name),
    'names no variable: use letters, digits and underscores',
  ),
  v.check(
    (name) => name !== 'CODEX_HOME',
    "is not for env: the setting home says where an agent's codex keeps its files",
  ),
  v.check((name) => !name.startsWith('CODEX_GRID_'), "is one of codex-grid's own variables"),
);

/** Every setting of an agent, once. Types, the wire, config file, flags, JSON Schema, help and README derive from it. */
export const agentSettingsSchema = v.partial(
  v.object({
    model: setting(text, {
      doc: 'the model',
      example: '"gpt-5.5"',
      applies: 'at the next launch',
      flag: { name: '--model', value: 'MODEL' },
    }),
    reasoningEffort: setting(text, {
      doc: 'how long the model thinks, e.g. low, medium, high',
      example: '"high"',
      applies: 'at the next launch',
      flag: { name: '--reasoning-effort', value: 'EFFORT' },
    }),
    sandbox: setting(v.picklist(['read-only', 'workspace-write', 'danger-full-access']), {
      doc: 'what its commands may touch',
      example: '"workspace-write"',
      applies: 'at the next launch',
      flag: { name: '--sandbox', value: 'MODE' },
    }),
    approval: setting(v.picklist(['on-request', 'never']), {
      doc: 'whether it asks before it runs something',
      example: '"on-request"',
      applies: 'at the next launch',
      flag: { name: '--approval', value: 'WHEN' },
    }),
    network: setting(v.boolean(), {
      doc: 'whether its commands reach the network from the workspace-write sandbox',
      example: 'false',
      applies: 'at the next launch',
      flag: { name: '--network', value: null },
    }),
    addDirs: setting(v.array(text), {
      doc: 'more folders that it may write to',
      example: '["../shared"]',
      applies: 'at the next launch',
      flag: { name: '--add-dir', value: 'DIR' },
      otherwise: 'none',
      paths: 'path',
    }),
    profile: setting(text, {
      doc: 'a profile of your codex config',
      example: '"work"',
      applies: 'at the next launch',
      flag: { name: '--profile', value: 'NAME' },
      otherwise: 'none',
    }),
    env: setting(v.record(variableName, anyText), {
      doc: 'more environment variables',
      example: '{ RUST_LOG = "warn" }',
      applies: 'at the next launch',
      flag: { name: '--env', value: 'NAME=VALUE' },
      otherwise: 'none',
    }),
    args: setting(v.array(anyText), {
      doc: 'more arguments for codex, after those of codex-grid; in `new` behind `--`',
      example: '["--search"]',
      applies: 'at the next launch',
      otherwise: 'none',
    }),
    config: setting(v.record(anyText, v.unknown()), {
      doc: "keys of codex's own config, which win over everything else",
      example: '{ hide_agent_reasoning = true }',
      applies: 'at the next launch',
      flag: { name: '--config', value: 'KEY=VALUE' },
      otherwise: 'none',
    }),
    home: setting(text, {
      doc: 'isolated (a Codex home of its own), shared (yours), or the path of another',
      example: '"isolated"',
      applies: 'for new agents',
      flag: { name: '--home', value: 'WHERE' },
      otherwise: 'isolated',
      paths: 'path or name',
      names: ['isolated', 'shared'],
    }),
    worktree: setting(v.union([v.boolean(), text]), {
      doc: 'work in a git worktree of its own, on a new branch or the one that is named',
      example: 'true',
      applies: 'for new agents',
      flag: { name: '--worktree', value: '[BRANCH]' },
      otherwise: 'false',
    }),
    trust: setting(v.boolean(), {
      doc: 'trust its folder without asking: config and hooks of the repository then load',
      example: 'false',
      applies: 'at the next launch',
      flag: { name: '--trust', value: null },
      otherwise: 'false',
    }),
    prompt: setting(text, {
      doc: 'its first prompt',
      example: '"Read the README"',
      applies: 'for new agents',
      flag: { name: '--prompt', value: 'TEXT' },
      otherwise: 'none',
    }),
  }),
);

/** What was said for one agent, or as a default for all. */
export type AgentSettings = v.InferOutput<typeof agentSettingsSchema>;
export type AgentSettingName = keyof AgentSettings;
