import { describe, expect, it } from 'vitest';
import { helpTopics } from '../../src/cli/help-topics.ts';
import { diffCommentTable, diffTable } from '../../src/core/overlay-keys/diff-table.ts';
import { inboxTable } from '../../src/core/overlay-keys/inbox-table.ts';
import { actionOf, hintsIn } from '../../src/core/overlay-keys/key-row.ts';
import { type OverlayTable, overlayTables } from '../../src/core/overlay-keys/overlay-tables.ts';
import { bindingsWith, type Hint, keyLabel } from '../../src/core/screen/bindings.ts';
import { helpRows } from '../../src/core/screen/help-keys.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { overlayHints } from '../../src/core/screen/overlay-hints.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import type { ScreenModel } from '../../src/core/screen/screen-state.ts';
import type { Key } from '../../src/core/terminal/input-event.ts';
import { key, modelOf, sceneNow } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';
import { textOf } from '../support/source-tree.ts';

const tables = overlayTables(keymap);

/** Where the keys of each table are tried. */
const places: Readonly<Record<string, readonly string[]>> = {
  filter: ['filter-80x24', 'filter-empty-80x24'],
  search: ['search-120x40'],
  palette: ['palette-80x24'],
  'new-agent': ['new-agent-80x24', 'new-agent-danger-120x40'],
  name: ['rename-80x24'],
  question: ['update-80x24'],
  inbox: ['inbox-80x24', 'inbox-40x12', 'inbox-dialog-80x24', 'inbox-question-120x40'],
  confirm: ['inbox-confirm-80x24', 'inbox-confirm-thirty-80x24'],
  'composer-to': ['composer-to-whom-80x24'],
  composer: ['composer-80x24', 'composer-long-80x24', 'composer-selector-80x24'],
  editing: ['composer-80x24', 'composer-long-80x24'],
  receipts: ['receipts-80x24', 'receipts-all-80x24'],
  transcript: ['transcript-patch-120x40', 'transcript-search-80x24', 'transcripts-two-120x40'],
  'transcript-search': ['transcript-typing-80x24'],
  export: ['transcript-formats-80x24'],
  sessions: ['transcript-sessions-80x24'],
  diff: ['diff-80x24', 'diff-search-80x24', 'diff-sideways-80x24'],
  'diff-search': ['diff-searching-80x24'],
  'diff-comment': ['diff-comment-80x24'],
  links: ['links-120x40'],
  why: ['why-settings-80x24'],
  help: ['help-80x24'],
};

/** Where a letter is neither text nor an answer. */
const silent = ['inbox', 'confirm', 'receipts', 'transcript', 'diff', 'links', 'why', 'help'];

const modelsOf = (name: string): readonly ScreenModel[] =>
  (places[name] ?? []).map((scene) => modelOf(scenes[scene]!));

const keysOf = ({ table }: OverlayTable): readonly string[] =>
  table.flatMap(({ keys }) => Object.keys(keys));

const pressedKey = (text: string): Key => {
  const event = key(text);
  if (event.type !== 'input' || event.input.type !== 'key') throw new Error(text);
  return event.input.key;
};

/** As a person reads them, whatever else is held. */
const readKey = (text: string): string => {
  const [, held = '', name = ''] = /^((?:(?:Ctrl|Alt|Shift)\+(?=.))*)(.+)$/.exec(text) ?? [];
  return held + keyLabel(name);
};
const withoutHeld = (text: string): string => text.replace(/^(?:(?:Ctrl|Alt|Shift)\+(?=.))+/, '');

const labelWords = (label: string): readonly string[] =>
  label === '1 … 9' ? [...'123456789'] : label.split(' ').filter((word) => word !== 'no key');

/** Whether a key did anything but take away what was told. */
function acts(model: ScreenModel, text: string): boolean {
  const read = { ...model, notice: null };
  const { model: after, effects } = act(read, key(text), sceneNow);
  const seen = ({ overlay, mode, selected, notice, filter, prompts }: ScreenModel) =>
    JSON.stringify({ overlay, mode, selected, notice, filter, prompts });
  return effects.length > 0 || seen(after) !== seen(read);
}

/** Some keys do something only once others were pressed. */
const before = [
  [],
  ['Down'],
  ['Ctrl+J'],
  ['Ctrl+J', 'Up'],
  ['PageDown'],
  ['G'],
  ['Home'],
  ['Tab', 'Tab'],
  ['a', 'Left'],
  ['l'],
];

function actsSomewhere(name: string, text: string): boolean {
  return modelsOf(name).some((model) =>
    before.some((pressed) => {
      const place = pressed.reduce((at, one) => act(at, key(one), sceneNow).model, model);
      return place.overlay.type === model.overlay.type && acts(place, text);
    }),
  );
}

function footerHints(name: string, model: ScreenModel): readonly Hint[] {
  const { overlay } = model;
  // Its keys stand in the tables of those overlays that have a text.
  if (name === 'editing') return [];
  if (name === 'diff-comment') return hintsIn(diffCommentTable, null);
  if (overlay.type === 'diff') return name === 'diff' ? hintsIn(diffTable, overlay.pane) : [];
  const hints = overlayHints(model);
  return typeof hints === 'string' ? [] : hints;
}

describe.each(tables)('$title', (given) => {
  const { name, table } = given;

  it('[KT1] no key stands in the table twice', () => {
    expect(keysOf(given)).toEqual([...new Set(keysOf(given))]);
  });

  it('[KT2] every key is said, and no other', () => {
    for (const { label, help, keys } of table) {
      const said = [...labelWords(label), ...help.split(/[\s,;:]+/)];
      const unsaid = Object.keys(keys).filter(
        (one) =>
          !said.includes(readKey(one)) && !(withoutHeld(one) !== one && withoutHeld(one) in keys),
      );
      expect(unsaid, `${label}: ${help}`).toEqual([]);
      expect(Object.keys(keys).map(readKey)).toEqual(
        expect.arrayContaining([...labelWords(label)]),
      );
    }
  });

  it('[KT3] every key does something', () => {
    const idle = keysOf(given).filter((text) => !actsSomewhere(name, text));
    // There are fewer answers and links than numbers.
    expect(idle.filter((text) => !/^[1-9]$/.test(text))).toEqual([]);
  });

  it('[KT5] the footer says no other keys', () => {
    const labels = table.flatMap(({ label }) => labelWords(label));
    const hints = modelsOf(name).flatMap((model) => footerHints(name, model));
    const keys = hints.flatMap((hint) => hint.key.replace('←→', '← →').split(' '));
    expect(keys.filter((one) => !labels.includes(one) && !/^[1-9]$/.test(one))).toEqual([]);
  });
});

it.each(tables.filter(({ name }) => silent.includes(name)))(
  '[KT4] $title a key that is not in the table does nothing',
  (given) => {
    const characters = [
      ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/?{}[]<>:*',
    ];
    const names = ['Enter', 'Tab', 'Space', 'Backspace', 'Delete', 'Insert', 'Up', 'Down', 'Left'];
    const more = ['Right', 'Home', 'End', 'PageUp', 'PageDown', 'F1'];
    const all = [...characters, ...names, ...more].flatMap((one) => [one, `Alt+${one}`]);
    const others = all.filter((one) => !keysOf(given).includes(one));
    const [model] = modelsOf(given.name);
    expect(others.filter((one) => model && acts(model, one))).toEqual([]);
  },
);

it('[KT7] keys given to answers hold in the inbox, but for those that it takes for its own', () => {
  const table = inboxTable(bindingsWith({ approve: ['F2', 'j'] }));
  const given = (text: string) => actionOf(table, pressedKey(text));
  expect([given('F2'), given('j'), given('y')]).toEqual(['approve', 'next', null]);
  expect(table[0]?.label).toBe('F2');
});

describe('what is said of them elsewhere', () => {
  const topicText = (topic: string) => JSON.stringify(helpTopics[topic]);

  it('[KT6] the help of the grid and of a shell, and the README, have every row', () => {
    const readme = textOf('README.md');
    const rows = helpRows(keymap);
    for (const { title, table } of tables) {
      for (const { label, help } of table) {
        expect(rows).toContainEqual({ group: title, label, help });
        expect(topicText('keys')).toContain(JSON.stringify([label, help]));
        expect(readme).toContain(`| ${help} |`);
      }
    }
  });

  it.each([
    ['diffs', 'diff'],
    ['diffs', 'diff-comment'],
    ['transcripts', 'transcript'],
    ['answers', 'inbox'],
    ['prompts', 'composer'],
    ['prompts', 'receipts'],
    ['finding', 'palette'],
  ] as const)('[KT6] the topic %s has the keys of %s', (topic, name) => {
    const found = tables.find((one) => one.name === name)!;
    for (const { label, help } of found.table) {
      expect(topicText(topic)).toContain(JSON.stringify([label, help]));
    }
  });
});
