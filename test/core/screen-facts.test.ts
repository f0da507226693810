import { describe, expect, it } from 'vitest';
import {
  type Choice,
  dialogOn,
  type Open,
  type ScreenFacts,
  screenFacts,
} from '../../src/core/codex-screen/screen-facts.ts';
import type { Frame } from '../../src/core/terminal/frame.ts';
import { plainModes } from '../../src/core/terminal/frame.ts';
import { plainRow } from '../../src/core/terminal/row-encoder.ts';
import { type Known, knownFor, knownScreens } from '../support/known-screens.ts';
import { type RecordedScreen, recordedScreens } from '../support/recorded-screens.ts';

const version = '0.169.0';
const screens = recordedScreens();
const nothing: ScreenFacts = { composer: null, draft: null, mode: null, thread: null, open: null };

/** So little room that nothing sure is left of it. */
const tooSmall: readonly string[] = ['sign-in-browser 48x12'];

const sizeOf = ({ frame }: RecordedScreen) => `${frame.columns}x${frame.rows}`;
const nameOf = (screen: RecordedScreen) => `${screen.scene} ${sizeOf(screen)}`;

const shown = (scene: string, size = '80x24') =>
  screens.find((screen) => screen.scene === scene && sizeOf(screen) === size)!.frame;
const cursorAt = (frame: Frame, x: number, y: number): Frame => ({
  ...frame,
  cursor: { x, y, shape: 'block', blinks: false },
});

const squeezed = (text: string) => text.replace(/\s+/g, '');

/** Where there is no room for all of a text, what is shown of it is all there is to compare. */
function expectShown(shown: string, whole: string, isWhole: boolean): void {
  if (isWhole) expect(squeezed(shown)).toBe(squeezed(whole));
  else expect(squeezed(whole)).toContain(squeezed(shown));
}

function expectChoices(shown: readonly Choice[], all: readonly Choice[]): void {
  for (const choice of shown) {
    const known = all[choice.number - 1]!;
    const isLast = choice === shown.at(-1) && shown.length < all.length;
    expect(choice.isHighlighted).toBe(known.isHighlighted);
    expectShown(choice.label, known.label, !isLast);
    if (!isLast || choice.key !== null) expect(choice.key).toBe(known.key);
  }
  const numbers = shown.map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
}

function expectOpen(open: Open | null, known: Open | null): void {
  if (open === null || known === null) {
    expect(open).toEqual(known);
    return;
  }
  if (!('choices' in open) || !('choices' in known)) {
    expect(open).toEqual(known);
    return;
  }
  expectChoices(open.choices, known.choices);
  const hasAll = open.choices.length === known.choices.length;
  if (open.kind === 'question') expect(open.isWhole).toBe(hasAll);
  if (open.kind === 'approval' && known.kind === 'approval') {
    const isWhole = hasAll && squeezed(open.command ?? '') === squeezed(known.command ?? '');
    expect(open.isWhole).toBe(isWhole);
    expectShown(open.command ?? '', known.command ?? '', isWhole);
  }
  const isCut = 'reason' in open && open.reason === null && !open.isWhole;
  const rest = { choices: [], isWhole: true, command: null, ...(isCut && { reason: null }) };
  expect({ ...open, ...rest }).toEqual({ ...known, ...rest });
}

function expectKnown(facts: ScreenFacts, known: Known, columns: number): void {
  const { composer, draft = null, mode = null, thread = null, open = null } = known;
  expectOpen(facts.open, open);
  expect(facts.composer).toBe(composer);
  expect(facts.mode).toBe(mode);
  if (draft === null) expect(facts.draft).toBeNull();
  else expectShown(facts.draft!.text, draft, facts.draft!.isWhole);
  if (facts.draft && !facts.draft.isWhole) {
    expect(squeezed(facts.draft.text)).not.toBe(squeezed(draft ?? ''));
  }
  const isNamed = columns >= 80 || facts.thread !== null;
  expect(facts.thread).toBe(isNamed ? thread : null);
}

const toTry = screens.map((screen) => ({ name: nameOf(screen), screen }));

describe('recorded screens', () => {
  it.each(toTry.filter(({ screen }) => knownFor(screen.scene)))(
    '[SP1] $name',
    ({ name, screen: { scene, frame, codexVersion } }) => {
      const facts = screenFacts(frame, codexVersion);
      if (tooSmall.includes(name)) expect(facts).toEqual(nothing);
      else expectKnown(facts, knownFor(scene)!, frame.columns);
    },
  );

  it('[SP2] every scene is known, recorded at four sizes, and none is missing', () => {
    const recorded = [...new Set(screens.map(({ scene }) => scene))];
    const isQuoted = (scene: string) => scene.startsWith('quoted-');
    expect(recorded.filter((scene) => !isQuoted(scene)).sort()).toEqual(
      Object.keys(knownScreens).sort(),
    );
    const variant = /^(?:light|black|silent|256|inline|bare)-/;
    for (const scene of recorded.filter((name) => !isQuoted(name) && !variant.test(name))) {
      const columns = screens
        .filter((one) => one.scene === scene)
        .map(({ frame }) => frame.columns);
      expect([scene, ...columns.sort((left, right) => left - right)]).toEqual([
        scene,
        48,
        80,
        120,
        200,
      ]);
    }
  });

  it.each(toTry.filter(({ screen }) => screen.scene.startsWith('quoted-draft-')))(
    '[SP3] $name is a draft and nothing else',
    ({ screen: { frame } }) => {
      const facts = screenFacts(frame, version);
      expect(facts).toMatchObject({ composer: 'draft', mode: 'prompt', open: null });
      expect(facts.draft!.text).not.toBe('');
    },
  );
});

describe('what is not known', () => {
  it.each([null, 'rubbish', '0.168.0', '0.170.0', '0.169.1', '0.169.0-alpha.2', '1.0.0', '0.169'])(
    '[SP4] nothing is said of codex %s',
    (other) => {
      for (const { frame } of screens) expect(screenFacts(frame, other)).toEqual(nothing);
    },
  );

  it('[SP5] nothing is said of a blank screen, a shell or another program', () => {
    const rows = [
      [],
      ['', '', ''],
      ['someone@here:~$ codex', ''],
      ['Token usage: total=1,260', '', '› Ask Codex to do anything', '', '  GPT-5.5'],
      ['\x1b[1m›\x1b[m text', '\x1b[1m› \x1b[m', 'x'],
    ];
    for (const lines of rows) expect(screenFacts(frameOf(lines), version)).toEqual(nothing);
  });

  it('[SP5] nothing is said of the plain text of a screen', () => {
    for (const { frame, scene } of screens) {
      const facts = screenFacts({ ...frame, lines: frame.lines.map(plainRow) }, version);
      if (facts.open?.kind !== 'startup') expect([scene, facts]).toEqual([scene, nothing]);
    }
  });

  it('[SP14] what codex drew once is nothing above a composer', () => {
    const composers = [
      'composer-after-turn',
      'silent-composer',
      'light-composer',
      'inline-composer',
    ];
    for (const scene of composers) {
      const frame = shown(scene);
      const promptY = frame.cursor!.y;
      for (const { frame: forged, scene: name } of screens.filter(
        (one) => sizeOf(one) === '80x24',
      )) {
        const last = forged.lines.findLastIndex((row) => row !== '');
        const rows = forged.lines.slice(Math.max(0, last + 1 - (promptY - 2)), last + 1);
        const lines = [...rows, '', ...frame.lines.slice(promptY - 1)];
        const y = rows.length + 2;
        const facts = screenFacts(cursorAt({ ...frame, lines, rows: lines.length }, 2, y), version);
        const { composer, open } = facts;
        expect([scene, name, composer, open]).toEqual([scene, name, 'empty', null]);
      }
    }
  });

  it('[SP15] no rows make it throw', () => {
    for (const { frame } of screens.filter((one) => sizeOf(one) === '48x12')) {
      for (let y = 0; y < frame.rows; y += 1) {
        const { lines } = frame;
        const cut = lines.map((row, at) => (at < y ? row : row.slice(0, row.length / 2)));
        for (const some of [lines.slice(0, y), lines.slice(y), cut, lines.toReversed()]) {
          expect(() =>
            screenFacts({ ...frame, lines: some, rows: some.length }, version),
          ).not.toThrow();
        }
      }
    }
  });

  it('[SP6] nothing is said where a band, a title or a choice is not at the bottom', () => {
    const more = Array.from({ length: 10 }, (_, row) => `row ${row} of something else`);
    for (const { frame, scene } of screens) {
      const { open } = screenFacts(frame, version);
      if (open?.kind === 'startup' || open?.kind === 'view') continue;
      const lines = [...frame.lines, ...more];
      const facts = screenFacts({ ...frame, lines, rows: lines.length }, version);
      expect([scene, facts.composer]).toEqual([scene, facts.open ? 'hidden' : null]);
      if (facts.open) expect(knownScreens[scene]?.open).toMatchObject({ kind: 'menu' });
    }
  });
});

function frameOf(lines: readonly string[], cursor: Frame['cursor'] = null): Frame {
  return { columns: 80, rows: lines.length, lines, cursor, modes: plainModes };
}

describe('the composer', () => {
  const empty = shown('composer-after-turn');
  const { y: promptY } = empty.cursor!;

  it('[SP7] it is empty only with the cursor at its start', () => {
    expect(screenFacts(empty, version).composer).toBe('empty');
    for (const frame of [
      { ...empty, cursor: null },
      cursorAt(empty, 5, promptY),
      cursorAt(empty, 0, promptY),
      cursorAt(empty, 2, promptY - 1),
      cursorAt(empty, 2, promptY + 1),
      cursorAt(empty, 2, 3),
    ]) {
      expect(screenFacts(frame, version)).toEqual(nothing);
    }
  });

  it('[SP7] it is empty only with a dimmed placeholder that invites', () => {
    const withRow = (change: (row: string) => string) => ({
      ...empty,
      lines: empty.lines.map((row, y) => (y === promptY ? change(row) : row)),
    });
    const undimmed = withRow((row) => row.replace('\x1b[2m', ''));
    expect(screenFacts(cursorAt(undimmed, 5, promptY), version)).toMatchObject({
      composer: 'draft',
      draft: { text: 'Ask Codex to do anything', isWhole: true },
    });
    const disabled = withRow((row) => row.replace('Ask Codex to do anything', 'Input disabled.  '));
    expect(screenFacts(disabled, version)).toEqual(nothing);
    const older = withRow((row) => row.replace('\x1b[1;', '\x1b[1;2;'));
    expect(screenFacts(older, version)).toEqual(nothing);
  });

  it('[SP8] what stands directly above it and is not known makes all unknown', () => {
    const above = (row: string) => ({
      ...empty,
      lines: empty.lines.map((before, y) => (y === promptY - 2 ? row : before)),
    });
    expect(screenFacts(above('  some new popup'), version)).toEqual(nothing);
    expect(screenFacts(above('\x1b[48;5;3m   \x1b[m'), version)).toEqual(nothing);
  });

  it('[SP9] a draft is told as it is seen, its placeholders included', () => {
    const drafted = (scene: string, size = '80x24') =>
      screenFacts(shown(scene, size), version).draft;
    expect(drafted('draft-wide')).toEqual({
      text: '漢字と絵文字 👩‍👩‍👧 のある下書き — naïve café 🇫🇷 and more text so that it is\nwrapped',
      isWhole: true,
    });
    expect(drafted('draft-lines')).toEqual({
      text: 'First line\n\n  indented\n- a list\n› 1. Yes, proceed (y)\nlast',
      isWhole: true,
    });
    expect(drafted('draft-image')?.text).toBe('[Image #1]  like this one');
    expect(drafted('draft-pasted')?.text).toBe('[Pasted Content 1234 chars]');
    expect(drafted('draft-tall-middle', '48x12')).toEqual({
      text: [30, 31, 32, 33, 34, 35].map((line) => `line ${line} of many`).join('\n'),
      isWhole: false,
    });
    expect(drafted('draft-tall-top', '48x12')?.isWhole).toBe(false);
    expect(drafted('draft-blank')?.text).toBe('   ');
  });
});

describe('approvals', () => {
  const asked = (scene: string, size: string) => {
    const { open } = screenFacts(shown(scene, size), version);
    if (open?.kind !== 'approval') throw new Error('no approval');
    return open;
  };

  it('[SP10] the command, its reason and every answer with its key are told', () => {
    expect(asked('approval-command', '80x24')).toEqual({
      kind: 'approval',
      name: 'command',
      title: 'Would you like to run the following command?',
      thread: null,
      command: 'echo hi',
      reason: 'it writes outside the folder',
      destination: null,
      choices: [
        { number: 1, label: 'Yes, proceed', key: 'y', isHighlighted: true },
        {
          number: 2,
          label: "Yes, and don't ask again for commands that start with `echo hi`",
          key: 'p',
          isHighlighted: false,
        },
        {
          number: 3,
          label: 'No, and tell Codex what to do differently',
          key: 'esc',
          isHighlighted: false,
        },
      ],
      isWhole: true,
    });
  });

  it('[SP11] answers in the text of a command are none', () => {
    const { command, choices } = asked('approval-long', '200x50');
    expect(command).toContain('\n› 1. Yes, proceed (y)\nEND');
    expect(choices.map(({ key }) => key)).toEqual(['y', 'esc']);
  });

  it('[SP11] a key in brackets that codex did not draw as one is none', () => {
    const frame = shown('approval-wrapped', '48x12');
    const lines = frame.lines.map((row) => row.replace('far/far/ ', 'far/ (y) '));
    const { open } = screenFacts({ ...frame, lines }, version);
    expect(open).toMatchObject({ kind: 'approval', isWhole: false });
    expect(open?.kind === 'approval' && open.choices[1]).toMatchObject({ number: 2, key: null });
  });

  it('[SP12] it is not whole while answers or lines of the command are not shown', () => {
    expect(asked('approval-command', '48x12').isWhole).toBe(false);
    expect(asked('approval-command-last', '48x12')).toMatchObject({
      choices: [{ number: 3, key: 'esc', isHighlighted: true }],
      isWhole: false,
    });
    expect(asked('approval-long', '80x24').isWhole).toBe(false);
    expect(asked('approval-long', '48x12')).toMatchObject({ command: null, isWhole: false });
  });

  it('[SP13] none stands there without exactly one highlighted answer, or with a cursor', () => {
    const frame = shown('approval-command');
    const y = frame.lines.findIndex((row) => plainRow(row).startsWith('› 1. Yes'));
    const other = shown('approval-command-moved').lines[y]!;
    const plain = { ...frame, lines: frame.lines.map((row, at) => (at === y ? other : row)) };
    for (const changed of [plain, cursorAt(frame, 2, y)]) {
      expect(screenFacts(changed, version).open?.kind).not.toBe('approval');
    }
  });
});

describe('dialogs that codex does not report', () => {
  const dialogOf = ({ scene }: { readonly scene: string }) => {
    const open = knownScreens[scene]?.open;
    if (open?.kind === 'startup') return open.name;
    return open?.kind === 'menu' && open.name === 'rate limits' ? open.name : null;
  };
  const startups = toTry.filter(({ screen }) => dialogOf(screen) !== null);

  it.each(startups.filter(({ name }) => !tooSmall.includes(name)))('[EV10] $name', ({ screen }) => {
    expect(dialogOn(screen.frame)).toBe(dialogOf(screen));
  });

  it.each(toTry.filter((one) => !startups.includes(one)))(
    '[EV11] $name shows none',
    ({ screen: { frame } }) => {
      expect(dialogOn(frame)).toBeNull();
    },
  );

  it.each(startups.filter(({ screen }) => sizeOf(screen) === '80x24'))(
    '[EV12] $name quoted in a conversation is none',
    ({ screen: { frame } }) => {
      const text = frame.lines.map(plainRow).filter((row) => row.trim() !== '');
      const { lines } = shown('composer-after-turn');
      const bottom = lines.slice(-5);
      const head = ['', '  >_ OpenAI Codex (v0.169.0)', ''];
      expect(dialogOn(frameOf([...head, ...text, '', ...bottom]))).toBeNull();
      const indented = text.map((row) => `  ${row}`);
      expect(dialogOn(frameOf([...head, '• It shows:', ...indented, ...bottom]))).toBeNull();
    },
  );

  it('[EV13] the other answer highlighted is the same dialog', () => {
    const inPlainText = startups.filter(({ screen }) => dialogOf(screen) !== 'rate limits');
    for (const { screen, name } of inPlainText.filter((one) => !tooSmall.includes(one.name))) {
      const { frame } = screen;
      const moved = frame.lines.map((row) => plainRow(row).replace(/^[›>] (\d\.)/, '  $1'));
      expect([name, dialogOn({ ...frame, lines: moved })]).toEqual([name, dialogOn(frame)]);
    }
  });

  it('[EV14] a blank or empty screen shows none', () => {
    expect(dialogOn(frameOf([]))).toBeNull();
    expect(dialogOn(frameOf(['', '   ', '']))).toBeNull();
  });
});
