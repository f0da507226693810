import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linksOn, type ScreenRow } from '../../src/core/screen/screen-links.ts';

const row = (text: string, more: Partial<ScreenRow> = {}): ScreenRow => ({
  text,
  continues: false,
  targets: [],
  ...more,
});
const links = (texts: readonly string[], columns = 40) =>
  linksOn(
    texts.map((text) => row(text)),
    columns,
  );

it('[HL20] the links on a screen are told newest last, each once, with hyperlinks whole', () => {
  expect(links(['see http://a.b/c and https://d.e.', '(http://a.b/c)', 'ftp://x no'])).toEqual([
    'https://d.e',
    'http://a.b/c',
  ]);
  expect(links(['[x](http://a.b/(c)), "http://q"', '│ http://in.box/y│'])).toEqual([
    'http://a.b/(c)',
    'http://q',
    'http://in.box/y',
  ]);
  const target = 'https://a.b/long/target?with=more';
  expect(
    linksOn(
      [row('https://a.b/long', { targets: [target] }), row('and', { targets: ['file:///x'] })],
      80,
    ),
  ).toEqual([target]);
  expect(links([])).toEqual([]);
});

it('[HL21] an address over several rows is put together, and prose below it is not', () => {
  const rows = [
    '  https://a.b/authorize?response_type=cod',
    'e&client_id=app_1&x=2',
    '',
    '  Press esc',
  ];
  expect(links(rows)).toEqual(['https://a.b/authorize?response_type=code&client_id=app_1&x=2']);
  expect(links(['https://a.b/short', 'code=1'])).toEqual(['https://a.b/short']);
  expect(links(['the docs are at https://a.b/documents/12', 'or elsewhere'])).toEqual([
    'https://a.b/documents/12',
  ]);
  expect(links(['https://a.b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/', 'https://q'])).toEqual([
    'https://a.b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/',
    'https://q',
  ]);
});

it('[HL21] wherever the terminal breaks an address, it comes back whole', () => {
  const rest = fc.string({
    unit: fc.constantFrom(...'abc123/=&%?_-'),
    minLength: 1,
    maxLength: 120,
  });
  fc.assert(
    fc.property(rest, fc.integer({ min: 12, max: 60 }), (text, columns) => {
      const link = `https://${text.replaceAll('?', 'q')}x`;
      const parts = link.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
      const rows = parts.map((part, at) => row(part, { continues: at > 0 }));
      expect(linksOn([...rows, row('the end')], columns)).toEqual([link]);
    }),
  );
});
