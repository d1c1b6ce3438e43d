import { describe, expect, test } from 'vitest';
import { daysUntil, peopleNeeded } from './planned-effect.ts';

describe('the people that a planned lift needs', () => {
  test('are the fewer the larger the lift, the more people buy, and the evener the arms', () => {
    const needed = (change = {}) =>
      peopleNeeded({ buyingShare: 0.05, holdoutShare: 0.1, lift: 0.2, ...change }) ?? Number.POSITIVE_INFINITY;
    expect(needed({ lift: 0.4 })).toBeLessThan(needed());
    expect(needed({ buyingShare: 0.1 })).toBeLessThan(needed());
    expect(needed({ holdoutShare: 0.5 })).toBeLessThan(needed());
  });

  test('cannot be told where nobody buys, nobody is held back or nothing is expected, or when nobody waits for so many', () => {
    expect(peopleNeeded({ buyingShare: 0, holdoutShare: 0.1 })).toBeNull();
    expect(peopleNeeded({ buyingShare: 0.1, holdoutShare: 0 })).toBeNull();
    expect(peopleNeeded({ buyingShare: 0.1, holdoutShare: 0.1, lift: 0 })).toBeNull();
    expect(peopleNeeded({ buyingShare: 0.001, holdoutShare: 0.01, lift: 0.001 })).toBeNull();
  });

  test('have come after whole days, never when nobody comes', () => {
    expect(daysUntil(101, 10)).toBe(11);
    expect(daysUntil(0, 0)).toBe(0);
    expect(daysUntil(1, 0)).toBeNull();
  });
});
