import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../src/host/terminal/parse-schedule.ts';
import { hostClock } from '../support/host-clock.ts';

/** Parsing a piece takes a millisecond. */
function rig() {
  const clock = hostClock();
  const log: string[] = [];
  const parsed: string[] = [];
  const broken: string[] = [];
  const schedule = parseSchedule<string>(clock, {
    onParsed: (names) => log.push(`turn ${names.join('')}`),
    onBroken: (name) => broken.push(name),
  });
  const add = (name: string) =>
    schedule.add(name, {
      parse(bytes) {
        clock.spendMs(1);
        if (bytes.length === 13) throw new Error('broken');
        parsed.push(name);
      },
      pause: () => log.push(`pause ${name}`),
      resume: () => log.push(`resume ${name}`),
    });
  const flood = (name: string, pieces: number) => {
    for (let piece = 0; piece < pieces; piece += 1) schedule.push(name, new Uint8Array(4095));
  };
  return { clock, schedule, log, parsed, broken, add, flood };
}

describe('parse schedule', () => {
  it('[EM25] serves the agent that is typed into before others that flood', () => {
    const { clock, schedule, parsed, add, flood } = rig();
    for (const name of 'abc') add(name);
    schedule.prefer('c');
    flood('a', 10);
    flood('b', 10);
    schedule.push('c', new Uint8Array(10));
    clock.settle();
    expect(parsed[0]).toBe('c');
  });

  it('[EM25] shares the rest of the time in turn, so that no flood starves another agent', () => {
    const { clock, schedule, parsed, add, flood } = rig();
    for (const name of 'abc') add(name);
    schedule.prefer('a');
    flood('a', 20);
    flood('b', 20);
    flood('c', 20);
    clock.settle();
    const firstTurn = parsed.slice(0, 6).join('');
    expect(firstTurn).toBe('aaabca');
    expect(parsed).toHaveLength(60);
  });

  it('[EM25] keeps the order of the pieces of one agent', () => {
    const clock = hostClock();
    const seen: number[] = [];
    const schedule = parseSchedule<string>(clock, { onParsed: () => {}, onBroken: () => {} });
    schedule.add('a', {
      parse: (bytes) => seen.push(bytes[0] ?? -1),
      pause: () => {},
      resume: () => {},
    });
    for (let piece = 0; piece < 100; piece += 1) schedule.push('a', Uint8Array.of(piece));
    clock.settle();
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('[EM26] stops reading a flood at 128 KB and reads on at 32 KB', () => {
    const { clock, log, add, flood } = rig();
    add('a');
    flood('a', 33);
    expect(log).toEqual(['pause a']);
    clock.settle();
    expect(log.indexOf('resume a')).toBeGreaterThan(0);
    expect(log.filter((line) => line.startsWith('pause'))).toHaveLength(1);
  });

  it('[EM27] reads small output of agents nobody types into at common moments', () => {
    const { clock, schedule, log, add } = rig();
    add('a');
    add('b');
    schedule.push('a', new Uint8Array(80));
    schedule.push('b', new Uint8Array(80));
    clock.settle();
    expect(log).toEqual(['pause a', 'pause b', 'turn ab']);
    clock.passMs(33);
    expect(log.slice(3)).toEqual(['resume a', 'resume b']);
    expect(clock.planned()).toBe(0);
  });

  it('[EM27] the agent that is typed into is never held back, and let go at once when typing begins', () => {
    const { clock, schedule, log, add } = rig();
    add('a');
    schedule.push('a', new Uint8Array(80));
    clock.settle();
    schedule.prefer('a');
    expect(log).toEqual(['pause a', 'turn a', 'resume a']);
    schedule.push('a', new Uint8Array(80));
    clock.settle();
    expect(log.at(-1)).toBe('turn a');
  });

  it('[EM27] one full read of a terminal, 4095 bytes, is a flood and not held back', () => {
    const { clock, log, add, flood } = rig();
    add('a');
    flood('a', 1);
    clock.settle();
    expect(log).not.toContain('pause a');
  });

  it('[EM27] has no timer while nothing comes', () => {
    const { clock, schedule, add, flood } = rig();
    add('a');
    flood('a', 3);
    schedule.push('a', new Uint8Array(1));
    clock.passMs(1000);
    expect(clock.planned()).toBe(0);
  });

  it('[EM28] an emulator that throws is told of and removed, and the others go on', () => {
    const { clock, schedule, parsed, broken, add } = rig();
    add('a');
    add('b');
    schedule.push('a', new Uint8Array(13));
    schedule.push('a', new Uint8Array(1));
    schedule.push('b', new Uint8Array(1));
    clock.settle();
    expect(broken).toEqual(['a']);
    expect(parsed).toEqual(['b']);
  });

  it('[EM28] a removed agent whose terminal was held back is let go', () => {
    const { clock, schedule, log, add, flood } = rig();
    add('a');
    flood('a', 40);
    schedule.remove('a');
    expect(log).toEqual(['pause a', 'resume a']);
    clock.settle();
    expect(log.at(-1)).toBe('turn ');
  });

  it('[EM25] finish parses at once what waits', () => {
    const { schedule, parsed, add, flood } = rig();
    add('a');
    flood('a', 5);
    schedule.finish('a');
    expect(parsed).toHaveLength(5);
  });
});
