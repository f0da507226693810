import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { inboxLines } from '../../src/core/screen/inbox-lines.ts';
import { minutes, sceneNow } from '../support/scene.ts';
import { anAsk } from '../support/scene-asks.ts';
import {
  agents,
  answered,
  id,
  orders,
  type Played,
  painted,
  play,
  published,
  refused,
  selectedName,
  start,
} from '../support/screen-model.ts';

/** Agent 1 waits for 1 minute, agent 2 for 2, and so on, each with an approval. */
const waiting = (count: number): readonly Agent[] =>
  agents(
    ...Array.from({ length: count }, (_, at) => ({
      name: 'abcdefghijklmnopqrstuvwxyz'[at] ?? `z${at + 1}`,
      state: 'approval' as const,
      since: minutes(at + 1),
      ask: anAsk({ id: `ask-${at + 1}`, subject: `make part-${at + 1}`, since: minutes(at + 1) }),
    })),
  );

const three = waiting(3);
const allPainted = painted([id(1), 'ask-1'], [id(2), 'ask-2'], [id(3), 'ask-3']);

/** Opened at agent 1, the last of the list; all have been read. */
const open = play(start(three), 'I', allPainted);

const lines = (played: Played): readonly string[] => {
  const { overlay } = played.model;
  if (overlay.type !== 'inbox') return [];
  return inboxLines(played.model, overlay.inbox, sceneNow).map(({ pieces }) =>
    pieces.map(({ text }) => text).join(''),
  );
};

const shown = (played: Played) => lines(played).join('\n');

const given = (played: Played) =>
  orders(played).flatMap((order) =>
    order.type === 'request' && order.command.type === 'answer'
      ? [[order.command.agent, order.command.ask, order.command.choice]]
      : [],
  );

const without = (number: number) => published(...three.filter((agent) => agent.number !== number));

describe('the inbox', () => {
  it('[IB10] lists the longest wait first, and opens at the selected agent', () => {
    expect(
      lines(open)
        .slice(0, 3)
        .map((line) => /[abc](?= )/.exec(line)?.[0]),
    ).toEqual(['c', 'b', 'a']);
    expect(shown(open)).toContain('a: wants to run a command');
    const elsewhere = start([...three, ...agents({}, {}, {}, {}).slice(3)]);
    expect(shown(play(elsewhere, '4', 'I'))).toContain('c: wants to run a command');
  });

  it('[IB10] with nobody waiting it does not open', () => {
    const played = play(start(agents({})), 'I');
    expect(played.model.overlay.type).toBe('none');
    expect(played.model.notice).toBe('No agent waits for an answer.');
  });

  it('[IB11] answers the selected one, moved to by keys', () => {
    expect(given(play(open, 'y'))).toEqual([[id(1), 'ask-1', 'approve']]);
    expect(given(play(open, 'k', 'd'))).toEqual([[id(2), 'ask-2', 'deny']]);
    expect(given(play(open, 'Up', 'Up', 'Up', 's'))).toEqual([[id(3), 'ask-3', 'session']]);
  });

  it('[IB11] one that was only just moved to is read first', () => {
    const moved = play(start(three), 'I', painted([id(1), 'ask-1']), 'Up', 'y');
    expect(given(moved)).toEqual([]);
    expect(shown(moved)).toContain('asks this only just now');
  });

  it('[IB11] numbers pick an option, a meaning does not', () => {
    const choices = [
      { number: 1, label: 'tantivy', means: null, consequence: null },
      { number: 2, label: 'sqlite', means: null, consequence: 'smaller' },
    ];
    const ask = anAsk({ kind: 'question', title: 'Which index?', subject: null, choices });
    const asked = play(start(agents({ state: 'question', ask })), 'I', painted([id(1), 'ask-1']));
    expect(given(play(asked, '2'))).toEqual([[id(1), 'ask-1', 2]]);
    for (const [key, reason] of [
      ['3', 'a offers no answer 3 by its number.'],
      ['y', 'a asks for no approval: its answers have numbers.'],
      ['Space', 'Only approvals that can be given from here are marked.'],
    ] as const) {
      const refusedKey = play(asked, key);
      expect(given(refusedKey)).toEqual([]);
      expect(shown(refusedKey)).toContain(reason);
    }
    expect(shown(asked)).toContain('2  sqlite');
    expect(shown(asked)).toContain('smaller');
  });

  it('[IB11] what a letter does no number does: it may be meant for a tile', () => {
    const choices = anAsk().choices.map((choice) =>
      choice.means === 'session' ? { ...choice, means: null } : choice,
    );
    const [first] = three;
    const asked = play(
      start([{ ...first!, ask: anAsk({ choices }) }]),
      'I',
      painted([id(1), 'ask-1']),
    );
    expect(given(play(asked, '1'))).toEqual([]);
    expect(given(play(asked, '3'))).toEqual([]);
    expect(given(play(asked, '2'))).toEqual([[id(1), 'ask-1', 2]]);
    expect(lines(asked).filter((line) => /^[yd23] {2}/.test(line))).toEqual([
      'y  Yes, proceed',
      "2  Yes, and don't ask again for commands that start with `npm run`",
      'd  No, and tell Codex what to do differently',
    ]);
  });

  it.each(['y', 's', 'd', '1', 'Space'])('[IB12] a request that is gone takes no %s', (key) => {
    const gone = play(open, without(1));
    const pressed = play(gone, key);
    expect(given(pressed)).toEqual([]);
    expect(pressed.model.notice).toBe('a does not ask this any more.');
    expect(shown(gone)).toContain('asked no more');
  });

  it('[IB12] one in the place of the selected request is not answered by its key', () => {
    const [first, ...others] = three;
    const other = { ...first!, ask: anAsk({ id: 'other', since: minutes(0) }) };
    const replaced = play(open, published(other, ...others), painted([id(1), 'other']), 'y');
    expect(given(replaced)).toEqual([]);
    expect(given(play(replaced, 'Down', painted([id(1), 'other']), 'y'))).toEqual([
      [id(1), 'other', 'approve'],
    ]);
  });

  it('[IB12] whoever moves on leaves the row of what is gone behind', () => {
    const moved = play(open, without(1), 'Up');
    expect(shown(moved)).not.toContain('asked no more');
    expect(given(play(moved, 'y'))).toEqual([[id(2), 'ask-2', 'approve']]);
  });

  it('[IB12] the list without any other request still shows what is gone', () => {
    const alone = play(start(waiting(1)), 'I', published(...agents({})));
    expect(shown(alone)).toContain('asked no more');
    expect(given(play(alone, 'Down', 'Up', 'y'))).toEqual([]);
  });

  it('[IB17] names are those of now; whoever is removed is said to be', () => {
    const [first, ...others] = three;
    const renamed = play(open, published({ ...first!, name: 'zoe' }, ...others));
    expect(shown(renamed)).toContain('zoe: wants to run a command');
    const removed = play(open, without(1), 'Enter');
    expect(removed.model.mode.type).toBe('grid');
    expect(removed.model.notice).toBe('a was removed.');
  });

  it('[IB18] lists whoever waits by its state alone', () => {
    const quiet = start(agents({}, { state: 'dialog', detail: 'sign in' }));
    expect(shown(play(quiet, 'I'))).toContain('b: sign in');
    expect(shown(play(quiet, 'I'))).toContain(
      'It cannot be answered from here: what it asks shows',
    );
  });

  it('[IB16] Enter types into the agent, Esc, I and q close', () => {
    const there = play(open, 'Up', 'Enter');
    expect(there.model.mode).toEqual({ type: 'type', agent: id(2), zoomed: false });
    expect(selectedName(there)).toBe('b');
    for (const key of ['Escape', 'I', 'q', 'Ctrl+C']) {
      const closed = play(open, key);
      expect([closed.model.overlay.type, orders(closed)]).toEqual(['none', []]);
    }
  });

  it('[IB11] own keys hold in the inbox, too', () => {
    const own = {
      ...open,
      model: {
        ...open.model,
        bindings: open.model.bindings.map((binding) =>
          'y' in binding.keys ? { ...binding, keys: { F6: 'approve' as const } } : binding,
        ),
      },
    };
    expect(given(play(own, 'y'))).toEqual([]);
    expect(given(play(own, 'F6'))).toEqual([[id(1), 'ask-1', 'approve']]);
  });
});

describe('several at once', () => {
  const marked = play(open, 'Space', 'Up', 'Space');

  it('[IB14] the answer for marked requests is confirmed, and not by default', () => {
    const confirming = play(marked, 'y');
    expect(given(confirming)).toEqual([]);
    expect(shown(confirming)).toContain('make part-1');
    expect(shown(confirming)).toContain('make part-2');
    expect(shown(confirming)).not.toContain('make part-3');
    for (const key of ['Enter', 'n', 'Escape', 'y', 'd']) {
      expect(given(play(confirming, key))).toEqual([]);
    }
  });

  it.each([[['a']], [['Right', 'Enter']], [['Tab', 'Enter']]])(
    '[IB14] %j gives it to each by its own id',
    (keys) => {
      const done = play(marked, 's', ...keys);
      expect(given(done)).toEqual([
        [id(2), 'ask-2', 'session'],
        [id(1), 'ask-1', 'session'],
      ]);
      expect(shown(done)).toContain('answering …');
    },
  );

  it('[IB14] back from the confirmation nothing is lost', () => {
    const back = play(marked, 'y', 'Escape');
    expect(shown(back)).toContain('[x]');
    expect(given(play(back, 'Space', 'Down', 'Space', 'y'))).toEqual([[id(1), 'ask-1', 'approve']]);
  });

  it('[IB14] what is longer than the screen is read to its end first', () => {
    const many = start(waiting(30), { columns: 80, rows: 24 });
    const all = Array.from({ length: 29 }, () => ['Space', 'Up']).flat();
    const confirming = play(many, 'I', ...all, 'Space', 'y');
    const tooSoon = play(confirming, 'a');
    expect(given(tooSoon)).toEqual([]);
    expect(shown(tooSoon)).toContain('Read on first: 46 more lines');
    const scrolled = play(confirming, ...Array.from({ length: 10 }, () => 'PageDown'));
    expect(shown(scrolled)).toContain('make part-1');
    expect(given(play(scrolled, 'PageUp', 'PageUp', 'a'))).toHaveLength(30);
  });

  it('[IB13] a new request of the same agent is not marked', () => {
    const [first, ...others] = three;
    const other = { ...first!, ask: anAsk({ id: 'other', since: minutes(0) }) };
    const confirming = play(marked, published(other, ...others), 'y');
    expect(given(play(confirming, 'a'))).toEqual([[id(2), 'ask-2', 'approve']]);
  });

  it('[IB15] what goes while it is asked is left out, and said', () => {
    const confirming = play(marked, 'y', without(1));
    expect(shown(confirming)).toContain('a: asked no more');
    expect(given(play(confirming, 'a'))).toEqual([[id(2), 'ask-2', 'approve']]);
    const none = play(marked, 'y', published(three[2]!), 'a');
    expect(given(none)).toEqual([]);
    expect(none.model.notice).toBe('None of them is asked any more.');
  });

  it('[IB15] one that replaces another while it is asked is left out as well', () => {
    const [first, ...others] = three;
    const other = { ...first!, ask: anAsk({ id: 'other', since: minutes(0) }) };
    const confirming = play(marked, 'y', published(other, ...others));
    expect(given(play(confirming, 'a'))).toEqual([[id(2), 'ask-2', 'approve']]);
  });

  it('[IB14] none that offers the answer: said instead', () => {
    const [first] = three;
    const choices = anAsk().choices.filter(({ means }) => means !== 'session');
    const played = play(start([{ ...first!, ask: anAsk({ choices }) }]), 'I', 'Space', 's');
    expect(given(played)).toEqual([]);
    expect(shown(played)).toContain(
      'None of the marked offers an answer that would approve for the session.',
    );
  });

  it('[IB6] refusals are told first and whole, the rest is counted', () => {
    const { model } = play(
      start(waiting(5)),
      'I',
      ...Array.from({ length: 4 }, () => ['Space', 'Up']).flat(),
      'Space',
      'y',
      'a',
    );
    const replied = play(
      { model, effects: [] },
      answered({ type: 'answer', agent: id(1), ask: 'ask-1' }, 'Approved: it'),
      answered({ type: 'answer', agent: id(2), ask: 'ask-2' }, 'Approved: it'),
      refused(
        { type: 'answer', agent: id(3), ask: 'ask-3' },
        { code: 'failed', message: 'c asks something else by now.' },
      ),
    );
    expect(replied.model.notice).toBe(
      'c asks something else by now. · a: Approved: it · b: Approved: it',
    );
    const rest = play(
      replied,
      answered({ type: 'answer', agent: id(4), ask: 'ask-4' }, 'Approved: it'),
      answered({ type: 'answer', agent: id(5), ask: 'ask-5' }, 'Approved: it'),
    );
    expect(rest.model.notice).toBe('c asks something else by now. · 4 answers were given.');
  });
});
