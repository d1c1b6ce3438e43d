import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../duration.ts';
import { bucketsOf, granularities, instantsOf } from './calendar.ts';

const zones = [
  'UTC',
  'Europe/Vienna',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Apia',
  'America/Sao_Paulo',
  '+05:45',
];

const day = (text: string) => ({ from: text, to: text });
const hoursIn = (text: string, timeZone: string): number => {
  const { fromMs, toMs } = instantsOf(day(text), timeZone);
  return (toMs - fromMs) / hourMs;
};

/** Until 2011 clocks of Newfoundland changed at 00:01; since then every zone of these changes on a quarter of an hour. */
const days: fc.Arbitrary<{ from: string; to: string }> = fc
  .tuple(fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2100, 0, 1) }), fc.nat(70))
  .map(([fromMs, length]) => ({
    from: new Date(fromMs).toISOString().slice(0, 10),
    to: new Date(fromMs + length * 24 * hourMs).toISOString().slice(0, 10),
  }));

describe('the calendar of a store', () => {
  test.each([
    ['2026-03-29', 'Europe/Vienna', 23],
    ['2026-10-25', 'Europe/Vienna', 25],
    ['2026-04-24', 'Africa/Cairo', 23],
    ['2026-10-29', 'Africa/Cairo', 25],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
    ['2026-10-04', 'Australia/Lord_Howe', 23.5],
    ['2026-11-22', 'Asia/Kathmandu', 24],
  ])('knows that %s in %s has %d hours', (text, timeZone, hours) => {
    expect(hoursIn(text, timeZone)).toBe(hours);
    const buckets = bucketsOf(day(text), timeZone, 'hour');
    expect(new Set(buckets.map(({ key }) => key)).size).toBe(buckets.length);
    expect(buckets).toHaveLength(Math.ceil(hours));
  });

  test('begins a day at 01:00 where the clock skips midnight', () => {
    expect(new Date(instantsOf(day('2026-04-24'), 'Africa/Cairo').fromMs).toISOString()).toBe(
      '2026-04-23T22:00:00.000Z',
    );
    expect(bucketsOf(day('2026-04-24'), 'Africa/Cairo', 'hour')[0]?.key).toBe('2026-04-24T01:00+03:00');
  });

  test('gives an hour that is shown twice two names', () => {
    const keys = bucketsOf(day('2026-10-25'), 'Europe/Vienna', 'hour').map(({ key }) => key);
    expect(keys.slice(1, 5)).toEqual([
      ...['2026-10-25T01:00+02:00', '2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00', '2026-10-25T03:00+01:00'],
    ]);
  });

  test('has a week 53 in 2026, and begins weeks on Monday', () => {
    const weeks = bucketsOf({ from: '2026-12-20', to: '2027-01-05' }, 'UTC', 'week');
    expect(weeks).toEqual([
      { key: '2026-W51', startMs: Date.parse('2026-12-20T00:00:00Z') },
      { key: '2026-W52', startMs: Date.parse('2026-12-21T00:00:00Z') },
      { key: '2026-W53', startMs: Date.parse('2026-12-28T00:00:00Z') },
      { key: '2027-W01', startMs: Date.parse('2027-01-04T00:00:00Z') },
    ]);
  });

  test('leaves out a day that a zone skipped', () => {
    const keys = bucketsOf({ from: '2011-12-29', to: '2011-12-31' }, 'Pacific/Apia', 'day').map(({ key }) => key);
    expect(keys).toEqual(['2011-12-29', '2011-12-31']);
  });

  test('makes buckets that are the range together, each named by what a clock on the wall shows in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        days,
        fc.constantFrom(...granularities),
        (timeZone, range, granularity) => {
          const { fromMs, toMs } = instantsOf(range, timeZone);
          const buckets = bucketsOf(range, timeZone, granularity);
          const starts = buckets.map(({ startMs }) => startMs);
          if (fromMs === toMs) return expect(starts).toEqual([]);
          expect(starts[0]).toBe(fromMs);
          expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
          expect(starts.at(-1)).toBeLessThan(toMs);
          const shown = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
          for (const [index, { key, startMs }] of buckets.entries()) {
            const lastMs = (buckets[index + 1]?.startMs ?? toMs) - 1;
            if (granularity === 'day') expect([shown.format(startMs), shown.format(lastMs)]).toEqual([key, key]);
            if (granularity === 'hour') expect(key.slice(0, 10)).toBe(shown.format(lastMs));
            if (granularity === 'month') expect(shown.format(lastMs).slice(0, 7)).toBe(key);
            // Slots of a quarter of an hour fit into every bucket.
            expect(startMs % (15 * minuteMs)).toBe(0);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
