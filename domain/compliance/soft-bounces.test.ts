import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs } from '../duration.ts';
import {
  type AddressReport,
  isWornOut,
  softBounceDays,
  softBounceDaysMax,
  softBounceMemoryMs,
} from './soft-bounces.ts';

const sunday = Date.UTC(2026, 10, 22, 12);
const on = (day: number): AddressReport => ({ bouncedAt: sunday + day * dayMs, deliveredAt: null });
const taken = (at: number): AddressReport => ({ bouncedAt: null, deliveredAt: at });
const now = sunday + 20 * dayMs;

describe('soft bounces of an address', () => {
  test('count by days: several messages of one day are one (field 20)', () => {
    const monday = [on(1), { ...on(1), bouncedAt: sunday + dayMs + hourMs }];
    expect(softBounceDays(monday, now)).toBe(1);
    expect(softBounceDays([...monday, on(2)], now)).toBe(2);
  });

  test('are not wiped out by a delivery that happened before them, however late it is heard of (field 20)', () => {
    expect(softBounceDays([on(1), on(2), taken(sunday)], now)).toBe(2);
  });

  test('begin anew with a delivery after them', () => {
    expect(softBounceDays([on(1), on(2), taken(sunday + 3 * dayMs)], now)).toBe(0);
    expect(softBounceDays([on(1), on(2), taken(sunday + 3 * dayMs), on(4)], now)).toBe(1);
  });

  test('are forgotten in time', () => {
    expect(softBounceDays([on(1)], sunday + dayMs + softBounceMemoryMs)).toBe(0);
  });

  test('wear it out on as many days as are named, and not before', () => {
    const days = Array.from({ length: softBounceDaysMax }, (_, day) => on(day));
    expect(isWornOut(days.slice(1), now)).toBe(false);
    expect(isWornOut(days, now)).toBe(true);
  });

  test('say the same in whatever order they are heard of', () => {
    const report = fc.record({
      bouncedAt: fc.option(fc.integer({ min: sunday, max: now })),
      deliveredAt: fc.option(fc.integer({ min: sunday, max: now })),
    });
    fc.assert(
      fc.property(
        fc.array(report),
        (reports) => softBounceDays(reports, now) === softBounceDays(reports.toReversed(), now),
      ),
    );
  });
});
