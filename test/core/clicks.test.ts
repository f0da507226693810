import { describe, expect, it } from 'vitest';
import { linkAt, linkText, pathIn } from '../../src/core/pointing/link-at.ts';
import { anAsk } from '../support/scene-asks.ts';
import {
  agents,
  answered,
  clickOn,
  id,
  mouse,
  orders,
  type Played,
  painted,
  play,
  start,
} from '../support/screen-model.ts';

const asking = () => {
  const [one, two] = agents({ state: 'approval', ask: anAsk() }, {});
  return start([one!, two!]);
};
const shown = () => play(asking(), painted([id(1), 'ask-1']));
const row = (text: string) => ({ line: { text, at: 0 }, before: { text, ask: 'ask-1' } });
const given = (played: Played) =>
  orders(played).flatMap((effect) =>
    effect.type === 'request' && effect.command.type === 'answer' ? [effect.command] : [],
  );

describe('a click on an answer', () => {
  it('[MC20] gives it to the request that is shown', () => {
    const [first] = anAsk().choices;
    const clicked = play(shown(), clickOn(1, row(`› 1. ${first!.label}`)));
    expect(given(clicked)).toEqual([
      { type: 'answer', agent: id(1), ask: 'ask-1', choice: 'approve' },
    ]);
    expect(clicked.model.mode).toEqual({ type: 'grid' });
  });

  it('[MC20] is refused while it could not have been read', () => {
    const [first] = anAsk().choices;
    const clicked = play(asking(), clickOn(1, row(`  1. ${first!.label}`)));
    expect(given(clicked)).toEqual([]);
    expect(clicked.model.notice).toContain('only just now');
  });

  it.each(['1. rm -rf build', '› run it', '11. Yes, proceed', '2. Yes, proceed (y)'])(
    '[MC22] %s is none',
    (text) => {
      const clicked = play(shown(), clickOn(1, row(text)));
      expect(given(clicked)).toEqual([]);
      expect(clicked.model.mode).toMatchObject({ type: 'type' });
    },
  );

  it('[MC28] is none where the dialog came, went or moved while the button was down', () => {
    const [first, second] = anAsk().choices;
    const [text, other] = [`1. ${first!.label}`, `2. ${second!.label}`];
    for (const changed of [
      { before: { text, ask: 'ask-0' } },
      { before: { text, ask: null } },
      { before: { text: other, ask: 'ask-1' } },
      { before: { text: 'no answer', ask: 'ask-1' } },
      { line: { text: 'no answer', at: 0 } },
    ]) {
      const clicked = play(shown(), clickOn(1, { ...row(text), ...changed }));
      expect(given(clicked)).toEqual([]);
      expect(clicked.model.mode).toEqual({ type: 'grid' });
      expect(clicked.model.notice).toContain('changed under the button');
    }
  });

  it('[MC28] what is no answer may change: a click types all the same', () => {
    const clicked = play(
      shown(),
      clickOn(1, { ...row('Working (2s)'), before: { text: 'Working (1s)', ask: 'ask-1' } }),
    );
    expect(clicked.model.mode).toMatchObject({ type: 'type' });
  });

  it('[MC22] on a tile that was not selected it only selects', () => {
    const [first] = anAsk().choices;
    const away = play(shown(), '2', mouse(5, 5));
    const clicked = play(away, clickOn(1, { ...row(`1. ${first!.label}`), isChosen: false }));
    expect(given(clicked)).toEqual([]);
    expect(clicked.model.selected).toBe(id(1));
  });

  it('[MC21] the keys in the border are pressed by a click', () => {
    // The lower border of a 120x40 screen's only row of tiles is row 38.
    const choices = Array.from({ length: 58 }, (_, x) => given(play(shown(), mouse(x, 38)))).map(
      ([command]) => command?.choice ?? null,
    );
    expect([...new Set(choices)]).toEqual([null, 'approve', 'session', 'deny']);
    expect(choices.filter((choice) => choice === 'approve')).toHaveLength('y approve'.length);
    expect(choices.filter((choice) => choice === 'deny')).toHaveLength('d deny'.length);
  });
});

describe('above the grid', () => {
  const overlay = (played: Played) => played.model.overlay;

  it('[MC23] a click chooses an answer, one on the chosen answer gives it', () => {
    const asked = play(start(agents({})), 'q');
    const open = overlay(asked);
    if (open.type !== 'question') throw new Error('no question');
    const click = (fromBottom: number) =>
      ({ type: 'overlay-clicked', row: { fromTop: 0, fromBottom, column: 0 } }) as const;
    const last = play(asked, click(0));
    expect(overlay(last)).toMatchObject({ type: 'question', chosen: 2 });
    expect(overlay(play(last, click(0)))).toEqual({ type: 'none' });
    expect(overlay(play(asked, click(7)))).toEqual(open);
  });

  it('[MC23] a click chooses a link, one on the chosen link copies it', () => {
    const links = ['https://a.example/1', 'https://a.example/2'];
    const listed = play(start(agents({})), answered({ type: 'links', name: 'a' }, links));
    const click = {
      type: 'overlay-clicked',
      row: { fromTop: 1, fromBottom: 2, column: 0 },
    } as const;
    const chosen = play(listed, click);
    expect(overlay(chosen)).toMatchObject({ list: { chosen: 1 } });
    expect(orders(play(chosen, click))).toContainEqual({ type: 'copy', text: links[0] });
  });

  it('[MC23] a click chooses a row of the inbox, one on the chosen row goes there', () => {
    const waiting = { state: 'approval', ask: anAsk() } as const;
    const open = play(start(agents(waiting, waiting, waiting)), 'I');
    const click = (fromTop: number) =>
      ({ type: 'overlay-clicked', row: { fromTop, fromBottom: 9, column: 0 } }) as const;
    const chosen = play(open, click(2));
    expect(overlay(chosen)).toMatchObject({ inbox: { selected: { agent: { id: id(3) } } } });
    expect(play(chosen, click(2)).model).toMatchObject({
      overlay: { type: 'none' },
      mode: { type: 'type', agent: id(3) },
    });
    expect(overlay(play(open, click(20)))).toEqual(overlay(open));
  });

  it('[MC24] the wheel scrolls what is read and moves through what is chosen from', () => {
    const down = mouse(50, 20, { action: 'wheel-down', button: 'none' });
    const up = mouse(50, 20, { action: 'wheel-up', button: 'none' });
    const help = play(start(agents({})), '?', down, down, up);
    expect(overlay(help)).toMatchObject({ type: 'help', scrolled: 3 });
    const listed = play(
      start(agents({})),
      answered({ type: 'links', name: 'a' }, ['https://a.example/1', 'https://a.example/2']),
      down,
    );
    expect(overlay(listed)).toMatchObject({ list: { chosen: 1 } });
    const quit = play(start(agents({})), 'q');
    expect(play(quit, down).model).toBe(quit.model);
  });
});

describe('links', () => {
  const at = (text: string, part: string) => {
    const link = linkAt({ text, at: text.indexOf(part) });
    return link && `${link.type} ${linkText(link)}`;
  };

  it('[MC26] are addresses, files with a line, and paths', () => {
    const text = 'See (https://a.example/x?y=1), src/a-b/c.ts:12:4, a.ts:3 and ./docs/up.md.';
    expect(at(text, 'a.example')).toBe('address https://a.example/x?y=1');
    expect(at(text, '),')).toBeNull();
    expect(at(text, 'a-b')).toBe('file src/a-b/c.ts:12');
    expect(at(text, 'a.ts')).toBe('file a.ts:3');
    expect(at(text, 'docs')).toBe('file ./docs/up.md:1');
    expect(at(text, 'See')).toBeNull();
    expect(at('took 12:30 at 10.0.0.1:80', '12:30')).toBeNull();
    expect(linkAt({ text: 'a.ts:3', at: -1 })).toBeNull();
  });

  it('[MC26] a path is meant in the folder of its agent', () => {
    expect(pathIn('/repo', 'src/a.ts', '/home/ada')).toBe('/repo/src/a.ts');
    expect(pathIn('/repo', '/etc/hosts', '/home/ada')).toBe('/etc/hosts');
    expect(pathIn('/repo', '~/notes.md', '/home/ada')).toBe('/home/ada/notes.md');
  });

  const text = 'see https://a.example/x or src/a.ts:12';
  const click = (part: string, held: { ctrl?: boolean; alt?: boolean }) =>
    play(
      start(agents({ cwd: '/repo' })),
      clickOn(1, { line: { text, at: text.indexOf(part) }, ...held }),
    );

  it('[MC25] open with Ctrl, are copied with Alt, and do nothing without', () => {
    expect(orders(click('a.example', { ctrl: true }))).toEqual([
      { type: 'open-address', address: 'https://a.example/x' },
    ]);
    expect(orders(click('src', { ctrl: true }))).toEqual([
      { type: 'edit-file', path: '/repo/src/a.ts', line: 12 },
    ]);
    expect(orders(click('src', { alt: true }))).toEqual([{ type: 'copy', text: 'src/a.ts:12' }]);
    expect(orders(click('see', { ctrl: true }))).toEqual([]);
    expect(click('a.example', {}).model.mode).toMatchObject({ type: 'type' });
  });

  const asked = (played: Played) =>
    orders(played).flatMap((effect) => (effect.type === 'request' ? [effect] : []));
  const pointed = (held: { ctrl?: boolean; alt?: boolean }) =>
    play(
      start(agents({ cwd: '/repo' })),
      clickOn(1, { line: { text, at: text.indexOf('a.ts') }, place: { x: 7, y: 2 }, ...held }),
    );
  const toldOf = (played: Played, value: string | null) =>
    play(played, answered(asked(played)[0]!.purpose, value));

  it('[MC27] lead where the hyperlink in that cell does, and else where the text does', () => {
    const opened = pointed({ ctrl: true });
    expect(asked(opened)[0]?.command).toEqual({ type: 'linkAt', agent: id(1), x: 7, y: 2 });
    const target = 'https://a.example/all/of/it';
    expect(orders(toldOf(opened, target))).toEqual([{ type: 'open-address', address: target }]);
    expect(toldOf(opened, target).model.notice).toBe(`Opened: ${target}`);
    expect(orders(toldOf(opened, null))).toEqual([
      { type: 'edit-file', path: '/repo/src/a.ts', line: 12 },
    ]);
    expect(toldOf(opened, null).model.notice).toBeNull();
    const copied = pointed({ alt: true });
    expect(orders(toldOf(copied, target))).toEqual([{ type: 'copy', text: target }]);
  });

  it('[MC27] a word that is no part of the address is copied as it is', () => {
    const selected = (word: string) =>
      play(start(agents({})), {
        type: 'text-selected',
        text: word,
        word: { agent: id(1), place: { x: 7, y: 2 } },
      });
    expect(orders(selected('word'))).toEqual([{ type: 'copy', text: 'word' }]);
    const part = selected('of/it');
    expect(orders(toldOf(part, 'https://a.example/all/of/it'))).toEqual([
      { type: 'copy', text: 'https://a.example/all/of/it' },
    ]);
    expect(orders(toldOf(part, 'https://b.example/'))).toEqual([{ type: 'copy', text: 'of/it' }]);
  });
});
