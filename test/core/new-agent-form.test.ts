import { describe, expect, it } from 'vitest';
import type { NewAgentForm } from '../../src/core/screen/new-agent-form.ts';
import {
  choiceMeaning,
  formWarning,
  placeholderOf,
} from '../../src/core/screen/new-agent-words.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import type { ShownDefaults } from '../../src/core/settings/settings-news.ts';
import {
  agents,
  id,
  inspected,
  orders,
  type Played,
  play,
  published,
  selectedName,
  settled,
  start,
} from '../support/screen-model.ts';
import { newCommand } from '../support/some-command.ts';

const paste = (text: string): ScreenEvent => ({ type: 'input', input: { type: 'paste', text } });

const replied = (reply: Extract<ScreenEvent, { type: 'replied' }>['reply']): ScreenEvent => ({
  type: 'replied',
  purpose: { type: 'new-agent' },
  reply,
});

function formOf({ model }: Played): NewAgentForm {
  if (model.overlay.type !== 'new-agent') throw new Error('no form is open');
  return model.overlay.form;
}

const texts = (played: Played) => {
  const { name, folder, prompt } = formOf(played).texts;
  return [name.text, folder.text, prompt.text];
};

describe('the form of n', () => {
  it('[SM14] offers the folder, and its name for the agent', () => {
    expect(texts(play(start([]), 'n'))).toEqual(['shop', '~/shop', '']);
  });

  it('[SM14] a name that is taken gets a number', () => {
    expect(texts(play(start(agents({ name: 'shop' }, { name: 'shop-2' })), 'n'))[0]).toBe('shop-3');
  });

  it('[SM14] what is typed or erased first takes the place of the name it offers', () => {
    expect(texts(play(start([]), 'n', 'a', 'p', 'i'))[0]).toBe('api');
    expect(texts(play(start([]), 'n', paste('api')))[0]).toBe('api');
    expect(texts(play(start([]), 'n', 'Backspace'))[0]).toBe('');
    expect(texts(play(start([]), 'n', 'End', '2'))[0]).toBe('shop2');
    expect(texts(play(start([]), 'n', 'Tab', 'x'))).toEqual(['shop', '~/shopx', '']);
  });

  it('[SM14] sends what was filled in, with ~ as the home folder', () => {
    const sent = play(
      start([]),
      'n',
      'Ctrl+U',
      paste('api'),
      'Tab',
      'Ctrl+U',
      paste('~/api'),
      'Up',
      'Up',
      paste('Fix it'),
      'Enter',
    );
    expect(orders(sent)).toEqual([
      {
        type: 'request',
        purpose: { type: 'inspect-folder' },
        command: { type: 'inspectFolder', cwd: '/home/ada/api' },
      },
    ]);
    expect(orders(play(sent, inspected('trusted')))).toEqual([
      {
        type: 'request',
        purpose: { type: 'new-agent' },
        command: newCommand('api', {
          cwd: '/home/ada/api',
          settings: { worktree: false, prompt: 'Fix it' },
        }),
      },
    ]);
  });

  it('[SM14] while it is on its way a second Enter sends nothing', () => {
    expect(orders(play(start([]), 'n', 'Enter', 'Enter'))).toEqual([]);
  });

  it.each([
    ['a name of digits', ['Ctrl+U', '7'], /cannot name an agent/],
    ['no name', ['Ctrl+U'], /cannot name an agent/],
    ['a relative folder', ['Tab', 'Ctrl+U', 'x'], /must begin with/],
  ])('[SM14] %s is refused in the form', (_, keys, problem) => {
    const refused = play(start([]), 'n', ...keys, 'Enter');
    expect(formOf(refused).problem).toMatch(problem);
    expect(orders(refused)).toEqual([]);
  });

  it("[SM14] the host's refusal is shown in the form, which can be mended", () => {
    const error = { code: 'failed', message: 'There is no folder /nowhere.' } as const;
    const refused = play(
      start([]),
      'n',
      'Enter',
      inspected('trusted'),
      replied({ ok: false, error }),
    );
    expect(formOf(refused)).toMatchObject({ problem: error.message, phase: 'editing' });
    expect(formOf(play(refused, 'x')).problem).toBeNull();
  });

  it('[SM14] the new agent is selected, whichever of roster and reply comes first', () => {
    const both = agents({}, {});
    const reply = replied({ ok: true, value: [both[1]] });
    const asked = play(start(both.slice(0, 1)), 'n', 'Enter', inspected('trusted'));
    const roster: ScreenEvent = { type: 'roster', roster: both };
    for (const order of [
      [reply, roster],
      [roster, reply],
    ] as const) {
      const made = play(asked, ...order);
      expect(made.model.selected).toBe(id(2));
      expect(made.model.overlay).toEqual({ type: 'none' });
      expect(selectedName(play(made, '`'))).toBe('a');
    }
  });

  it('[SM14] the folder of the last answer is offered next time', () => {
    const again = play(start([]), 'n', 'Tab', 'Ctrl+U', paste('/srv/api'), 'Enter', 'Escape', 'n');
    expect(texts(again)).toEqual(['api', '/srv/api', '']);
  });

  it('[SM15] a paste is one line of plain text', () => {
    const pasted = play(start([]), 'n', 'Up', paste('one\r\ntwo\x1b[31m three\x07\u202e'));
    expect(texts(pasted)[2]).toBe('one two three');
  });

  it.each([
    [['Left', 'x'], 'aéxb'],
    [['Home', 'x'], 'xaéb'],
    [['Left', 'Backspace'], 'ab'],
    [['Home', 'Delete'], 'éb'],
    [['Home', 'Right', 'Right', 'x'], 'aéxb'],
    [['Left', 'Ctrl+K'], 'aé'],
    [['Left', 'Ctrl+U'], 'b'],
    [['Space', 'c', 'Ctrl+W'], 'aéb '],
    [['Ctrl+A', 'x', 'Ctrl+E', 'y'], 'xaéby'],
    [['Left', 'Left', 'Left', 'Left', 'Backspace'], 'aéb'],
  ])('[SM15] editing by %j gives %s', (keys, text) => {
    const edited = play(start([]), 'n', 'Ctrl+U', 'a', 'e\u0301', 'b', ...keys);
    expect(texts(edited)[0]?.normalize()).toBe(text);
  });

  const sentSettings = (...keys: readonly (string | ScreenEvent)[]) => {
    const [sent] = orders(play(start([]), 'n', ...keys, 'Enter', inspected('trusted')));
    return sent?.type === 'request' && sent.command.type === 'new' ? sent.command.settings : null;
  };

  it('[SC1] what was not said is left to the config, but for a worktree that the form does not show', () => {
    expect(sentSettings()).toEqual({ worktree: false });
  });

  it.each([
    [['Tab', 'Tab', 'Right'], { worktree: true }],
    [['Tab', 'Tab', 'Left', 'Down', paste('wip')], { worktree: 'wip' }],
    [['Tab', 'Tab', 'Tab', paste('gpt-5.5')], { worktree: false, model: 'gpt-5.5' }],
    [['Up', 'Up', 'Up', 'Right'], { worktree: false, sandbox: 'read-only' }],
    [['Up', 'Up', 'Up', 'Space', 'Space'], { worktree: false, sandbox: 'workspace-write' }],
    [['Up', 'Up', 'Left'], { worktree: false, approval: 'never' }],
    [['Up', paste('Go')], { worktree: false, prompt: 'Go' }],
  ] as const)('[SC1] %j says %j', (keys, settings) => {
    expect(sentSettings(...keys)).toEqual(settings);
  });

  it('[SC1] a choice takes no text, and goes round', () => {
    const turned = play(start([]), 'n', 'Tab', 'Tab', 'x', paste('y'), 'Right', 'Right', 'Right');
    expect(formOf(turned).chosen).toEqual({
      worktree: 'no',
      sandbox: 'default',
      approval: 'default',
    });
  });

  it('[SC2] the last answers are offered the next time', () => {
    const keys = ['Tab', 'Tab', 'Left', 'Down', paste('wip'), 'Tab', paste('gpt-5.5'), 'Up', 'Up'];
    const again = play(
      start([]),
      'n',
      ...keys,
      'Up',
      'Up',
      'Up',
      paste('Go'),
      'Enter',
      'Escape',
      'n',
    );
    const { texts: fields, chosen, focus } = formOf(again);
    expect(chosen.worktree).toBe('branch');
    expect([fields.branch.text, fields.model.text, fields.prompt.text]).toEqual([
      'wip',
      'gpt-5.5',
      '',
    ]);
    expect(focus).toBe('name');
  });

  it.each([
    [{ sandbox: 'danger-full-access', approval: 'never' }, /No sandbox and no questions/],
    [{ sandbox: 'danger-full-access' }, /only its own questions/],
    [{ sandbox: 'read-only', worktree: 'yes' }, /needs no worktree/],
    [{ sandbox: 'workspace-write', approval: 'never', worktree: 'yes' }, null],
  ] as const)('[SC3] %j is said to be %s', (chosen, words) => {
    const form = formOf(play(start([]), 'n'));
    const warning = formWarning({ ...form.chosen, ...chosen }, {});
    if (words === null) expect(warning).toBeNull();
    else expect(warning).toMatch(words);
  });

  const configured = (defaults: ShownDefaults, ...keys: readonly string[]) =>
    play(start([]), settled({}, { defaults }), 'n', ...keys);

  it('[SC15] the form begins with the worktree that the config says', () => {
    expect(formOf(configured({})).chosen.worktree).toBe('no');
    expect(formOf(configured({ worktree: true })).chosen.worktree).toBe('yes');
    const { chosen, texts: fields } = formOf(configured({ worktree: 'wip' }));
    expect([chosen.worktree, fields.branch.text]).toEqual(['branch', 'wip']);
  });

  it('[SC15] an answer of its own counts more than the config', () => {
    const declined = configured({ worktree: true }, 'Tab', 'Tab', 'Left', 'Enter');
    expect(formOf(play(declined, 'Escape', 'n')).chosen.worktree).toBe('no');
    const [sent] = orders(play(declined, inspected('trusted')));
    expect(sent).toMatchObject({ command: { settings: { worktree: false } } });
  });

  it('[SC15] what the config says stands where nothing was said', () => {
    const defaults = { model: 'gpt-5.5', sandbox: 'read-only' } as const;
    const form = formOf(configured(defaults));
    expect(choiceMeaning(form.chosen, 'sandbox', defaults)).toBe('read-only, as your config says');
    expect(choiceMeaning(form.chosen, 'approval', defaults)).toBe('as codex decides');
    expect(placeholderOf('model', defaults)).toBe('gpt-5.5, as your config says');
    expect(placeholderOf('model', {})).toBe('as codex decides');
  });

  it('[SC15] a default that is dangerous is warned of like a choice', () => {
    const defaults = { sandbox: 'danger-full-access', approval: 'never' } as const;
    const form = formOf(configured(defaults));
    expect(formWarning(form.chosen, defaults)).toMatch(/No sandbox and no questions/);
    const tamed = formOf(configured(defaults, 'Up', 'Up', 'Up', 'Right'));
    expect(formWarning(tamed.chosen, defaults)).toBeNull();
  });

  it('[SC3] a worktree on a branch needs its name', () => {
    const refused = play(start([]), 'n', 'Tab', 'Tab', 'Left', 'Enter');
    expect(formOf(refused).problem).toMatch(/Name the branch/);
    expect(orders(refused)).toEqual([]);
  });

  it('[SC14] the form of an agent with a worktree gives way to its tile as soon as there is one', () => {
    const made = agents({}, { name: 'shop', state: 'starting' });
    const sent = (...keys: readonly string[]) =>
      play(start(made.slice(0, 1)), 'n', ...keys, 'Enter', inspected('trusted'));
    const begun = play(sent('Tab', 'Tab', 'Right'), published(...made));
    expect(begun.model).toMatchObject({ overlay: { type: 'none' }, selected: id(2) });
    expect(play(sent(), published(...made)).model.overlay.type).toBe('new-agent');
    const error = { code: 'failed', message: 'npm ci failed.' } as const;
    expect(play(begun, replied({ ok: false, error })).model.notice).toBe('npm ci failed.');
  });
});
