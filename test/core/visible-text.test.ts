import { describe, expect, it } from 'vitest';
import { plainLines } from '../../src/core/asks/ask-parts.ts';
import { visibleLine, visibleLines } from '../../src/core/text/visible-text.ts';

describe('visible text', () => {
  it.each([
    ['plain text as it is', 'ls -la', 'ls -la'],
    ['line ends as signs', 'ls\nrm -rf ~\r\n  make', 'ls ⏎ rm -rf ~ ⏎ make'],
    ['escape sequences by their characters', '\x1b[8mhidden\x1b[m', '\\x1b[8mhidden\\x1b[m'],
    ['C1 controls', 'a\x9b2Jb', 'a\\x9b2Jb'],
    ['a carriage return that would overwrite', 'rm -rf ~\rls', 'rm -rf ~\\x0dls'],
    ['marks that reorder', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
    ['blanks without width', 'a\u200bb\ufeffc', 'a\\u{200b}b\\u{feff}c'],
    ['characters of tags', 'a\u{e0041}b', 'a\\u{e0041}b'],
    ['separators', 'a\u2028b', 'a\\u{2028}b'],
    ['half a pair', 'a\ud800b', 'a\\u{d800}b'],
    ['letters of any script', 'ls 料理 é', 'ls 料理 é'],
    ['no run of blanks', `ls${' '.repeat(300)}; rm`, 'ls ; rm'],
    ['nothing', '', ''],
  ])('[IB9] in one line shows %s', (_, text, shown) => {
    expect(visibleLine(text)).toBe(shown);
  });

  it('[IB9] of a text that is far too long says that it goes on', () => {
    expect(visibleLine('make all '.repeat(1_000), 10)).toMatch(/^make all .*…$/);
    expect(visibleLine('make all', 10)).toBe('make all');
  });

  it('[IB9] the host hides nothing of a command either', () => {
    expect(plainLines('if x\n\tls \u202e\x1b[8m\n')).toBe('if x\n    ls \\u{202e}\\x1b[8m');
    expect(plainLines('x'.repeat(9_000))).toHaveLength(4_000);
  });

  it('[IB9] in lines keeps indents, blank lines and runs of blanks', () => {
    expect(visibleLines('if x; then\n\n\trm  -rf y\r\nfi\n')).toEqual([
      'if x; then',
      '',
      '    rm  -rf y',
      'fi',
    ]);
  });
});
