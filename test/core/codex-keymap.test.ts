import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import { boundInCodex } from '../../src/core/codex/codex-keymap.ts';

const bound = (text: string, ...keys: readonly string[]) => boundInCodex(parse(text), keys);

it('[DR15] keys are found alone, among others and at the beginning of chords, however they are written', () => {
  const config = `
    [tui.keymap.global]
    copy = "ctrl-q"
    open_agents = ["f3", "CTRL-Q"]
    leader = "ctrl-x"
    [tui.keymap.editor]
    yank = "ctrl-q f2"
    undo = []
  `;
  expect(bound(config, 'Ctrl+Q')).toEqual(
    ['global.copy', 'global.open_agents', 'editor.yank'].map((at) => ({
      key: 'Ctrl+Q',
      at: `tui.keymap.${at}`,
    })),
  );
  expect(bound(config, 'Ctrl+]', 'F3').map(({ key }) => key)).toEqual(['F3']);
});

it('[DR15] what is no table of keys binds none', () => {
  for (const text of ['', 'tui = 1', 'tui.keymap = "vim"', 'tui.keymap.global = "ctrl-q"'])
    expect(bound(text, 'Ctrl+Q')).toEqual([]);
});
