import { describe, expect, it } from 'vitest';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { searchLines } from '../../src/core/screen/search-lines.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import {
  agents,
  answered,
  id,
  orders,
  type Played,
  play,
  published,
  selectedName,
  start,
} from '../support/screen-model.ts';

const roster = agents({ name: 'api' }, { name: 'web' }, { name: 'docs' });

const match = (number: number, text: string) => ({
  agent: id(number),
  row: 1,
  text: `say ${text} again`,
  at: 4,
  length: text.length,
});

const found = (text: string, ...numbers: readonly number[]) =>
  answered(
    { type: 'search', text, turn: 1 },
    { matches: numbers.map((number) => match(number, text)), left: 0 },
  );

const said = (
  turn: number,
  found: Extract<ScreenEvent, { type: 'transcript-searched' }>['found'],
): ScreenEvent => ({ type: 'transcript-searched', turn, found });

const inTranscript = (number: number, text: string) => ({
  agent: id(number),
  matches: [
    {
      where: 'answer',
      saidAt: null,
      text,
      at: 0,
      length: 5,
      path: '/rollout',
      presentPath: '/rollout',
      title: null,
      position: 70,
    } as const,
  ],
});

const lines = ({ model }: Played) =>
  model.overlay.type === 'search'
    ? searchLines(model, model.overlay.search).map(({ pieces }) =>
        pieces
          .map(({ text }) => text)
          .join('')
          .trim(),
      )
    : [];

describe('search on all screens', () => {
  it('[FN22] every line is told with its agent, and Enter goes there', () => {
    const asked = play(start(roster), 'g', pasted('flaky'));
    expect(orders(asked)).toEqual([
      {
        type: 'request',
        purpose: { type: 'search', text: 'flaky', turn: 1 },
        delayMs: 0,
        command: { type: 'grep', text: 'flaky', agents: 'all' },
      },
      {
        type: 'search-transcripts',
        text: 'flaky',
        turn: 1,
        agents: [id(1), id(2), id(3)],
        delayMs: 250,
      },
    ]);
    const told = play(asked, found('flaky', 2, 3));
    expect(lines(told).slice(1, 4)).toEqual([
      '2 lines on 2 screens · looking through transcripts …',
      '2 ○ web   screen      say flaky again',
      '3 ○ docs  screen      say flaky again',
    ]);
    const there = play(told, 'Down', 'Down', 'Enter');
    expect([selectedName(there), there.model.overlay.type]).toEqual(['docs', 'none']);
  });

  it('[TX41] what was said is listed below, as it is found, and Enter opens it there', () => {
    const asked = play(start(roster), 'g', pasted('flaky'), found('flaky', 2));
    const told = play(asked, said(1, inTranscript(3, 'flaky as ever')), said(1, null));
    expect(lines(told).slice(1, 4)).toEqual([
      '1 line on 1 screen · 1 in transcripts',
      '2 ○ web   screen      say flaky again',
      '3 ○ docs  answer      flaky as ever',
    ]);
    expect(play(asked, said(0, inTranscript(3, 'flaky'))).model).toEqual(asked.model);
    const there = play(told, 'Down', 'Enter');
    expect([selectedName(there), there.model.overlay.type]).toEqual(['docs', 'transcripts']);
    expect(orders(there)).toContainEqual({
      type: 'transcript',
      order: { type: 'open', pane: 0, path: '/rollout' },
    });
    const news = { type: 'opened', pane: 0, end: 500, missing: [] } as const;
    const opened = play(there, { type: 'transcript', news });
    expect(orders(opened)).toEqual(
      [
        { type: 'search', pattern: 'flaky', level: 'tools', pane: 0 },
        { type: 'read', direction: 'after', position: 70, pane: 0 },
      ].map((order) => ({ type: 'transcript', order })),
    );
  });

  it('[TX41] what was said in an earlier session is opened there, and Esc goes to the present one', () => {
    const { agent, matches } = inTranscript(3, 'flaky as ever');
    const earlier = {
      agent,
      matches: matches.map((one) => ({ ...one, presentPath: '/present', title: 'boil' })),
    };
    const there = play(start(roster), 'g', pasted('flaky'), said(1, earlier), 'Enter');
    expect(orders(there)).toContainEqual({
      type: 'transcript',
      order: { type: 'open', pane: 0, path: '/rollout' },
    });
    const moved = roster.map((one) => ({ ...one, since: one.since + 1 }));
    const asked = play(there, { type: 'roster', roster: moved });
    const reply = { ok: true, value: { rolloutPath: '/present' } } as const;
    const told = play(asked, {
      type: 'replied',
      purpose: { type: 'transcript', agent: id(3) },
      reply,
    });
    expect(orders(told)).toEqual([]);
    const opened = { type: 'opened', pane: 0, end: 500, missing: [] } as const;
    const back = play(told, { type: 'transcript', news: opened }, 'Escape', 'Escape');
    expect(orders(back)).toContainEqual({
      type: 'transcript',
      order: { type: 'open', pane: 0, path: '/present' },
    });
    expect(back.model.overlay).toMatchObject({ desk: { panes: [{ title: 'docs', parents: [] }] } });
  });

  it('[FN22] a single letter is not looked for, and nothing found says so', () => {
    expect(orders(play(start(roster), 'g', 'f'))).toEqual([]);
    const none = play(start(roster), 'g', pasted('zzz'), found('zzz'), said(1, null));
    expect(lines(none)[1]).toBe('It stands on no screen and in no transcript.');
    expect(play(none, 'Enter').model).toEqual(none.model);
  });

  it('[FN22] the place that was found is in view, however long the line is', () => {
    const long = {
      ...match(1, 'flaky'),
      text: `${'x'.repeat(150)} flaky ${'y'.repeat(80)}`,
      at: 151,
    };
    const told = play(
      start(roster, { columns: 60, rows: 20 }),
      'g',
      pasted('flaky'),
      answered({ type: 'search', text: 'flaky', turn: 1 }, { matches: [long], left: 0 }),
    );
    expect(lines(told)[2]).toContain('x flaky y');
  });

  it('[FN22] screens are looked at again while the list is open', () => {
    const told = play(start(roster), 'g', pasted('flaky'), found('flaky', 2));
    expect(orders(told)).toMatchObject([{ command: { text: 'flaky' }, delayMs: 1000 }]);
    expect(lines(play(told, found('flaky', 2, 3)))[1]).toContain('2 lines on 2 screens');
    const closed = play(told, 'Escape', found('flaky', 2));
    expect(orders(closed)).toEqual([]);
  });

  it('[FN23] answers that come late change nothing', () => {
    const later = play(start(roster), 'g', pasted('flaky'), pasted(' test'), found('flaky', 2));
    expect(lines(later)[1]).toBe('');
    const closed = play(start(roster), 'g', pasted('flaky'), 'Escape', found('flaky', 2));
    expect(closed.model.overlay.type).toBe('none');
  });

  it('[FN23] what an agent showed that is gone is not listed', () => {
    const told = play(start(roster), 'g', pasted('flaky'), found('flaky', 2, 3));
    const gone = play(told, published(roster[0]!, roster[2]!));
    expect(lines(gone)[1]).toContain('1 line on 1 screen');
    expect(selectedName(play(gone, 'Down', 'Enter'))).toBe('docs');
  });
});
