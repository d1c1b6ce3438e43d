import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOverloaded } from './overload.ts';

const max = { lagMs: 1_000, entries: 100 };

describe('an overload', () => {
  test('begins when either limit is reached', () => {
    expect(isOverloaded(false, { lagMs: 999, entries: 99 }, max)).toBe(false);
    expect(isOverloaded(false, { lagMs: 1_000, entries: 0 }, max)).toBe(true);
    expect(isOverloaded(false, { lagMs: 0, entries: 100 }, max)).toBe(true);
  });

  test('ends when both are below half', () => {
    expect(isOverloaded(true, { lagMs: 499, entries: 49 }, max)).toBe(false);
    expect(isOverloaded(true, { lagMs: 500, entries: 0 }, max)).toBe(true);
    expect(isOverloaded(true, { lagMs: 0, entries: 50 }, max)).toBe(true);
  });

  test('stays as it was while the backlog is between the two', () => {
    const between = fc.record({ lagMs: fc.integer({ min: 500, max: 999 }), entries: fc.integer({ min: 50, max: 99 }) });
    fc.assert(fc.property(between, fc.boolean(), (backlog, before) => isOverloaded(before, backlog, max) === before));
  });
});
