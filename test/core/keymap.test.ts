import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import { bindingOf } from '../../src/core/screen/bindings.ts';
import { footerLine } from '../../src/core/screen/footer-line.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { aReceipt } from '../support/broadcast-scenes.ts';
import { anAgent } from '../support/fake-host.ts';
import { key, sceneNow } from '../support/scene.ts';
import { anAsk } from '../support/scene-asks.ts';
import { agents, id, painted, play, start } from '../support/screen-model.ts';

const boundKeys = keymap.flatMap((binding) => Object.keys(binding.keys));

const footer = (played: ReturnType<typeof start>) =>
  footerLine(played.model, sceneNow)
    .pieces.map((piece) => piece.text)
    .join('');

describe('keys', () => {
  it('[KM1] no key stands in the table twice', () => {
    expect(boundKeys).toEqual([...new Set(boundKeys)]);
  });

  it.each(boundKeys.filter((bound) => bound !== 'Escape'))(
    '[KM2] %s does something somewhere',
    (bound) => {
      const many = start(agents(...Array.from({ length: 16 }, () => ({}))), {
        columns: 80,
        rows: 24,
      });
      const places = [
        start(
          agents(
            { state: 'working', sessionId: 's1' as SessionId, branch: 'main' },
            { state: 'ended' },
            { state: 'approval' },
          ),
        ),
        play(start(agents({ state: 'ended' }, {}, {}, {})), '4', '1'),
        many,
        play(many, '6'),
        start(agents({ cwd: '/a' }, { cwd: '/b' }, { cwd: '/a' }, { cwd: '/a' })),
        play(many, 'a'),
        play(many, { type: 'receipts', receipts: [aReceipt(anAgent({}), {})] }),
        play(many, ']'),
        play(start(agents({}, {})), 'Enter', { type: 'input', input: { type: 'leave' } }),
        play(start(agents({ state: 'approval', ask: anAsk() })), painted([id(1), 'ask-1'])),
      ];
      const acts = places.filter((place) => {
        const { model, effects } = play(place, bound);
        return effects.length > 0 || (model !== place.model && model.notice === null);
      });
      expect(acts).not.toEqual([]);
    },
  );

  it('[KM2] a capital letter is a key of its own', () => {
    const event = key('W');
    if (event.type !== 'input' || event.input.type !== 'key') throw new Error('no key');
    const pressed = event.input.key;
    expect(bindingOf(keymap, { ...pressed, shift: true })?.action).toBe('previous-waiting');
    expect(bindingOf(keymap, { ...pressed, name: 'w' })?.action).toBe('next-waiting');
  });

  it('[KM3] the footer offers what works', () => {
    expect(footer(start(agents({})))).toContain('Enter type');
    expect(footer(start(agents({})))).not.toContain('w waiting');
    expect(footer(start(agents({ state: 'approval' })))).toContain('w waiting');
    expect(footer(start(agents({ state: 'ended' })))).toContain('e resume');
    expect(footer(start(agents({ state: 'ended' })))).not.toContain('Enter type');
  });

  it.each([
    ['?', 'Esc closes'],
    ['o', 'Esc closes'],
    ['q', 'Enter answers'],
    ['n', ''],
  ])('[KM3] what %s opens has keys of its own', (pressed, offered) => {
    const shown = footer(play(start(agents({})), pressed));
    expect(shown).toContain(offered);
    expect(shown).not.toMatch(/type|zoom|quit/);
  });

  it('[KM3] with little room the help and the way out stay', () => {
    const small = footer(start(agents({}, { state: 'approval' }), { columns: 40, rows: 12 }));
    expect(small).toContain('? help  q quit');
    expect(small).toHaveLength(40);
  });
});
