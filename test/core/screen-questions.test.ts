import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import { endedWithHost } from '../../src/core/agent/agent.ts';
import { askedBy } from '../../src/core/screen/questions.ts';
import {
  agents,
  answered,
  id,
  inspected,
  orders,
  type Played,
  play,
  published,
  refused,
  selectedName,
  start,
} from '../support/screen-model.ts';
import { newCommand } from '../support/some-command.ts';

const commands = (played: Played) =>
  orders(played).flatMap((order) => (order.type === 'request' ? [order.command] : []));

const overlay = ({ model }: Played) => model.overlay;

/** The words of the answer that Enter gives. */
function proposed({ model }: Played): string | undefined {
  if (model.overlay.type !== 'question') throw new Error('nothing is asked');
  return askedBy(model.overlay.question, model).answers[model.overlay.chosen]?.word;
}

const session = 's1' as SessionId;

/** What an untouched form says. */
const settings = { worktree: false };

describe('trust', () => {
  const filled = play(start([]), 'n', 'Enter');

  it('[SC4] the host looks at the folder before anything starts', () => {
    expect(commands(filled)).toEqual([{ type: 'inspectFolder', cwd: '/home/ada/shop' }]);
    expect(commands(play(filled, 'Enter'))).toEqual([]);
  });

  it.each(['trusted', 'declined'] as const)('[SC4] a folder that is %s asks nobody', (trust) => {
    expect(commands(play(filled, inspected(trust)))).toEqual([
      newCommand('shop', { cwd: '/home/ada/shop', settings }),
    ]);
  });

  it('[SC4] of any other the person is asked, No by default', () => {
    const asked = play(filled, inspected('unasked'));
    expect(commands(asked)).toEqual([]);
    expect(proposed(asked)).toBe('No');
    for (const key of ['Enter', 'n']) {
      expect(commands(play(asked, key))).toEqual([
        newCommand('shop', { cwd: '/home/ada/shop', settings, consent: 'decline' }),
      ]);
    }
    for (const keys of [['y'], ['Down', 'Enter']]) {
      expect(commands(play(asked, ...keys))).toEqual([
        newCommand('shop', { cwd: '/home/ada/shop', settings, consent: 'trust' }),
      ]);
    }
  });

  it('[SC4] Esc goes back to the form, which can be sent again', () => {
    const back = play(filled, inspected('unasked'), 'Escape');
    expect(overlay(back)).toMatchObject({ type: 'new-agent', form: { phase: 'editing' } });
    expect(commands(play(back, 'Enter'))).toMatchObject([{ type: 'inspectFolder' }]);
  });

  it('[SC4] a folder that cannot be looked at is told in the form', () => {
    const error = { code: 'failed', message: 'There is no folder /nowhere.' } as const;
    const told = play(filled, refused({ type: 'inspect-folder' }, error));
    expect(overlay(told)).toMatchObject({ form: { problem: error.message, phase: 'editing' } });
  });

  it('[SC4] a form that was closed meanwhile starts nothing', () => {
    expect(orders(play(filled, 'Escape', inspected('trusted')))).toEqual([]);
  });
});

describe('names', () => {
  const some = start(agents({ name: 'api', sessionId: session }, { name: 'api-2' }));

  it('[SC5] the present name is offered, and typing replaces it', () => {
    expect(commands(play(some, 'R', 'w', 'e', 'b', 'Enter'))).toEqual([
      { type: 'rename', agent: id(1), name: 'web' },
    ]);
    expect(play(some, 'R', 'End', '2', 'Enter').effects).toMatchObject([
      { command: { name: 'api2' } },
    ]);
  });

  it('[SC5] the same name closes the form, a wrong one is told in it', () => {
    expect(play(some, 'R', 'Enter')).toMatchObject({
      effects: [],
      model: { overlay: { type: 'none' } },
    });
    const wrong = play(some, 'R', '7', 'Enter');
    expect(commands(wrong)).toEqual([]);
    expect(overlay(wrong)).toMatchObject({ form: { problem: expect.stringContaining('"7"') } });
  });

  it('[SC5] what came of it is told, with the way back', () => {
    const purpose = { type: 'rename', from: 'api', to: 'web' } as const;
    const done = play(some, 'R', 'w', 'Enter', answered(purpose, null));
    expect(done.model).toMatchObject({ overlay: { type: 'none' } });
    expect(done.model.notice).toBe('api is called web now. u undoes it, for ten seconds.');
    const taken = play(
      some,
      'R',
      'w',
      'Enter',
      refused(purpose, { code: 'failed', message: 'Taken.' }),
    );
    expect(overlay(taken)).toMatchObject({ form: { problem: 'Taken.', sent: false } });
  });

  it('[SC6] the next free number is offered for a fork', () => {
    expect(commands(play(some, 'f', 'Enter'))).toEqual([
      newCommand('api-3', {
        cwd: some.model.roster[0]!.cwd,
        session: { type: 'fork', agent: id(1) },
      }),
    ]);
  });

  it('[SC6] the fork is selected once it is there', () => {
    const three = agents({ name: 'api', sessionId: session }, { name: 'api-2' }, { name: 'api-3' });
    const reply = answered({ type: 'fork' }, [three[2]]);
    for (const order of [
      [reply, published(...three)],
      [published(...three), reply],
    ]) {
      const forked = play(play(some, 'f', 'Enter'), ...order);
      expect(selectedName(forked)).toBe('api-3');
      expect(overlay(forked)).toEqual({ type: 'none' });
    }
  });

  it('[SC6] what has no session, or is a command, says why', () => {
    expect(play(start(agents({})), 'f').model.notice).toContain('no session to fork yet');
    expect(play(start(agents({ task: 'command' })), 'f').model.notice).toContain('is a command');
  });
});

describe('removal', () => {
  const some = start(agents({ state: 'ended' }, {}, { state: 'ended' }));
  const purpose = { type: 'remove', agents: [id(1), id(3)] } as const;

  it('[SC8] all that have ended go at once, and it is told how they come back', () => {
    const gone = play(some, 'X', answered(purpose, agents({ name: 'a' }, { name: 'c' })));
    expect(gone.model.notice).toBe('Removed a, c. u undoes it, for ten seconds.');
  });

  it('[SC8] work that would be lost is asked about, Keep by default', () => {
    const message = 'a has 1 uncommitted change:\n  new notes.txt';
    const asked = play(
      some,
      'X',
      refused(purpose, { code: 'failed', reason: 'has-work', message }),
    );
    expect(proposed(asked)).toBe('Keep');
    expect(orders(play(asked, 'Enter'))).toEqual([]);
    expect(commands(play(asked, 'y'))).toEqual([
      { type: 'remove', agents: [id(1), id(3)], sessions: 'keep', work: 'lose' },
    ]);
  });

  it('[SC8] any other refusal is told', () => {
    const other = { code: 'failed', message: 'c still runs.' } as const;
    expect(play(some, 'X', refused(purpose, other)).model.notice).toBe('c still runs.');
  });

  it('[SC7] u asks the host, and says what it did', () => {
    expect(commands(play(some, 'u'))).toEqual([{ type: 'undo' }]);
    const undone = play(some, 'u', answered({ type: 'undo' }, 'a is back.'));
    expect(undone.model.notice).toBe('a is back.');
  });
});

describe('sessions', () => {
  it('[SC9] a running agent is stopped, then resumed, after a yes', () => {
    const asked = play(start(agents({ state: 'working' })), 'e');
    expect(proposed(asked)).toBe('No');
    expect(orders(play(asked, 'Enter'))).toEqual([]);
    const stopping = play(asked, 'y');
    expect(commands(stopping)).toEqual([{ type: 'stop', agents: [id(1)] }]);
    const stopped = play(stopping, answered({ type: 'restart', agent: id(1) }, []));
    expect(commands(stopped)).toEqual([{ type: 'resume', agents: [id(1)], session: 'own' }]);
  });

  it('[SC9] a session that codex does not know offers a fresh start', () => {
    const error = {
      code: 'failed',
      reason: 'unknown-session',
      message: 'codex has no session s1 any more.',
    } as const;
    const ended = start(agents({ state: 'ended' }));
    const asked = play(ended, 'e', refused({ type: 'resume', agent: id(1) }, error));
    expect(proposed(asked)).toBe('No');
    expect(orders(play(asked, 'Escape'))).toEqual([]);
    expect(commands(play(asked, 'y'))).toEqual([
      { type: 'resume', agents: [id(1)], session: 'fresh' },
    ]);
  });

  it('[SC10] E resumes all that have ended', () => {
    const some = start(agents({ state: 'ended' }, {}, { state: 'ended' }));
    expect(commands(play(some, 'E'))).toEqual([{ type: 'resume', agents: 'all', session: 'own' }]);
    const none = 'There is no ended conversation to resume.';
    expect(play(start(agents({})), 'E').model.notice).toBe(none);
    const login = agents({ state: 'ended', task: 'command' });
    expect(play(start(login), 'E').model.notice).toBe(none);
  });

  it('[SC10] the first roster alone offers it, for those that ended with their host', () => {
    const left = { state: 'ended', detail: endedWithHost, exit: null } as const;
    const closed = { state: 'ended', exit: { code: 0, signal: null } } as const;
    expect(start(agents(left, {}, left)).model.notice).toBe(
      '2 agents ended with the last host: E resumes all.',
    );
    expect(start(agents(left, {})).model.notice).toBe('a ended with the last host: E resumes it.');
    expect(start(agents(left, closed)).model.notice).toBe(
      'a ended with the last host: e resumes the selected one, E all 2 that have ended.',
    );
    expect(start(agents(closed)).model.notice).toBeNull();
    expect(start(agents({ ...left, task: 'command' })).model.notice).toBeNull();
    expect(play(start(agents({})), published(...agents(left))).model.notice).toBeNull();
  });

  it('[SC33] a command is stopped without a question', () => {
    const login = start(agents({ task: 'command', state: 'dialog' }));
    expect(commands(play(login, 'x'))).toEqual([{ type: 'stop', agents: [id(1)] }]);
  });

  it('[SC13] a question about an agent goes with it', () => {
    const asked = play(start(agents({}, {})), '2', 'e');
    expect(overlay(play(asked, published(...agents({}))))).toEqual({ type: 'none' });
    expect(overlay(play(start(agents({}, {})), '2', 'R', published(...agents({}))))).toEqual({
      type: 'none',
    });
  });
});

describe('links', () => {
  const some = start(agents({ name: 'api' }));
  const shown = (...links: readonly string[]) => answered({ type: 'links', name: 'api' }, links);

  it('[SC11] the host is asked for those of the selected agent', () => {
    expect(commands(play(some, 'U'))).toEqual([{ type: 'links', agent: id(1) }]);
  });

  it('[SC11] one is copied at once, and told whole', () => {
    const copied = play(some, 'U', shown('https://example.com/a'));
    expect(orders(copied)).toEqual([{ type: 'copy', text: 'https://example.com/a' }]);
    expect(copied.model.notice).toBe('Copied: https://example.com/a');
  });

  it('[SC11] of several the person picks, the newest first', () => {
    const asked = play(some, 'U', shown('https://old.example', 'https://new.example'));
    expect(orders(asked)).toEqual([]);
    const textOf = (...keys: readonly string[]) => orders(play(asked, ...keys));
    expect(textOf('Enter')).toEqual([{ type: 'copy', text: 'https://new.example' }]);
    expect(textOf('Down', 'Enter')).toEqual([{ type: 'copy', text: 'https://old.example' }]);
    expect(textOf('2')).toEqual([{ type: 'copy', text: 'https://old.example' }]);
    expect(textOf('Escape')).toEqual([]);
  });

  it('[SC11] a screen without one says so', () => {
    expect(play(some, 'U', shown()).model.notice).toBe('There is no link on the screen of api.');
  });

  it('[SC11] nothing of an agent reaches the clipboard but text', () => {
    const [copy] = orders(play(some, 'U', shown('https://a.example/\x1b]52;c;AA\x07')));
    expect(copy).toMatchObject({ type: 'copy', text: expect.not.stringMatching(/\p{Cc}/u) });
  });
});

describe('updates', () => {
  const update = { type: 'update', update: { installed: '0.169.0', latest: '0.170.0' } } as const;

  it('[SC12] the answer is the host to carry out, No by default and without letters', () => {
    const asked = play(start(agents({})), update);
    expect(proposed(asked)).toBe('No');
    expect(orders(play(asked, 'y'))).toEqual([]);
    expect(commands(play(asked, 'Enter'))).toEqual([{ type: 'updateCodex', answer: 'no' }]);
    expect(commands(play(asked, 'Down', 'Enter'))).toEqual([
      { type: 'updateCodex', answer: 'yes' },
    ]);
  });

  it('[SC12] the tile that updates is selected', () => {
    const two = agents({}, { task: 'command' });
    const updating = play(start(two.slice(0, 1)), answered({ type: 'update' }, two[1]));
    expect(play(updating, published(...two)).model.selected).toBe(id(2));
  });

  it('[SC12] nobody who types or answers is interrupted', () => {
    for (const busy of [['Enter'], ['n'], ['x']]) {
      const told = play(start(agents({ state: 'working' })), ...busy, update);
      expect(told.model.overlay).toEqual(
        play(start(agents({ state: 'working' })), ...busy).model.overlay,
      );
      expect(told.model.notice).toContain('0.170.0');
    }
  });

  it('[SC12] an answer at another screen closes the question', () => {
    const asked = play(start(agents({})), update);
    expect(overlay(play(asked, { type: 'update', update: null }))).toEqual({ type: 'none' });
    const help = play(start(agents({})), '?', { type: 'update', update: null });
    expect(overlay(help).type).toBe('help');
  });

  it('[SC12] what was told under an overlay is read after it', () => {
    const told = play(start(agents({})), '?', update, 'Down', 'Escape');
    expect(told.model.notice).toContain('0.170.0');
    expect(play(told, 'l').model.notice).toBeNull();
  });
});
