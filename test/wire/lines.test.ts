import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeLine, lineReader } from '../../src/wire/lines.ts';
import { lineLimitBytes } from '../../src/wire/messages.ts';

it('[WI1] lines come out whole however the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 5 }),
      fc.array(fc.nat(60)),
      (values, cuts) => {
        const stream = values.map(encodeLine).join('');
        const reader = lineReader();
        const out: unknown[] = [];
        let at = 0;
        for (const cut of cuts) {
          out.push(...reader.push(stream.slice(at, at + cut)));
          at += cut;
        }
        out.push(...reader.push(stream.slice(at)));
        expect(out).toEqual(JSON.parse(JSON.stringify(values)));
      },
    ),
  );
});

it('[WI2] a line longer than the limit is refused', () => {
  const reader = lineReader();
  const block = 'x'.repeat(1024 * 1024);
  expect(() => {
    for (let sent = 0; sent <= lineLimitBytes; sent += block.length) reader.push(block);
  }).toThrow('longer than');
});
