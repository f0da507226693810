import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageLabel, nextAgeChange } from '../../src/core/agent/ages.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('ages', () => {
  it.each([
    [0, 'now'],
    [59 * second, 'now'],
    [minute, '1m'],
    [59 * minute, '59m'],
    [hour, '1h'],
    [23 * hour, '23h'],
    [day, '1d'],
    [400 * day, '99d'],
    [-5 * minute, 'now'],
  ])('[VI11] %d ms reads %s', (age, label) => {
    expect(ageLabel(1_000_000_000, 1_000_000_000 + age)).toBe(label);
  });

  it('[VI11] the label stays until the instant given, and is another one there', () => {
    const ages = fc.integer({ min: -hour, max: 90 * day });
    fc.assert(
      fc.property(ages, (age) => {
        const now = 1_760_000_000_000;
        const next = nextAgeChange(now - age, now);
        const label = ageLabel(now - age, now);
        return (
          next > now &&
          ageLabel(now - age, next - 1) === label &&
          ageLabel(now - age, next) !== label
        );
      }),
    );
  });
});
