import * as v from 'valibot';
import { anyText, text } from './agent-settings-table.ts';
import { groupingNames, layoutNames } from './layout-names.ts';
import { setting } from './setting-facts.ts';

/** Tiles under 24x6 say nothing any more; no terminal is larger than 1000 cells. */
const columns = v.pipe(v.number(), v.integer(), v.minValue(24), v.maxValue(1000));
const keyNames = v.pipe(v.array(text), v.readonly());
const colorText = v.pipe(v.union([text, v.number()]), v.transform(String));
const rows = v.pipe(v.number(), v.integer(), v.minValue(6), v.maxValue(1000));
/** Codex does nothing meanwhile; ten minutes are what it gives its hooks when nobody says otherwise. */
const waitSeconds = v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(600));

/** Every setting of codex-grid itself, once; these stand in the config file alone. */
export const programSettingsSchema = v.object({
  codex: v.optional(
    v.nullable(
      setting(text, {
        doc: 'the codex that agents run: a path, or a name in PATH',
        example: '"/opt/codex/bin/codex"',
        applies: 'at the next launch',
        otherwise: 'found in PATH',
        paths: 'path or name',
      }),
    ),
    null,
  ),
  update: v.optional(
    setting(v.picklist(['ask', 'notify', 'never']), {
      doc: 'what becomes of a newer codex: ask to install it, say so, or nothing',
      example: '"notify"',
      applies: 'at once',
    }),
    'ask',
  ),
  notifications: v.optional(
    v.object({
      ways: v.optional(
        setting(v.pipe(v.array(v.picklist(['bell', 'osc9', 'osc777', 'desktop'])), v.readonly()), {
          doc: 'how you are told of agents: bell, osc9 and osc777 by the terminal that you used last, desktop while no screen is open',
          example: '["osc9", "desktop"]',
          applies: 'at once',
          otherwise: 'bell and desktop',
        }),
        ['bell', 'desktop'],
      ),
      of: v.optional(
        setting(v.pipe(v.array(v.picklist(['waits', 'failed', 'done'])), v.readonly()), {
          doc: 'what you are told of: waits (it needs you), failed, done',
          example: '["waits", "done"]',
          applies: 'at once',
          otherwise: 'waits',
        }),
        ['waits'],
      ),
    }),
    {},
  ),
  layout: v.optional(
    setting(v.picklist(layoutNames), {
      doc: 'how tiles share the screen: as reads best, below or beside each other, or one large and a strip',
      example: '"focus"',
      applies: 'at once',
    }),
    'auto',
  ),
  groupBy: v.optional(
    setting(v.picklist(groupingNames), {
      doc: 'what tiles stand together by: nothing, the groups of fleet files, or the repository they work in',
      example: '"repository"',
      applies: 'at once',
    }),
    'none',
  ),
  theme: v.optional(
    setting(v.picklist(['auto', 'dark', 'light']), {
      doc: 'colours for a dark or a light background; auto asks the terminal which it has',
      example: '"light"',
      applies: 'at once',
    }),
    'auto',
  ),
  contrast: v.optional(
    setting(v.picklist(['normal', 'high']), {
      doc: 'how much all text and all borders stand out',
      example: '"high"',
      applies: 'at once',
    }),
    'normal',
  ),
  keys: v.optional(
    setting(v.record(anyText, keyNames), {
      doc: 'keys by action, in place of its own; `leave` ends typing',
      example: '{ leave = ["Ctrl+G"], new-agent = ["n"] }',
      applies: 'at once',
      otherwise: 'see Keys',
    }),
    {},
  ),
  colors: v.optional(
    setting(v.record(anyText, colorText), {
      doc: 'colours by role: #rrggbb, a name such as red or blueBright, or 0 to 255',
      example: '{ working = "#6cb6ff", needs_you = 214 }',
      applies: 'at once',
      otherwise: 'those of your background',
    }),
    {},
  ),
  approvals: v.optional(
    v.object({
      via: v.optional(
        setting(v.picklist(['screen', 'hook']), {
          doc: "how approvals are answered from the grid: by a key in codex's dialog, or before it comes up",
          example: '"hook"',
          applies: 'at the next launch',
        }),
        'screen',
      ),
      waitSeconds: v.optional(
        setting(waitSeconds, {
          doc: 'how long codex waits for an answer from the grid before its dialog comes up; 5 to 600',
          example: '120',
          applies: 'at the next launch',
        }),
        60,
      ),
    }),
    {},
  ),
  tile: v.optional(
    v.object({
      minColumns: v.optional(
        setting(columns, {
          doc: 'tiles are not made narrower while there are pages to turn',
          example: '60',
          applies: 'at once',
        }),
        24,
      ),
      minRows: v.optional(
        setting(rows, {
          doc: 'nor lower',
          example: '16',
          applies: 'at once',
        }),
        6,
      ),
    }),
    {},
  ),
  worktree: v.optional(
    v.object({
      folder: v.optional(
        v.nullable(
          setting(text, {
            doc: 'where worktrees are made',
            example: '"~/worktrees"',
            applies: 'for new agents',
            otherwise: 'in the state folder',
            paths: 'path',
          }),
        ),
        null,
      ),
      setup: v.optional(
        v.nullable(
          setting(text, {
            doc: 'a command that runs in each new worktree before codex',
            example: '"npm ci"',
            applies: 'for new agents',
            otherwise: 'none',
          }),
        ),
        null,
      ),
    }),
    {},
  ),
});

/** What the config says for codex-grid itself, with what holds where it says nothing. */
export type ProgramSettings = v.InferOutput<typeof programSettingsSchema>;

export const builtInProgramSettings: ProgramSettings = v.parse(programSettingsSchema, {});
