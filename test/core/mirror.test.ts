import { describe, expect, it } from 'vitest';
import { footerLine } from '../../src/core/screen/footer-line.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import { sceneNow } from '../support/scene.ts';
import {
  agents,
  answered,
  id,
  mouse,
  orders,
  type Played,
  play,
  published,
  refused,
  start,
} from '../support/screen-model.ts';

const four = agents({}, { state: 'working' }, { state: 'approval' }, { state: 'ended' });
const begun = play(start(four), 'a', 'B');

const modeOf = ({ model }: Played) => {
  if (model.mode.type !== 'mirror') throw new Error(`the mode is ${model.mode.type}`);
  return model.mode;
};
const mirrored = (played: Played) =>
  orders(played).flatMap((effect) =>
    effect.type === 'request' && effect.command.type === 'mirror' ? [effect.command] : [],
  );
const banner = ({ model }: Played) =>
  footerLine(model, sceneNow)
    .pieces.map((piece) => piece.text)
    .join('');
const questionOf = ({ model }: Played) =>
  model.overlay.type === 'question' ? model.overlay.question : null;

describe('mirror typing', () => {
  it('[BC50] types at the marked agents', () => {
    expect(mirrored(play(begun, 'h'))).toEqual([
      {
        type: 'mirror',
        agents: ['id-1', 'id-2'],
        what: { type: 'text', text: 'h' },
        at: 'beginning',
      },
    ]);
    expect(mirrored(play(begun, 'h', 'Enter'))).toMatchObject([
      { what: { type: 'key', key: 'Enter' }, at: 'going on' },
    ]);
    expect(play(start(four), 'B').model.notice).toBe(
      'No agent is marked: Space marks the selected one, a all.',
    );
  });

  it('[BC50] says so all over the last line', () => {
    expect(footerLine(begun.model, sceneNow).pieces.map(({ role }) => role)).toEqual(['danger']);
    const words = banner(begun);
    expect(words).toHaveLength(120);
    expect(words).toMatch(
      /^ TYPE x2 {2}Keys go to a, b, not to c \(it waits for an approval\), d \(it has ended\) /,
    );
    expect(words).toMatch(/Ctrl\+Q ends it $/);
    expect(banner(play(begun, 'Escape'))).toContain('Esc is not mirrored');
  });

  it.each(['Escape', 'Ctrl+C', 'Ctrl+D', 'Ctrl+Z', 'Tab', 'Up', 'Ctrl+T', 'Ctrl+G', 'F1', 'Alt+x'])(
    '[BC51] %s is not mirrored, and ends nothing',
    (pressed) => {
      const after = play(begun, pressed);
      expect(orders(after)).toEqual([]);
      expect(modeOf(after).agents).toEqual([id(1), id(2)]);
      expect(after.model.notice).toContain('is not mirrored');
      expect(play(after, 'x').model.notice).toBeNull();
    },
  );

  it.each(['Ctrl+Q', 'Ctrl+]'])('[BC51] %s ends it', (pressed) => {
    expect(play(begun, 'x', pressed).model.mode.type).toBe('grid');
  });

  it('[BC51] keys of the grid are text', () => {
    for (const text of ['x', 'q', 'Space', 'y', '?']) {
      expect(mirrored(play(begun, text))).toHaveLength(1);
    }
  });

  it('[BC52] whoever comes to wait gets no more, also once it works again', () => {
    const [first, second, ...others] = four;
    const asking = play(
      begun,
      'x',
      published(first!, { ...second!, state: 'approval' }, ...others),
    );
    expect(modeOf(asking).agents).toEqual([id(1)]);
    const answeredAgain = play(asking, published(...four));
    expect(mirrored(play(answeredAgain, 'y'))[0]?.agents).toEqual(['id-1']);
    expect(banner(answeredAgain)).toContain('b (it waits for an approval)');
  });

  it('[BC52] so does whom the host left out', () => {
    const told = answered({ type: 'mirror' }, [
      { agent: 'id-1', why: 'a draft stands in its composer' },
    ]);
    const left = play(begun, 'x', told);
    expect(modeOf(left).agents).toEqual([id(2)]);
    expect(banner(left)).toContain('a (a draft stands in its composer)');
  });

  it('[BC52] nobody to type at is told at once', () => {
    const waiting = play(start(agents({ state: 'approval' })), 'a', 'B');
    expect(waiting.model.mode.type).toBe('grid');
    expect(waiting.model.notice).toBe(
      'None of the marked agents can be typed into: a (it waits for an approval).',
    );
  });

  it('[BC54] a paste goes as one, without control characters', () => {
    const sent = mirrored(play(begun, pasted('one\ntwo\u001b[201~\u0003 three')));
    expect(sent).toMatchObject([{ what: { type: 'text', text: 'one\ntwo three' } }]);
    const large = play(begun, pasted('x'.repeat(100_001)));
    expect(mirrored(large)).toEqual([]);
    expect(large.model.notice).toContain('too long to be mirrored');
  });

  it('[BC55] ends after 30 s without a key', () => {
    expect(orders(begun)).toEqual([{ type: 'alarm', at: sceneNow + 30_000 }]);
    const early = act(begun.model, { type: 'alarm' }, sceneNow + 29_999);
    expect(early.model.mode.type).toBe('mirror');
    const idle = { ...act(begun.model, { type: 'alarm' }, sceneNow + 30_000) };
    expect(idle.model.mode.type).toBe('grid');
    expect(questionOf(idle)).toEqual({
      type: 'mirror-over',
      why: 'Nothing was typed for 30 seconds.',
    });
    const typed = play(idle, 'x', 'q', 'Space', 'y');
    expect(orders(typed)).toEqual([]);
    expect(questionOf(typed)).not.toBeNull();
    expect(play(typed, 'Enter').model.overlay.type).toBe('none');
  });

  it('[BC55] each key puts the end off', () => {
    const later = act(
      begun.model,
      {
        type: 'input',
        input: { type: 'key', key: { name: 'x', ctrl: false, alt: false, shift: false } },
      },
      sceneNow + 20_000,
    );
    expect(later.effects).toContainEqual({ type: 'alarm', at: sceneNow + 50_000 });
    expect(act(later.model, { type: 'alarm' }, sceneNow + 30_000).model.mode.type).toBe('mirror');
  });

  it('[BC55] ends when nobody is left, or the host refuses', () => {
    const [first, second] = four;
    const over = play(
      begun,
      published({ ...first!, state: 'dialog' }, { ...second!, state: 'question' }),
    );
    expect(questionOf(over)).toMatchObject({
      type: 'mirror-over',
      why: expect.stringContaining('a (it stands at a dialog)'),
    });
    expect(play(begun, published()).model.mode.type).toBe('grid');
    const refusal = play(begun, refused({ type: 'mirror' }, { code: 'failed', message: 'No.' }));
    expect(refusal.model.mode.type).toBe('grid');
    expect(questionOf(refusal)).toEqual({ type: 'mirror-over', why: 'No.' });
  });

  it('[BC56] a click changes nothing', () => {
    const clicked = play(begun, mouse(100, 3));
    expect(clicked.model).toBe(begun.model);
  });
});
