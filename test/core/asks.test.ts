import { describe, expect, it } from 'vitest';
import type { PendingAsk } from '../../src/core/asks/pending-ask.ts';
import { askOf, say, show, type Told, waiting } from '../support/asking-host.ts';
import { bash, inBand } from '../support/evidence.ts';
import { idOf, runningHost } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';
import { longCommand, longPath } from '../support/screen-scenes/turns.ts';

const sizes = ['48x12', '80x24', '120x40', '200x50'];
const asked = (scene: string, told: readonly Told[], size?: string) => {
  const host = waiting('permission', ...told);
  show(host, 400, scene, size);
  return askOf(host);
};

const hi: Told = { tool: { name: 'Bash', command: 'echo hi', reason: 'so it is' } };
const meaningsOf = ({ choices }: PendingAsk) => choices.map(({ number, means }) => [number, means]);

describe('an approval', () => {
  it.each(sizes)('[AN1] is told whole, and can be allowed and denied, at %s', (size) => {
    const ask = asked('approval-command', [hi], size);
    expect(ask).toMatchObject({
      kind: 'approval',
      subject: 'echo hi',
      reason: 'so it is',
      problem: null,
      since: recordedAt + 300,
    });
    expect(meaningsOf(ask)).toEqual([
      [1, 'approve'],
      [2, null],
      [3, 'deny'],
    ]);
    expect(ask.choices[1]?.consequence).toMatch(/rule/);
  });

  it.each(sizes)('[AN1] of a long or a wrapped command is told by its hook, at %s', (size) => {
    const long = asked('approval-long', [{ tool: bash(longCommand) }], size);
    expect(long).toMatchObject({ problem: null, subject: expect.stringContaining('echo 29') });
    const wrapped = asked('approval-wrapped', [{ tool: bash(`rm -r ${longPath}`) }], size);
    expect(wrapped).toMatchObject({ problem: null, subject: `rm -r ${longPath}` });
  });

  it.each(sizes)('[AN1] of an edit is a summary of its patch, at %s', (size) => {
    const patch =
      '*** Begin Patch\n*** Add File: ../out.txt\n+one\n*** Update File: a b.ts\n@@\n-x\n+y\n+z\n*** End Patch';
    const ask = asked('approval-patch', [{ tool: { ...bash(patch), name: 'apply_patch' } }], size);
    expect(ask.problem).toBeNull();
    expect(ask.subject).toBe('add ../out.txt (+1 -0)\nchange a b.ts (+2 -1)');
    expect(meaningsOf(ask)).toEqual([
      [1, 'approve'],
      [2, 'session'],
      [3, 'deny'],
    ]);
  });

  it.each(sizes)("[AN2] of a subagent is that subagent's, at %s", (size) => {
    const child = { ...hi, subagentId: '01a1fdb0-c44d-7872-9b57-f63efd04cd83' };
    const other = { ...hi, subagentId: '01a1fdb0-c44d-7872-9b57-7b328197dc33' };
    expect(asked('approval-subagent', [child], size)).toMatchObject({
      problem: null,
      subagent: 'Agent (f63efd04cd83)',
    });
    expect(asked('approval-subagent', [other], size).problem).toMatch(/another request/);
    expect(asked('approval-subagent', [hi], size).problem).toMatch(/another request/);
    expect(asked('approval-command', [child], '80x24').problem).toMatch(/another request/);
  });

  it('[AN3] that no hook told of, or told otherwise, is not answered', () => {
    const others: readonly Told[] = [
      { tool: bash('echo ho') },
      { tool: bash('echo') },
      { tool: bash('echo hi; rm -r /') },
      { tool: null },
      { tool: { name: 'apply_patch', command: 'echo hi', reason: null } },
    ];
    for (const other of others) {
      const ask = asked('approval-command', [other]);
      expect(ask.problem).toMatch(/another request/);
      expect(ask.choices).toEqual([]);
    }
    const elsewhere = '*** Begin Patch\n*** Add File: in.txt\n+one\n*** End Patch';
    const edit = { tool: { ...bash(elsewhere), name: 'apply_patch' } };
    expect(asked('approval-patch', [edit]).problem).toMatch(/another request/);
  });

  it('[AN3] without hooks is answered where all of it is shown', () => {
    expect(asked('approval-command', [])).toMatchObject({ problem: null, subject: 'echo hi' });
    expect(asked('approval-command', [], '48x12').problem).toMatch(/not all of it/);
    expect(asked('approval-long', [], '80x24').problem).toMatch(/not all of it/);
  });

  it('[AN4] is not answered unless codex says that it waits, and the screen shows it', () => {
    const host = waiting('permission', hi);
    expect(askOf(host)).toMatchObject({ subject: 'echo hi', choices: [] });
    expect(askOf(host).problem).toMatch(/does not show it yet/);
    for (const scene of ['working', 'menu-model', 'pager-command', 'question-one', 'draft-short']) {
      show(host, 400, scene);
      expect(askOf(host)).toMatchObject({ choices: [], problem: expect.any(String) });
    }
    show(host, 410, 'approval-command');
    expect(askOf(host).problem).toBeNull();
    say(host, inBand(420, 'blocked', 'question'));
    show(host, 430, 'approval-command');
    expect(askOf(host)).toMatchObject({ choices: [], problem: expect.any(String) });
  });

  it('[AN5] keeps its id at every size, and gets another one when a key went in', () => {
    const host = waiting('permission', hi);
    const ids = sizes.map((size, index) => {
      show(host, 400 + index, 'approval-command', size);
      return askOf(host).id;
    });
    expect(new Set(ids).size).toBe(1);
    const agent = idOf(host, 'api');
    host.happens(500, { type: 'typed', agent, at: recordedAt + 500 });
    const typed = askOf(host).id;
    host.happens(600, { type: 'typed', agent, at: recordedAt + 600 });
    expect(new Set([...ids, typed, askOf(host).id]).size).toBe(3);
  });

  it('[AN5] never has the id of another one, though hooks told of both at one instant', () => {
    const both = [hi, { tool: bash(`rm -r ${longPath}`) }];
    const host = waiting('permission', ...both);
    show(host, 400, 'approval-command');
    const first = askOf(host).id;
    show(host, 500, 'approval-wrapped');
    const second = askOf(host);
    expect(second).toMatchObject({ problem: null, subject: `rm -r ${longPath}` });
    expect(second.id).not.toBe(first);
    const again = waiting('permission', { ...hi, at: 310 });
    show(again, 400, 'approval-command');
    expect(askOf(again).id).not.toBe(first);
  });
});

describe('a question', () => {
  const wall = 'Which colour shall the wall have, seen from the garden in the evening?';
  const told: Told = { tool: { name: 'request_user_input', command: wall, reason: null } };
  const questioned = (scene: string, more: readonly Told[] = [told], size?: string) => {
    const host = waiting('question', ...more);
    show(host, 400, scene, size);
    return askOf(host);
  };

  it.each(sizes)('[AN6] is told with its options, at %s', (size) => {
    const ask = questioned('question-one', [told], size);
    expect(ask).toMatchObject({ kind: 'question', title: wall, problem: null });
    expect(ask.choices.slice(0, 2).map(({ label }) => label)).toEqual(['Red', 'Blue']);
    expect(ask.choices.every(({ means }) => means === null)).toBe(true);
  });

  it('[AN6] of several is one of its own, and so is what codex asks at their end', () => {
    const first = questioned('question-three');
    const second = questioned('question-three-second');
    expect([first.title.slice(0, 4), second.title.slice(0, 4)]).toEqual(['1/3 ', '2/3 ']);
    const end = questioned('question-unanswered');
    expect(end.choices.map(({ label }) => label)).toEqual(['Proceed', 'Go back']);
    expect(new Set([first.id, second.id, end.id]).size).toBe(3);
  });

  it('[AN6] is not answered while somebody writes a note, or when its hook told of another', () => {
    expect(questioned('question-notes').problem).toMatch(/note/);
    const other = { tool: { name: 'request_user_input', command: 'When?', reason: null } };
    expect(questioned('question-one', [other]).problem).toMatch(/another question/);
    expect(questioned('question-one', []).problem).toBeNull();
  });
});

describe('a startup dialog', () => {
  const dialogs = [
    ['folder-trust', 'folder trust', 2],
    ['folder-trust-moved', 'folder trust', 2],
    ['hooks-review', 'hooks review', 3],
    ['model-announcement', 'model announcement', 2],
    ['update', 'update', 3],
    ['resume-folder', 'resume folder', 4],
    ['open-elsewhere', 'open elsewhere', 2],
  ] as const;
  const at = (dialog: string, scene: string, size?: string) => {
    const host = runningHost('api');
    say(host, { witness: 'screen', at: recordedAt + 100, dialog });
    show(host, 200, scene, size);
    return askOf(host);
  };

  it.each(dialogs)(
    '[AN7] %s is told with what follows from each choice',
    (scene, dialog, count) => {
      for (const size of sizes) {
        const { kind, problem, choices } = at(dialog, scene, size);
        expect({ kind, problem }).toEqual({ kind: 'dialog', problem: null });
        expect(choices.every(({ consequence, label }) => consequence && label)).toBe(true);
        if (size !== '48x12') expect(choices).toHaveLength(count);
      }
    },
  );

  it('[AN8] of the sign-in nothing can be chosen, whatever it shows', () => {
    for (const scene of ['sign-in', 'sign-in-device', 'sign-in-other', 'sign-in-key']) {
      expect(at('sign-in', scene)).toMatchObject({ choices: [], problem: expect.any(String) });
    }
    for (const [scene, dialog] of dialogs) {
      expect(at('sign-in', scene).choices).toEqual([]);
      if (dialog !== 'folder trust') expect(at('folder trust', scene).choices).toEqual([]);
    }
  });
});
