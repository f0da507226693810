import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { dialogOn, screenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { evidenceLine } from '../../src/core/lifecycle/evidence-line.ts';
import { blankEvidence } from '../../src/core/run/blank-evidence.ts';
import { heardAgain } from '../../src/core/run/heard-again.ts';
import { replayedStates } from '../../src/core/run/replayed-states.ts';
import type { RunOutput } from '../../src/core/run/run-file.ts';
import type { Frame } from '../../src/core/terminal/frame.ts';
import { plainRow } from '../../src/core/terminal/row-encoder.ts';
import { snapshotText } from '../../src/core/terminal/screen-snapshot.ts';
import { blankOutput } from '../../src/host/replay/blank-output.ts';
import { seenAgain } from '../../src/host/replay/seen-again.ts';
import { enter, inBand, turnBegins, turnEnds } from '../support/evidence.ts';
import { stepsThrough } from '../support/lifecycle-steps.ts';
import { recordedAt, recordedEvidence, recordedRuns } from '../support/recorded-evidence.ts';
import { recordedScreens } from '../support/recorded-screens.ts';

const agent = 'a1' as AgentId;

const linesOf = (name: string) =>
  stepsThrough(agent, recordedEvidence(name)).map((step) => evidenceLine(step));

const states = (lines: Parameters<typeof blankEvidence>[0]) =>
  replayedStates(heardAgain(lines, [], [])).map(({ at, made, difference }) => ({
    at,
    state: made.state,
    rule: made.rule,
    subagents: made.subagents,
    difference,
  }));

const says = (at: number, text: string): RunOutput => ({ type: 'output', at, text });
const blankScreen = (columns = 40, rows = 8): RunOutput => ({
  type: 'screen',
  at: 0,
  columns,
  rows,
  text: '\x1bc',
});

function shownBy(output: readonly RunOutput[]): Frame {
  const { frame } = seenAgain(output, { stateAt: () => 'starting', until: null });
  if (frame === null) throw new Error('no screen');
  return frame;
}

const rowsOf = (frame: Frame) => frame.lines.map((line) => plainRow(line).trimEnd());
const textOf = (output: readonly RunOutput[]) =>
  output.map((one) => ('text' in one ? one.text : '')).join('');

describe('blanked evidence', () => {
  it.each(recordedRuns)('[EL15] %s replays to the same states without its texts', (name) => {
    const lines = linesOf(name);
    const blanked = blankEvidence(lines);
    expect(states(blanked)).toEqual(states(lines));
    expect(states(lines).every(({ difference }) => difference === null)).toBe(true);
  });

  it('[EL15] what Enter sent is a word of ours: it says when work is shown', () => {
    const busyAgain = [enter(9000, 'prompt'), inBand(9010, 'working'), inBand(9300, 'done')];
    const evidence = [...turnBegins, ...turnEnds, ...busyAgain];
    const lines = stepsThrough(agent, evidence).map((step) => evidenceLine(step));
    expect(states(blankEvidence(lines))).toEqual(states(lines));
    expect(states(lines)).toContainEqual(
      expect.objectContaining({ at: recordedAt + 9010, state: 'working' }),
    );
  });

  it('[EL16] nothing that user, model and tools said is left in it', () => {
    const secret = 'hunter2';
    const lines = linesOf('approval-yes').map((line) =>
      line.type === 'heard' && line.evidence.witness === 'marker'
        ? {
            ...line,
            detail: `rm ${secret}`,
            evidence: {
              ...line.evidence,
              prompt: `the password is ${secret} 日本語`,
              lastMessage: secret,
              rolloutPath: `/home/ann/${secret}.jsonl`,
              tool: { name: `mcp__${secret}`, command: `curl ${secret}`, reason: secret },
              response: { status: 'failed' as const, error: secret },
            },
          }
        : line,
    );
    const text = JSON.stringify(blankEvidence(lines));
    expect(text).not.toMatch(/hunter|password|curl|ann|mcp|日/);
    expect(text).toContain('xxx xxxxxxxx xx xxxxxx0 〇〇〇');
    const [id = ''] = /01[\da-f]{6}-[\da-f]{4}-7/.exec(JSON.stringify(lines)) ?? [];
    expect(id).not.toBe('');
    expect(text).not.toContain(id);
  });

  it('[EL16] two commands of one shape stay two', () => {
    const [line] = linesOf('approval-yes').filter(
      (one) => one.type === 'heard' && one.evidence.witness === 'marker' && one.evidence.tool,
    );
    if (line?.type !== 'heard' || line.evidence.witness !== 'marker') throw new Error('no tool');
    const { evidence } = line;
    const asks = (command: string) => ({
      ...line,
      evidence: { ...evidence, tool: { name: 'Bash', command, reason: null } },
    });
    const commands = blankEvidence([asks('git pull'), asks('git push'), asks('git pull')]).map(
      (one) =>
        one.type === 'heard' && one.evidence.witness === 'marker' && one.evidence.tool?.command,
    );
    expect(commands[0]).toBe('xxx xxxx');
    expect(commands[1]).not.toBe(commands[0]);
    expect(commands[2]).toBe(commands[0]);
  });
});

describe('blanked output', () => {
  const screens = recordedScreens();

  it('[EL17] what is read on a screen of codex is read on the blanked one', () => {
    expect(screens.length).toBeGreaterThan(100);
    for (const { scene, frame } of screens) {
      const { columns, rows } = frame;
      const text = snapshotText({
        frame,
        cursor: frame.cursor ?? { x: 0, y: 0 },
        isAlternate: false,
        region: { top: 0, bottom: rows - 1 },
        pen: { foreground: 0, background: 0, underlineColor: 0, underline: 0, attributes: 0 },
        insertMode: 'replace',
        lineEnds: 'wrap',
      });
      const blanked = shownBy(blankOutput([{ type: 'screen', at: 0, columns, rows, text }]));
      expect([scene, dialogOn(blanked)]).toEqual([scene, dialogOn(frame)]);
      const [now, then] = [blanked, frame].map((one) => screenFacts(one, '0.169.0'));
      const short = (facts: typeof now) => [
        scene,
        columns,
        facts?.composer,
        facts?.mode,
        facts?.open?.kind,
        facts?.open && 'name' in facts.open ? facts.open.name : null,
      ];
      expect(short(now)).toEqual(short(then));
    }
  });

  it('[EL17] words of codex stay when they are drawn in pieces, and in a line that says more', () => {
    const output = blankOutput([
      blankScreen(60),
      says(10, '\x1b[?2026h\x1b[2;3HWould you like to run the fol'),
      says(12, 'lowing command?\x1b[4;3H$ cat secret\x1b[?2026l'),
      says(90, '\x1b[?2026h\x1b[2;5Hu\x1b[2;6Hl\x1b[4;7Hzebra\x1b[?2026l'),
    ]);
    expect(rowsOf(shownBy(output))[1]).toBe('  Would you like to run the following command?');
    expect(rowsOf(shownBy(output))[3]).toBe('  $ xxxxxxxxxx');
    expect(textOf(output)).not.toMatch(/secret|zebra/);
  });

  it('[EL18] the same cells are written, in the same style, and nothing is said', () => {
    const text =
      'pass 日本語 1234\r\n\x1b[31m🔥 Über\x1b[0m│ naïve wrap around the right edge of it all';
    const given = [blankScreen(20), says(5, text)];
    const blanked = blankOutput(given);
    expect(rowsOf(shownBy(blanked)).slice(0, 4)).toEqual(
      ['xxxx 〇〇〇 0000', '〇 Xxxx│ xxxxx xxxx ', 'xxxxxx xxx xxxxx xxx', 'x xx xx xxx'].map(
        (row) => row.trimEnd(),
      ),
    );
    const cursorOf = (output: readonly RunOutput[]) => shownBy(output).cursor;
    expect(cursorOf(blanked)).toEqual(cursorOf(given));
  });

  it('[EL18] reports and titles are heard as before; links, clipboard and others say nothing', () => {
    const given = [
      blankScreen(),
      says(1, '\x1b]7501;state=blocked:app=codex:kind=permission\x1b\\'),
      says(2, '\x1b]0;[ ! ] Action Required | secret\x07'),
      says(3, '\x1b]0;⠋ secret\x07'),
      says(4, '\x1b]8;;https://secret.example\x1b\\link\x1b]8;;\x1b\\'),
      says(5, '\x1b]52;c;c2VjcmV0\x07\x1bPsecret\x1b\\\x1b_secret\x1b\\\x1b]9;secret\x07'),
      says(6, '\x1b]7501;state=working:app=secret\x1b\\\x1b]10;?\x07'),
    ];
    const blanked = blankOutput(given);
    const heard = (output: readonly RunOutput[]) =>
      seenAgain(output, { stateAt: () => 'working', until: null }).evidence;
    expect(heard(blanked)).toEqual(heard(given));
    expect(heard(blanked)).toHaveLength(3);
    expect(textOf(blanked)).not.toMatch(/secret|c2VjcmV0|https/);
    expect(textOf(blanked)).toContain('\x1b]10;?\x07');
  });

  it('[EL18] a sequence, a string or a character that is cut says nothing either', () => {
    const given = [
      blankScreen(),
      says(1, 'one\x1b[3'),
      says(2, '1mtwo\x1b]0;secr'),
      says(3, 'et title\x07three'),
    ];
    const blanked = blankOutput(given);
    expect(textOf(blanked)).not.toMatch(/one|two|secr|et|title|three/);
    expect(rowsOf(shownBy(blanked))[0]).toBe('xxxxxxxxxxx');
  });
});
