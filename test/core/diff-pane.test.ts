import { describe, expect, it } from 'vitest';
import { filesIn } from '../../src/core/diff/diff-parser.ts';
import { newFilePatch } from '../../src/core/diff/new-file-patch.ts';
import { commentPrompt, placeOf } from '../../src/core/diff-pane/diff-comment.ts';
import { documentOf, matchesIn, presentLine } from '../../src/core/diff-pane/diff-document.ts';
import type { DiffContent, DiffPane } from '../../src/core/diff-pane/diff-pane.ts';
import { diffPaneLines } from '../../src/core/diff-pane/diff-pane-view.ts';
import { paneWidth } from '../../src/core/screen/pane.ts';
import type { Mouse } from '../../src/core/terminal/input-event.ts';
import { diffRead, samplePatch } from '../support/diff-scenes.ts';
import { four } from '../support/scene-agents.ts';
import { mouse, type Played, play, start } from '../support/screen-model.ts';

const size = { columns: 120, rows: 30 };

function opened(patch = samplePatch, at = size): Played {
  return play(start(four, at), '1', 'D', ...diffRead(patch));
}

function paneIn({ model }: Played): DiffPane {
  if (model.overlay.type !== 'diff') throw new Error('no diff is open');
  return model.overlay.pane;
}

function contentIn(played: Played): DiffContent {
  const { content } = paneIn(played);
  if (content.type !== 'read') throw new Error('no diff was read');
  return content;
}

function linesIn(played: Played): readonly string[] {
  return diffPaneLines(played.model, paneIn(played)).map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

const typed = (text: string) => [...text].map((letter) => (letter === ' ' ? 'Space' : letter));

describe('the diff pane', () => {
  it('[DF15] reads the diff of the selected agent, and asks for the colours of what is in view', () => {
    const asked = play(start(four, { columns: 80, rows: 12 }), '1', 'D');
    expect(asked.effects).toMatchObject([{ type: 'read-diff', reading: 1 }]);
    const read = play(asked, diffRead(samplePatch)[0]!);
    expect(read.effects).toMatchObject([{ type: 'color-diff', at: 0, reading: 1 }]);
    const end = play(read, 'G');
    expect(end.effects.map((effect) => effect.type === 'color-diff' && effect.at)).toContain(4);
    expect(play(end, 'g').effects).toEqual([]);
    const late = { ...diffRead('')[0]!, reading: 7 } as Parameters<typeof play>[1];
    expect(contentIn(play(read, late)).document.files).toHaveLength(5);
  });

  it('[DF27] y copies the line, Y the hunk as a patch has it, both the path of a file', () => {
    const hunk = play(opened(), '}', '}');
    expect(play(hunk, 'j', 'j', 'j', 'y').effects).toEqual([
      { type: 'copy', text: '\tstore.delete(token)' },
    ]);
    const copied = [
      '@@ -96,4 +99,4 @@ export function endSession(token: string) {',
      '   const known = store.get(token);',
      '   if (!known) return;',
      '-\tstore.delete(token)',
      '+\tstore.delete(token);',
      ' }',
    ];
    for (const played of [play(hunk, 'Y'), play(hunk, 'y'), play(hunk, 'j', 'Y')]) {
      expect(played.effects).toEqual([{ type: 'copy', text: copied.join('\n') }]);
      expect(played.model.notice).toBe('Copied 6 lines, 162 characters.');
    }
    expect(play(opened(), 'y').effects).toEqual([{ type: 'copy', text: 'src/session.ts' }]);
    const unended = play(opened(), 'Tab', '}', 'Y').effects;
    expect(unended).toMatchObject([{ text: expect.stringMatching(/\)\n\\ No newline at end/) }]);
    const blank = opened(newFilePatch({ path: 'a', mode: '100644', text: '\n' }));
    expect(play(blank, 'j', 'j', 'y').model.notice).toBe('There is nothing to copy here.');
  });

  it('[DF28] tabs end at their stops, coloured or not, and lines go no further sideways than they are wide', () => {
    const text = '\ta\n料\tb\nabcd\tc\nab\t\td\n';
    const code = (played: Played) =>
      linesIn(played).flatMap((line) => /\d \+(.*)$/.exec(line)?.[1] ?? []);
    const narrow = opened(newFilePatch({ path: 'a', mode: '100644', text }), {
      columns: 14,
      rows: 30,
    });
    expect(code(narrow)).toEqual(['    a', '料  b', 'abcd    c', 'ab      d']);
    expect(code(play(narrow, 'Right'))).toEqual(['    a', '料  b', 'abcd    c', 'ab      d']);
    const long = opened(newFilePatch({ path: 'a', mode: '100644', text: `${'x'.repeat(20)}!\n` }), {
      columns: 14,
      rows: 30,
    });
    const end = play(long, 'Right', 'Right', 'Right', 'Right');
    expect(code(end)).toEqual(['xxxxxxxxx!']);
    expect(code(play(end, 'Left', 'Left'))).toEqual(['xxxxxxxxx…']);
  });

  it('[DF16] goes by hunks, files and pages, and keeps the cursor in view', () => {
    const played = opened();
    const { document } = contentIn(played);
    const rowAt = (at: Played) => document.rows[paneIn(at).cursor];
    expect(rowAt(play(played, 'Tab'))).toEqual({ type: 'file', file: 1 });
    expect(rowAt(play(played, 'Tab', 'Tab', 'Shift+Tab'))).toEqual({ type: 'file', file: 1 });
    expect(rowAt(play(played, '}', '}'))).toEqual({ type: 'hunk', file: 0, hunk: 1 });
    expect(rowAt(play(played, '}', '}', '{'))).toEqual({ type: 'hunk', file: 0, hunk: 0 });
    for (const at of [size, { columns: 40, rows: 10 }, { columns: 80, rows: 24 }]) {
      let walked = opened(samplePatch, at);
      for (const step of ['PageDown', 'j', 'PageDown', 'G', 'k', 'PageUp', 'g']) {
        walked = play(walked, step);
        const lines = diffPaneLines(walked.model, paneIn(walked));
        expect(
          lines.filter((line) => line.some(({ text }) => text === '▌')).length,
        ).toBeGreaterThan(0);
        expect(lines).toHaveLength(at.rows);
        expect(Math.max(...lines.map(paneWidth))).toBeLessThanOrEqual(at.columns);
      }
    }
  });

  it('[DF16] follows the wheel, and clicks on rows and files', () => {
    const report = (action: Mouse['action'], x = 60, y = 5) => mouse(x, y, { action });
    const played = opened();
    expect(paneIn(play(played, report('wheel-down'))).cursor).toBe(3);
    expect(paneIn(play(played, report('wheel-down'), report('wheel-up'))).cursor).toBe(0);
    expect(paneIn(play(played, report('press'))).cursor).toBe(4);
    const { rows } = contentIn(played).document;
    const inList = play(played, report('press', 5, 3));
    expect(rows[paneIn(inList).cursor]).toEqual({ type: 'file', file: 2 });
    const above = opened(samplePatch, { columns: 80, rows: 24 });
    const ofAbove = play(above, report('press', 5, 2));
    expect(rows[paneIn(ofAbove).cursor]).toEqual({ type: 'file', file: 1 });
    expect(paneIn(play(above, report('press', 5, 8))).cursor).toBe(1);
    expect(paneIn(play(above, report('press', 5, 6))).cursor).toBe(0);
  });

  it('[MC23] a click on the row of the cursor comments on it', () => {
    const click = mouse(60, 6);
    const chosen = play(opened(), click);
    expect(paneIn(chosen).input.type).toBe('none');
    expect(paneIn(play(chosen, click)).input.type).toBe('comment');
  });

  it('[DF17] finds texts in lines and paths, round the document', () => {
    const played = opened();
    const found = play(played, '/', ...typed('TOKEN'), 'Enter');
    expect(found.model.notice).toBe('Nothing here holds "TOKEN".');
    const tokens = play(played, '/', ...typed('token'), 'Enter');
    expect(linesIn(tokens)[0]).toMatch(/"token": 1 of 10 /);
    expect(linesIn(play(tokens, 'n', 'n'))[0]).toMatch(/ 3 of 10 /);
    expect(linesIn(play(tokens, 'N'))[0]).toMatch(/ 10 of 10 /);
    const end = play(
      opened(newFilePatch({ path: 'a', mode: '100644', text: `${'y'.repeat(300)}end\n` })),
      '/',
      ...typed('end'),
      'Enter',
    );
    expect(linesIn(end)[3]).toMatch(/\+y{16}end$/);
    expect(linesIn(end)[0]).toMatch(/1 of 1 /);
    const ended = play(tokens, 'Escape');
    expect(linesIn(ended)[0]).not.toMatch(/token/);
    expect(play(ended, 'Escape').model.overlay.type).toBe('none');
    expect(matchesIn('aXxax', 'x')).toEqual([
      { from: 1, to: 2 },
      { from: 2, to: 3 },
      { from: 4, to: 5 },
    ]);
    expect(matchesIn('aXxax', 'X')).toEqual([{ from: 1, to: 2 }]);
  });

  it('[DF18] sends a comment on a line or a hunk through the door', () => {
    const onLine = play(opened(), ...typed('jjjjjj'), 'c', ...typed('Why?'), 'Enter');
    expect(onLine.effects.at(-1)).toMatchObject({
      type: 'request',
      command: {
        type: 'prompt',
        prompts: [
          {
            agent: 'a1',
            text: 'About your change in src/session.ts, line 11:\n\n```diff\n+const lifetimeMs = 30 * 60_000;\n```\n\nWhy?',
          },
        ],
        when: 'ready',
        commands: 'send-as-text',
      },
    });
    expect(paneIn(onLine).input.type).toBe('none');
    const document = documentOf(filesIn(samplePatch), []);
    const at = document.rows.findIndex((row) => row.type === 'line' && row.hunk === 1);
    expect(placeOf(document, at, 'hunk')).toMatchObject({
      words: 'src/session.ts, lines 99 to 102',
      quoted: { length: 5 },
    });
    expect(placeOf(document, at + 2, 'line')?.words).toBe('src/session.ts, former line 98');
    const ofFile = document.rows.findIndex(({ file }) => file === 2);
    expect(placeOf(document, ofFile + 1, 'line')).toEqual({
      words: 'assets/teapot.png',
      quoted: [],
    });
    expect(commentPrompt({ words: 'a, line 1', quoted: ['+```', '+x'] }, ' y ')).toBe(
      'About your change in a, line 1:\n\n````diff\n+```\n+x\n````\n\ny',
    );
  });

  it('[DF18] quotes only the beginning of a large hunk', () => {
    const patch = newFilePatch({ path: 'a', mode: '100644', text: 'x\n'.repeat(100) });
    const place = placeOf(documentOf(filesIn(patch), []), 2, 'hunk');
    expect(place?.quoted).toHaveLength(41);
    expect(place?.quoted.at(-1)).toBe('(and 60 more lines)');
    expect(place?.words).toBe('a, lines 1 to 100');
  });

  it('[DF19] keeps a comment that was put away or refused', () => {
    const away = play(opened(), 'j', 'c', ...typed('Why'), 'Escape');
    expect(away.effects).toEqual([]);
    const again = play(away, 'c', '?', 'Enter');
    const [request] = again.effects.filter((effect) => effect.type === 'request');
    expect(request?.command).toMatchObject({
      prompts: [{ text: expect.stringMatching(/\n\nWhy\?$/) }],
    });
    const pasted = play(away, 'c', { type: 'input', input: { type: 'paste', text: ' not\n?' } });
    const { input: written } = paneIn(pasted);
    expect(written.type === 'comment' && written.text.lines).toEqual(['Why not', '?']);
    const refused = play(again, {
      type: 'replied',
      purpose: request!.purpose,
      reply: { ok: false, error: { code: 'failed', message: 'The host is full.' } },
    });
    expect(refused.model.notice).toMatch(/^The host is full\./);
    const { input } = paneIn(play(refused, 'c'));
    expect(input.type === 'comment' && input.text.lines).toEqual(['Why?']);
    const ended = four.map((agent) => ({ ...agent, state: 'ended' as const }));
    const dead = play(opened(), { type: 'roster', roster: ended }, 'c');
    expect(dead.model.notice).toMatch(/has ended/);
    expect(paneIn(dead).input.type).toBe('none');
  });

  it('[DF20] says that it is old, and reads anew where it was', () => {
    const news = four.map((agent) => ({ ...agent, git: { added: 9, deleted: 9, dirty: true } }));
    const old = play(opened(), 'Tab', 'j', 'j', { type: 'roster', roster: news });
    expect(linesIn(old)[0]).toMatch(/changed since: r reads it anew/);
    const before = paneIn(old).cursor;
    const asked = play(old, 'r');
    expect(asked.effects).toMatchObject([{ type: 'read-diff', reading: 2 }]);
    expect(linesIn(asked).slice(1)).toEqual(linesIn(old).slice(1));
    const first = newFilePatch({ path: 'added-before.txt', mode: '100644', text: 'x\n' });
    const [read] = diffRead(first + samplePatch);
    const anew = play(asked, { ...read!, reading: 2 } as Parameters<typeof play>[1]);
    expect(paneIn(anew).cursor).toBe(before + 4);
    expect(linesIn(anew)[0]).not.toMatch(/changed since/);
  });

  it('[DF25] says who waits while the grid is out of view', () => {
    const played = opened();
    expect(linesIn(played)[0]).toMatch(/ 1 needs you$/);
    const calm = four.map((agent) => ({ ...agent, state: 'working' as const }));
    expect(linesIn(play(played, { type: 'roster', roster: calm }))[0]).not.toMatch(/need/);
  });

  it('[DF21] edits the file at the line of the cursor', () => {
    const played = play(opened(), ...typed('jjjjjj'), 'e');
    expect(played.effects).toEqual([
      { type: 'edit-file', path: '/home/ada/shop/src/session.ts', line: 11 },
    ]);
    const { document } = contentIn(played);
    expect(presentLine(document, 0)).toBe(11);
    const former = document.rows.findIndex(
      (row) => row.type === 'line' && row.hunk === 1 && row.line === 2,
    );
    expect(presentLine(document, former)).toBe(100);
    const gone = filesIn('diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n');
    expect(presentLine(documentOf(gone, []), 0)).toBe(1);
  });

  it('[DF22] says what cannot be read, and closes with its agent', () => {
    const failed = play(start(four, size), '1', 'D', {
      type: 'diff-read',
      agent: four[0]!.id,
      reading: 1,
      diff: { problem: 'The folder /x is gone.' },
    });
    expect(linesIn(failed)[2]).toBe('  The folder /x is gone.');
    expect(play(failed, 'r').effects).toMatchObject([{ type: 'read-diff', reading: 2 }]);
    const removed = play(failed, { type: 'roster', roster: four.slice(1) });
    expect(removed.model.overlay.type).toBe('none');
    const outside = play(start([{ ...four[0]!, branch: null }], size), 'D');
    expect(outside.model.notice).toMatch(/works in no git repository/);
  });

  it('[DF23] shows what a terminal would obey, and moves long lines sideways', () => {
    const text = `\x1b]0;x\x07\u202e${'y'.repeat(300)}end\n`;
    const patch = newFilePatch({ path: 'a\x1b[2J', mode: '100644', text });
    const played = opened(patch);
    const all = linesIn(played).join('\n');
    expect(all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(all).toContain('\\x1b]0;x\\x07\\u{202e}yyy');
    expect(all).toMatch(/y…$/m);
    const moved = play(played, ...Array.from({ length: 32 }, () => 'l'));
    expect(linesIn(moved).join('\n')).toMatch(/yend$/m);
  });
});
