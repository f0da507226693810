import { describe, expect, it } from 'vitest';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import { deliveryTo } from '../../src/core/screen/composer-targets.ts';
import { editedText } from '../../src/core/screen/text-editor.ts';
import { lineLimitBytes } from '../../src/wire/messages.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import { anAgent } from '../support/fake-host.ts';
import {
  agents,
  answered,
  orders,
  type Played,
  play,
  refused,
  start,
} from '../support/screen-model.ts';

const four = agents({}, { state: 'working' }, { state: 'approval' }, { state: 'ended' });
const six = agents({}, {}, {}, {}, {}, {});

const composerOf = ({ model }: Played) => {
  if (model.overlay.type !== 'composer') throw new Error(`${model.overlay.type} is open`);
  return model.overlay.composer;
};
const textOf = (played: Played) => editedText(composerOf(played).text);

type PromptCommand = Extract<HostCommand, { type: 'prompt' }>;
const prompted = (played: Played): readonly PromptCommand[] =>
  orders(played).flatMap((effect) =>
    effect.type === 'request' && effect.command.type === 'prompt' ? [effect.command] : [],
  );
const written = (played: Played) =>
  prompted(played).flatMap(({ prompts }) => prompts.map(({ agent, text }) => [agent, text]));

const marked = (...keys: readonly string[]) => play(start(four), 'a', ...keys);

describe('to whom', () => {
  it('[BC20] the marked agents, in the order of their tiles', () => {
    const sent = play(start(four), '3', 'Space', '1', 'Space', '2', 'b', 'h', 'i', 'Enter');
    expect(written(sent)).toEqual([
      ['id-1', 'hi'],
      ['id-3', 'hi'],
    ]);
  });

  it('[BC20] whoever a selector names', () => {
    const opened = play(start(four), 'b');
    expect(composerOf(opened).focus).toBe('to');
    const sent = play(opened, pasted('all !d'), 'Enter', 'x', 'Enter');
    expect(written(sent).map(([agent]) => agent)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(composerOf(play(sent, 'Escape', 'b')).to).toMatchObject({ field: { text: 'all !d' } });
  });

  it('[BC20] a selector that names nobody is told, and where it is wrong', () => {
    const opened = play(start(four), 'b');
    expect(composerOf(play(opened, 'Enter'))).toMatchObject({
      focus: 'to',
      problem: 'Say to whom: names, numbers, state=ready, @group, or all.',
    });
    expect(composerOf(play(opened, pasted('state=failed'), 'Tab')).problem).toBe(
      'No agent is "state=failed".',
    );
    const { problem } = composerOf(play(opened, pasted('a,nobody'), 'Down'));
    expect(problem).toMatch(/^There is no agent "nobody".*\n {2}a,nobody\n {4}\^$/s);
  });

  it('[BC20] Shift+Tab goes back to whom, and pastes go where the cursor is', () => {
    const written = play(
      start(four),
      'b',
      pasted('a'),
      'Enter',
      pasted('text'),
      'Shift+Tab',
      pasted('\nb'),
    );
    expect(composerOf(written)).toMatchObject({ focus: 'to', to: { field: { text: 'ab' } } });
    expect(textOf(written)).toBe('text');
  });

  it('[BC20] r writes to the selected one, whoever is marked', () => {
    const sent = play(start(four), 'a', '2', 'r', 'x', 'Enter');
    expect(written(sent)).toEqual([['id-2', 'x']]);
    expect(play(start(four), '4', 'r').model.notice).toBe('d has ended: e resumes it.');
  });

  it('[BC20] a target that goes meanwhile is left out', () => {
    const [first] = four;
    const left = play(marked('b', 'x'), { type: 'roster', roster: [first!] }, 'Enter');
    expect(written(left)).toEqual([['id-1', 'x']]);
    const nobody = play(marked('b', 'x'), { type: 'roster', roster: [] }, 'Enter');
    expect(composerOf(nobody).problem).toBe('Nobody is left whom it could go to.');
  });
});

describe('when', () => {
  it.each([
    [{}, 'at once', 'at once'],
    [{ state: 'done' }, 'at once', 'at once'],
    [{ state: 'working' }, 'after its turn', 'into its turn'],
    [{ state: 'approval' }, 'once its approval is answered', 'once its approval is answered'],
    [{ state: 'dialog' }, 'once its dialog is answered', 'once its dialog is answered'],
    [{ state: 'starting' }, 'once it has started', 'once it has started'],
    [{ queue: 1 }, 'behind 1 that waits', 'behind 1 that waits'],
    [{ state: 'working', queue: 2 }, 'behind 2 that wait', 'behind 2 that wait'],
    [{ state: 'ended' }, 'never: it has ended', 'never: it has ended'],
    [{ task: 'command' }, 'never: it is a command', 'never: it is a command'],
    [{ state: 'unknown' }, 'once it is at rest', 'once it is at rest'],
  ] as const)('[BC21] %j gets it %s, or %s', (changed, ready, now) => {
    expect(deliveryTo(anAgent(changed), 'ready').words).toBe(ready);
    expect(deliveryTo(anAgent(changed), 'now').words).toBe(now);
  });

  it('[BC22] Tab goes round, and what is chosen is sent', () => {
    const opened = marked('b', 'x');
    const sent = (...keys: readonly string[]) => prompted(play(opened, ...keys, 'Enter'))[0]?.when;
    expect([sent(), sent('Tab'), sent('Tab', 'Tab'), sent('Tab', 'Tab', 'Tab')]).toEqual([
      'ready',
      'now',
      'queue',
      'ready',
    ]);
    expect(sent('Shift+Tab')).toBe('queue');
  });
});

describe('sending', () => {
  it('[BC23] each gets its own text', () => {
    const sent = play(marked('b'), pasted('{n} {name} {cwd} {other}'), 'Enter');
    expect(written(sent).slice(0, 2)).toEqual([
      ['id-1', '1 a /srv/api {other}'],
      ['id-2', '2 b /srv/api {other}'],
    ]);
    const batches = prompted(sent).map(({ batch }) => batch);
    const again = play(sent, 'Escape', 'b', 'x', 'Enter');
    expect(batches).toEqual(['test-1']);
    expect(prompted(again)[0]).toMatchObject({ batch: 'test-2', commands: 'send-as-text' });
  });

  it.each([
    ['  \n ', 'There is nothing to send yet: type a prompt.'],
    ['on {branch}', 'a is on no branch, so there is nothing to put for {branch}.'],
  ])('[BC23] %j is not sent', (text, problem) => {
    const stays = play(marked('b'), pasted(text), 'Enter');
    expect(orders(stays)).toEqual([]);
    expect(composerOf(stays).problem).toBe(problem);
    expect(composerOf(play(stays, 'x')).problem).toBeNull();
  });

  it('[BC23] nor is what codex would not take', () => {
    const stays = play(marked('b'), pasted('x'.repeat(1_000_001)), 'Enter');
    expect(composerOf(stays).problem).toContain('codex takes 1 MB');
  });

  it('[BC26] a megabyte for many goes in lines that the wire takes', () => {
    const text = '\\"'.repeat(499_999);
    const sent = play(play(start(six), 'a', 'b'), pasted(text), 'Enter', 'y');
    const requests = prompted(sent);
    expect(new Set(requests.map(({ batch }) => batch)).size).toBe(1);
    expect(requests.flatMap(({ prompts }) => prompts)).toHaveLength(6);
    for (const request of requests) {
      expect(Buffer.byteLength(JSON.stringify(request))).toBeLessThan(lineLimitBytes / 2);
    }
  });

  it('[BC24] what is small, or for few, is sent at once', () => {
    expect(prompted(play(start(six), 'a', 'b', 'x', 'Enter'))).toHaveLength(1);
    const three = play(start(agents({}, {}, {})), 'a', 'b', pasted('a\nb'), 'Enter');
    expect(prompted(three)).toHaveLength(1);
    expect(prompted(play(start(six), 'r', pasted('x'.repeat(2048)), 'Enter'))).toHaveLength(1);
    expect(prompted(play(start(six), 'a', 'b', pasted('x\n'), 'Enter'))).toHaveLength(1);
  });

  it.each([
    ['several lines for more than three', play(start(six), 'a', 'b', pasted('a\nb'), 'Enter')],
    ['more than 2 kB', play(start(six), 'r', pasted('é'.repeat(1025)), 'Enter')],
    ['a command', play(start(six), 'r', pasted('/compact'), 'Enter')],
  ])('[BC24] %s is asked about, and No goes back', (_, asked) => {
    expect(orders(asked)).toEqual([]);
    const text = textOf(play(asked, 'Enter'));
    expect(text).not.toBe('');
    expect(textOf(play(asked, 'Escape'))).toBe(text);
  });

  it('[BC24] a command is run, or sent as text, as is said', () => {
    const asked = play(start(six), 'r', pasted('/compact'), 'Enter');
    expect(prompted(play(asked, 'y'))).toEqual([]);
    expect(prompted(play(asked, 'r'))[0]).toMatchObject({ commands: 'run' });
    expect(prompted(play(asked, 't'))[0]).toMatchObject({ commands: 'send-as-text' });
  });

  it('[BC25] a draft is there again, for each agent its own', () => {
    const written = play(
      start(six),
      'r',
      'o',
      'n',
      'e',
      'Escape',
      '2',
      'r',
      't',
      'Escape',
      'a',
      'b',
    );
    expect(textOf(written)).toBe('');
    const back = play(written, 'Escape', '1', 'r');
    expect(textOf(back)).toBe('one');
    expect(textOf(play(back, 'Ctrl+C', '2', 'r'))).toBe('t');
    const emptied = play(back, 'Ctrl+U', 'Escape');
    expect(textOf(play(emptied, 'r'))).toBe('');
  });

  it('[BC25] what the host took is no draft any more, what it refused is', () => {
    const sent = play(start(six), 'r', 'o', 'n', 'Enter');
    const purpose = { type: 'prompt', draft: 'reply id-1' } as const;
    const taken = play(sent, answered(purpose, []), 'Escape', 'r');
    expect(textOf(taken)).toBe('');
    const failed = play(sent, refused(purpose, { code: 'failed', message: 'The host is gone.' }));
    expect(failed.model.notice).toBe('The host is gone. The text is kept.');
    expect(textOf(play(failed, 'r'))).toBe('on');
  });
});

describe('what was sent before', () => {
  const history = ['first', 'second\nof two lines'];
  const opened = play(start(six, { columns: 120, rows: 40 }, history), 'r', 'n', 'e', 'w');

  it('[BC30] is gone through at the edges, and back to the draft', () => {
    expect(textOf(play(opened, 'Up'))).toBe('second\nof two lines');
    expect(textOf(play(opened, 'Up', 'Up'))).toBe('second\nof two lines');
    expect(textOf(play(opened, 'Up', 'Up', 'Up'))).toBe('first');
    expect(textOf(play(opened, 'Ctrl+P', 'Ctrl+P', 'Ctrl+P', 'Ctrl+P'))).toBe('first');
    expect(textOf(play(opened, 'Up', 'Down'))).toBe('new');
    expect(textOf(play(opened, 'Up', 'Up', 'Up', 'Down', 'Down', 'Down', 'Down'))).toBe('new');
    expect(textOf(play(opened, 'Down'))).toBe('new');
  });

  it('[BC30] what is sent is the newest of it, and told to be kept', () => {
    const sent = play(opened, 'Enter');
    expect(orders(sent)).toContainEqual({ type: 'remember-prompt', text: 'new' });
    expect(textOf(play(sent, 'Escape', '2', 'r', 'Up'))).toBe('new');
    expect(play(opened, 'Up', 'Up', 'Up', 'Enter').model.prompts.history).toEqual([
      'second\nof two lines',
      'first',
    ]);
  });
});
