import { describe, expect, it } from 'vitest';
import { joinedEntries } from '../../src/core/transcript/joined-entries.ts';
import { durationText } from '../../src/core/transcript/line-parts.ts';
import { codeBlocks } from '../../src/core/transcript/markdown-lines.ts';
import { redacted } from '../../src/core/transcript/redacted.ts';
import { emptyStream, settledEntries } from '../../src/core/transcript/settled-entries.ts';
import { transcriptEntry } from '../../src/core/transcript/transcript-entry.ts';
import { htmlHead, transcriptHtml } from '../../src/core/transcript/transcript-html.ts';
import type { TranscriptEntry } from '../../src/core/transcript/transcript-item.ts';
import { transcriptJson } from '../../src/core/transcript/transcript-json.ts';
import { isShownAt } from '../../src/core/transcript/transcript-level.ts';
import { transcriptLines } from '../../src/core/transcript/transcript-lines.ts';
import { transcriptMarkdown } from '../../src/core/transcript/transcript-markdown.ts';
import { recordedRollout } from '../support/recorded-rollouts.ts';

const cwd = '/var/tmp/codex-grid-screens/project';

function entriesOf(name: string): readonly TranscriptEntry[] {
  const { lines } = recordedRollout(name);
  return joinedEntries(lines.map((line, index) => transcriptEntry(line, index))).filter(
    ({ item }) => isShownAt(item, 'tools'),
  );
}

function textOf(entry: TranscriptEntry, longestOutput = 4): string {
  return transcriptLines(entry, { cwd, longestOutput })
    .map(({ text }) => text)
    .join('\n');
}

function entry(item: TranscriptEntry['item'], line = ''): TranscriptEntry {
  return { position: 0, at: null, turnId: null, callId: null, stage: 'whole', item, line };
}

describe('text', () => {
  it('[TX15] reads as it does in a terminal', () => {
    const withoutIds = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
    const untimed = (text: string) => text.replace(/[\d.]+ (?:m?s|min)\b/g, 'TIME');
    const text = entriesOf('work')
      .map((one) => textOf(one))
      .join('\n\n');
    expect(untimed(withoutIds(text))).toMatchSnapshot();
  });

  it('[TX15] cuts what is long in its middle', () => {
    const output = Array.from({ length: 400 }, (_, index) => `${index + 1}`).join('\n');
    const tool = {
      type: 'tool',
      name: 't',
      input: '',
      status: 'completed',
      durationMs: null,
    } as const;
    expect(textOf(entry({ ...tool, output }))).toBe(
      '⚙ t\n  1\n  2\n  … 396 more lines\n  399\n  400',
    );
    expect(textOf(entry({ ...tool, output: '1\n2\n3\n4\n5' }))).toBe(
      '⚙ t\n  1\n  2\n  3\n  4\n  5',
    );
  });

  it('[TX15] writes control characters out', () => {
    expect(textOf(entry({ type: 'answer', text: 'a\x1b[31mb\r\nc\td' }))).toBe(
      '• a\\x1b[31mb\n  c   d',
    );
  });

  it('[TX15] tells how long in a unit that fits', () => {
    expect([100, 9_949, 12_400, 185_000].map(durationText)).toEqual([
      '0.1 s',
      '9.9 s',
      '12 s',
      '3 min 5 s',
    ]);
  });

  it('[TX15] tells code from prose', () => {
    const text = 'one\n```ts\n# no heading\n```\n# heading\n~~~\n```\n~~~';
    const roles = transcriptLines(entry({ type: 'answer', text }), { cwd, longestOutput: 9 });
    expect(roles.map(({ role }) => role)).toEqual([
      'answer',
      'code',
      'code',
      'code',
      'heading',
      'code',
      'code',
      'code',
    ]);
    expect(codeBlocks(text)).toEqual(['# no heading', '```']);
  });
});

describe('secrets', () => {
  it('[TX33] are known by how they begin', () => {
    const key = `sk-${'a1B2'.repeat(8)}`;
    expect(redacted(`use ${key}, or ghp_${'x'.repeat(36)}.`)).toBe(
      'use sk-a[redacted], or ghp_[redacted].',
    );
    expect(redacted('task-force and sk-short')).toBe('task-force and sk-short');
  });
});

describe('documents', () => {
  it('[TX16] are Markdown in which nothing breaks out of its fence', () => {
    const markdown = transcriptMarkdown(
      entry({
        type: 'command',
        by: 'agent',
        command: 'cat README.md',
        cwd: null,
        status: 'completed',
        exitCode: 0,
        output: '```sh\nrm\n```\n',
        durationMs: null,
        justification: null,
      }),
      cwd,
    );
    expect(markdown).toBe(
      '```sh\ncat README.md\n```\n\n````\n```sh\nrm\n```\n````\n\n*exit code 0*',
    );
    const [answer] = entriesOf('work').filter(({ item }) => item.type === 'answer');
    expect(answer && transcriptMarkdown(answer, cwd)).toContain('```ts\nexport const');
    expect(entriesOf('work').map((one) => transcriptMarkdown(one, cwd))).not.toContain('');
  });

  it('[TX17] are HTML that holds no markup of what was said', () => {
    const said = '<script>alert("x")</script> & more';
    expect(transcriptHtml(entry({ type: 'answer', text: said }), cwd)).toBe(
      '<article class="answer">• &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more</article>\n',
    );
    expect(htmlHead('<b>')).toContain('<title>&lt;b&gt;</title>');
    expect(
      entriesOf('work')
        .map((one) => transcriptHtml(one, cwd))
        .join(''),
    ).toContain('<details>');
  });

  it('[TX18] are JSON, with the record itself of what is not known', () => {
    const [first] = entriesOf('work');
    expect(JSON.parse(transcriptJson(first as TranscriptEntry))).toMatchObject({
      at: expect.stringContaining('2026-'),
      type: 'session',
      cwd,
    });
    expect(transcriptJson(transcriptEntry('{"type":"new","payload":{"a":1}}', 0))).toBe(
      '{"at":null,"turnId":null,"type":"other","label":"new","record":{"type":"new","payload":{"a":1}}}',
    );
    expect(JSON.parse(transcriptJson(transcriptEntry('garbage', 0))).record).toBe('garbage');
  });
});

describe('a stream', () => {
  it('[TX19] tells each entry once and in order, however it is cut', () => {
    for (const name of ['work', 'tools', 'trouble', 'subagents']) {
      const { lines } = recordedRollout(name);
      const all = lines.map((line, index) => transcriptEntry(line, index));
      for (const size of [1, 2, 7, 1000]) {
        let stream = emptyStream;
        const told: TranscriptEntry[] = [];
        for (let from = 0; from < all.length; from += size) {
          const next = settledEntries(stream, all.slice(from, from + size), 'before-more');
          told.push(...next.settled);
          stream = next.stream;
        }
        told.push(...settledEntries(stream, [], 'at-end').settled);
        const shown = (entries: readonly TranscriptEntry[]) =>
          entries.map(({ item }) => item).filter((item) => isShownAt(item, 'tools'));
        expect(shown(told)).toEqual(shown(joinedEntries(all)));
        expect(told.map(({ position }) => position)).toEqual(all.map(({ position }) => position));
      }
    }
  });
});
