import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaneLine } from '../../src/core/screen/pane.ts';
import { paneWidth } from '../../src/core/screen/pane.ts';
import { codeBlocksIn, markdownRows } from '../../src/core/transcript-view/markdown-rows.ts';

const plainRows = (text: string, columns: number): readonly PaneLine[] =>
  markdownRows(text, { columns, colors: () => null });

function rowsOf(text: string, columns = 40): readonly string[] {
  return plainRows(text, columns).map((line) =>
    line
      .map((piece) => piece.text)
      .join('')
      .trimEnd(),
  );
}

describe('Markdown', () => {
  it('[TX38] keeps headings, lists, quotes, rules and addresses', () => {
    expect(
      rowsOf(
        [
          '## One _two_',
          '',
          'See [the docs](https://example.org/a) or <https://example.org>,',
          'and &amp; <b>this</b> ~~not~~ that.',
          '- first',
          '  - deep **down**',
          '- [x] ticked',
          '',
          '9. nine',
          '10. ten and more words than fit in one row of it',
          '',
          '> quoted',
          '> twice',
          '',
          '---',
          '![picture](a.png)',
          '[1]: https://example.org/b',
        ].join('\n'),
      ),
    ).toEqual([
      '## One _two_',
      '',
      'See the docs (https://example.org/a) or',
      'https://example.org,',
      'and &amp; <b>this</b> ~~not~~ that.',
      '- first',
      '  - deep down',
      '- [x] ticked',
      '',
      ' 9. nine',
      '10. ten and more words than fit in one',
      '    row of it',
      '',
      '│ quoted',
      '│ twice',
      '',
      '─'.repeat(40),
      '![picture](a.png)',
      '[1]: https://example.org/b',
    ]);
  });

  it('[TX38] writes out what would steer the terminal', () => {
    expect(rowsOf('a\x1b[31mb `c\x07` \u{202e}')).toEqual(['a\\x1b[31mb `c\\x07` \\u{202e}']);
    expect(rowsOf('```\nx\ty\x1b\n```')).toEqual(['    x   y\\x1b']);
  });

  it('[TX38] finds the code of lists and quotes, with its language', () => {
    const text = '- a\n  ```ts\n  one\n  ```\n\n> ~~~Python {x}\n> two\n> ~~~\n\n```\nthree\n```';
    expect(codeBlocksIn(text)).toEqual([
      { language: 'ts', text: 'one' },
      { language: 'python', text: 'two' },
      { language: '', text: 'three' },
    ]);
  });
});

describe('a table', () => {
  const table =
    '| name | count | what it is |\n|---|--:|:-:|\n| kettle | 2 | boils the water |\n| 茶 | 10 | `tea` |';

  it('[TX39] keeps its columns', () => {
    expect(rowsOf(table)).toEqual([
      'name   │ count │   what it is',
      '───────┼───────┼────────────────',
      'kettle │     2 │ boils the water',
      '茶     │    10 │      `tea`',
    ]);
  });

  it('[TX39] breaks cells where there is little room, and is a list where there is none', () => {
    expect(rowsOf(table, 26)).toEqual([
      'name   │ count │  what it',
      '       │       │    is',
      '───────┼───────┼──────────',
      'kettle │     2 │ boils the',
      '       │       │   water',
      '茶     │    10 │   `tea`',
    ]);
    expect(rowsOf(table, 20)).toEqual([
      'name: kettle',
      'count: 2',
      'what it is: boils',
      '  the water',
      '',
      'name: 茶',
      'count: 10',
      'what it is: `tea`',
    ]);
  });
});

describe('whatever is said', () => {
  const signs = [
    '# ',
    '- ',
    '> ',
    '```',
    '\n',
    '\n\n',
    '| a ',
    '|---|---|\n',
    '**',
    '`',
    '1. ',
    '    ',
  ];
  const words = [
    'word ',
    '茶',
    '👩‍🚀',
    'e\u0301',
    '\t',
    '[x](y)',
    '<p>',
    '\\',
    '~~~ts\n',
    'long'.repeat(30),
  ];
  const scraps = fc.constantFrom(...signs, ...words);
  const texts = fc.array(scraps, { maxLength: 40 }).map((parts) => parts.join(''));

  it('[TX40] has rows that fit', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 90 }), (text, columns) => {
        const isNested = /^[ \t]*(>|[-*]|\d+\.)/m.test(text);
        for (const line of plainRows(text, columns)) {
          // Lists in lists may leave no room; the pane cuts those.
          if (!isNested) expect(paneWidth(line)).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });

  it.each([
    '>'.repeat(200_000),
    '['.repeat(200_000),
    '*a '.repeat(100_000),
    '- x\n'.repeat(7_000),
    `${'|a'.repeat(3_000)}\n${'|-'.repeat(3_000)}\n`,
    '>'.repeat(25_000),
    Array.from({ length: 160 }, (_, at) => `${' '.repeat(2 * at)}- x`).join('\n'),
  ])('[TX40] takes little time for %.8s …', (text) => {
    const startedAt = performance.now();
    expect(plainRows(text, 80).length).toBeGreaterThan(0);
    // Some twenty times what it takes on a machine at rest.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
