import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dialogOn } from '../../src/core/codex/startup-screens.ts';

const folder = new URL('../fixtures/screens/', import.meta.url);
/** What the real codex 0.169.0 showed; the file's name says which screen at which size. */
const recorded = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({
    screen: file.replace(/-\d+x\d+\.txt$/, ''),
    file,
    rows: readFileSync(new URL(file, folder), 'utf8').split('\n'),
  }));

const nameOfScreen: Readonly<Record<string, string>> = {
  'folder-trust': 'folder trust',
  'hooks-review': 'hooks review',
  'model-announcement': 'model announcement',
  'sign-in': 'sign-in',
  'sign-in-browser': 'sign-in',
  'sign-in-device': 'sign-in',
  'sign-in-key': 'sign-in',
  'sign-in-other': 'sign-in',
  'sign-in-provider': 'sign-in',
  update: 'update',
  'resume-folder': 'resume folder',
  'open-elsewhere': 'open elsewhere',
};

const dialogs = recorded.filter(({ screen }) => screen in nameOfScreen);
const others = recorded.filter(({ screen }) => !(screen in nameOfScreen));

describe('dialogs on recorded screens', () => {
  it.each(dialogs)('[EV10] $file', ({ screen, rows }) => {
    expect(dialogOn(rows)).toBe(nameOfScreen[screen]);
  });

  it.each(others)('[EV11] $file shows none', ({ rows }) => {
    expect(dialogOn(rows)).toBeNull();
  });

  it.each(dialogs.filter(({ file }) => file.endsWith('100x30.txt')))(
    '[EV12] $file quoted in a conversation is none',
    ({ rows }) => {
      const text = rows.filter((row) => row.trim() !== '');
      const composer = recorded.find(({ file }) => file === 'composer-100x30.txt')!.rows;
      const bottom = composer.slice(composer.findIndex((row) => row.startsWith('›')));
      const head = ['', '  >_ OpenAI Codex (v0.169.0)', ''];
      expect(dialogOn([...head, ...text, '', ...bottom])).toBeNull();
      expect(
        dialogOn([...head, '• It shows:', ...text.map((row) => `  ${row}`), ...bottom]),
      ).toBeNull();
    },
  );

  it('[EV13] the other answer highlighted is the same dialog', () => {
    for (const { rows, screen } of dialogs) {
      const moved = rows.map((row) => row.replace(/^[›>] (\d\.)/, '  $1'));
      expect(dialogOn(moved)).toBe(nameOfScreen[screen]);
    }
  });

  it('[EV14] a blank or empty screen shows none', () => {
    expect(dialogOn([])).toBeNull();
    expect(dialogOn(['', '   ', ''])).toBeNull();
  });
});
