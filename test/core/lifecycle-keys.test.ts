import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { keyEvidence, onScreen } from '../../src/core/lifecycle/lifecycle-keys.ts';
import { bash, inBand, marker, started } from '../support/evidence.ts';
import { recordedAt, statesThrough } from '../support/recorded-evidence.ts';

const typed = (at: number, text: string): Evidence => keyEvidence(text, recordedAt + at)!;

function namesThrough(...evidence: readonly Evidence[]): readonly string[] {
  return statesThrough(evidence, { restMs: 5_000 }).steps.map(({ name }) => name);
}

const asked = [
  started(),
  inBand(300, 'idle'),
  typed(400, '\r'),
  inBand(410, 'working'),
  marker(450, 'UserPromptSubmit'),
  marker(480, 'PermissionRequest', { tool: bash('rm -r /') }),
  inBand(500, 'blocked', 'permission'),
];

describe('keys', () => {
  it('[TS22] a refusal shows nothing between what was asked and the interrupt', () => {
    for (const key of ['\x1b', '\x03', 'n']) {
      const refused = [...asked, typed(2_000, key), inBand(2_010, 'working')];
      const { steps } = statesThrough([
        ...refused,
        marker(2_150, 'Interrupt'),
        inBand(2_200, 'idle'),
      ]);
      expect(steps.map(({ name }) => name)).toEqual([
        'starting',
        'ready',
        'working',
        'approval',
        'interrupted',
      ]);
      const { last } = statesThrough(refused);
      expect(last).toMatchObject({ name: 'approval', detail: 'rm -r /' });
    }
  });

  it('[TS22] a refusal that the model hears of shows work as soon as it is asked, or after a second', () => {
    const refused = [...asked, typed(2_000, '\x1b'), inBand(2_010, 'working')];
    const workAgainAt = (...more: readonly Evidence[]) =>
      statesThrough([...refused, ...more], { restMs: 5_000 }).steps.at(-1);
    expect(workAgainAt(marker(2_100, 'PreModelRequest'))).toMatchObject({
      name: 'working',
      at: 2_100,
    });
    expect(workAgainAt()).toMatchObject({ name: 'working', at: 3_000 });
  });

  it('[TS22] a yes shows work at once, and so does a letter in the answer to a question', () => {
    expect(statesThrough([...asked, inBand(2_010, 'working')]).steps.at(-1)).toMatchObject({
      name: 'working',
      at: 2_010,
    });
    const question = [...asked.slice(0, -2), inBand(500, 'blocked', 'question')];
    const answered = [...question, typed(2_000, 'n'), typed(2_005, '\r'), inBand(2_010, 'working')];
    expect(statesThrough(answered).steps.at(-1)).toMatchObject({ name: 'working', at: 2_010 });
  });

  it('[TS23] before anything was sent, what codex does for less than a second is no turn', () => {
    expect(
      namesThrough(
        started(),
        inBand(300, 'idle'),
        inBand(350, 'working'),
        inBand(900, 'idle'),
        typed(950, '\r'),
        inBand(1_000, 'working'),
        inBand(1_200, 'done'),
      ),
    ).toEqual(['starting', 'ready', 'working', 'done']);
    const sent = [started(), inBand(300, 'idle'), typed(340, '\r'), inBand(350, 'working')];
    expect(statesThrough(sent, { restMs: 500 }).steps.at(-1)).toMatchObject({
      name: 'working',
      at: 450,
    });
  });

  it('[TS51] before anything was sent codex prepares itself, however long its tool servers take', () => {
    const prepares = [started(), inBand(300, 'idle'), inBand(350, 'working')];
    expect(namesThrough(...prepares, inBand(9_000, 'idle'))).toEqual(['starting', 'ready']);
    const sent = [...prepares, typed(4_000, '\r'), inBand(9_900, 'done')];
    expect(namesThrough(...sent)).toEqual(['starting', 'ready', 'working', 'done']);
    expect(namesThrough(...prepares, marker(400, 'UserPromptSubmit'))).toContain('working');
  });

  it('[TS52] work of which nothing else tells is an interrupt only if codex was told to leave off', () => {
    const work = [
      started(),
      inBand(300, 'idle'),
      typed(400, '\r'),
      inBand(410, 'working'),
      inBand(900, 'done'),
      typed(1_900, '\r'),
      inBand(2_000, 'working'),
    ];
    expect(statesThrough([...work, inBand(5_000, 'idle')]).last.name).toBe('done');
    for (const key of ['\x1b', '\x03']) {
      const cancelled = [...work, typed(4_990, key), inBand(5_000, 'idle')];
      expect(statesThrough(cancelled).last.name).toBe('interrupted');
    }
  });

  it('[TS52] what is sent right after an interrupt takes nothing of it back', () => {
    const title = (at: number, shows: 'working' | 'rest'): Evidence => ({
      witness: 'title',
      at: recordedAt + at,
      shows,
    });
    const cut = [
      started(),
      title(300, 'rest'),
      typed(3_400, '\r'),
      title(3_410, 'working'),
      marker(3_420, 'UserPromptSubmit'),
      typed(3_550, '\x1b'),
      marker(3_555, 'Interrupt'),
      title(3_560, 'rest'),
    ];
    expect(namesThrough(...cut)).toEqual(['starting', 'ready', 'working', 'interrupted']);
    expect(namesThrough(...cut, typed(3_600, '\r')).at(-1)).toBe('interrupted');
    expect(namesThrough(...cut, typed(3_600, '\r'))).toHaveLength(4);
  });

  it('[TS53] a prompt after the first shows work at once, a command only once it lasts', () => {
    const before = [started(), inBand(300, 'idle'), typed(320, '\r'), inBand(330, 'working')];
    const sent = (text: string, mode: 'prompt' | 'shell' = 'prompt'): readonly Evidence[] => {
      const key = keyEvidence('\r', recordedAt + 1_000)!;
      const draft = { text, isWhole: true };
      const facts = { composer: 'draft', draft, mode, thread: null, open: null } as const;
      return [...before, inBand(600, 'done'), onScreen(key, facts), inBand(1_040, 'working')];
    };
    const workedAt = (evidence: readonly Evidence[]) =>
      statesThrough(evidence, { restMs: 5_000 }).steps.findLast(({ name }) => name === 'working')
        ?.at;
    expect(workedAt(sent('build it'))).toBe(1_040);
    expect(workedAt(sent('/new'))).toBe(1_140);
    expect(workedAt(sent('make', 'shell'))).toBe(1_140);
    const earlier = sent('build it').slice(0, -1);
    expect(workedAt([...earlier, inBand(2_100, 'working')])).toBe(2_200);
    const later = [...earlier, typed(1_010, '\r'), inBand(1_040, 'working')];
    expect(workedAt(later)).toBe(1_140);
    const over = [...sent('build it'), inBand(1_200, 'done'), inBand(1_300, 'working')];
    expect(namesThrough(...over, inBand(1_340, 'idle')).slice(-2)).toEqual(['working', 'done']);
  });

  it('[TS53] with the first prompt codex may still prepare itself', () => {
    const key = keyEvidence('\r', recordedAt + 400)!;
    const draft = { text: 'build it', isWhole: true };
    const facts = { composer: 'draft', draft, mode: 'prompt', thread: null, open: null } as const;
    const flash = [inBand(430, 'working'), inBand(440, 'idle'), inBand(450, 'working')];
    const first = [started(), inBand(300, 'idle'), onScreen(key, facts), ...flash];
    expect(namesThrough(...first)).toEqual(['starting', 'ready', 'working']);
  });

  it('[TS22] what was refused while a hook waited is not asked for once more', () => {
    const held: readonly Evidence[] = [
      ...asked.slice(0, -1),
      {
        witness: 'hook',
        at: recordedAt + 490,
        wait: 'w1',
        fact: { type: 'waits', askedAt: recordedAt + 480, subagentId: null },
      },
    ];
    const refused = [
      ...held,
      typed(2_000, '\x1b'),
      inBand(2_040, 'blocked', 'permission'),
      marker(2_045, 'Interrupt'),
      inBand(2_050, 'working'),
      inBand(2_060, 'idle'),
    ];
    expect(namesThrough(...refused).slice(2)).toEqual(['working', 'approval', 'interrupted']);
  });

  it('[TS52] a draft that is cleared while codex prepares itself interrupts nothing', () => {
    const cleared = [started(), inBand(300, 'idle'), inBand(350, 'working'), typed(360, '\x03')];
    expect(namesThrough(...cleared, inBand(380, 'idle'))).toEqual(['starting', 'ready']);
  });

  it('[TS24] of what is typed only what foretells something is heard', () => {
    expect(['\r', 'fix it\r', '\x1b', '\x03', 'n'].map((text) => keyEvidence(text, 1))).toEqual(
      ['Enter', 'Enter', 'Esc', 'Ctrl+C', 'n'].map((key) => ({ witness: 'key', at: 1, key })),
    );
    // As codex asks for them, where the terminal can.
    const reports = ['\x1b[27u', '\x1b[99;5u', '\x1b[13;1:1u', '\x1b[110u'];
    expect(reports.map((text) => keyEvidence(text, 1)?.key)).toEqual([
      'Esc',
      'Ctrl+C',
      'Enter',
      'n',
    ]);
    for (const text of [
      '\x1b[27;1:3u',
      '\x1b[27;2u',
      '\x1bn',
      '\x1b[I',
      '',
      'no',
      'constructor',
      '\x1b[A',
      '\x1b[200~n\x1b[201~',
      'a\rb',
    ]) {
      expect(keyEvidence(text, 1)).toBe(null);
    }
    const { last } = statesThrough([...asked.slice(0, 2), typed(700, 'n'), typed(710, 'n')]);
    expect(last.why.slice(-2).map(({ rule }) => rule)).toEqual([
      'key-means-nothing',
      'key-means-nothing',
    ]);
  });
});
