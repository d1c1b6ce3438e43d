import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import { localDays } from './local-days.ts';

const zones = [
  'UTC',
  'Europe/Vienna',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Coyhaique',
  '+05:45',
];

test('days begin at local midnight, also where the clock changes', () => {
  const from = Date.parse('2026-10-23T22:00:00Z');
  expect(localDays(from, from + 3 * dayMs, 'Europe/Vienna')).toEqual([
    { day: '2026-10-24', startMs: from },
    { day: '2026-10-25', startMs: Date.parse('2026-10-24T22:00:00Z') },
    { day: '2026-10-26', startMs: Date.parse('2026-10-25T23:00:00Z') },
  ]);
});

test('a range that begins and ends within a day has a part of it, and an empty one has none', () => {
  const from = Date.parse('2026-11-22T10:00:00Z');
  expect(localDays(from, from + 1, 'Asia/Kolkata')).toEqual([{ day: '2026-11-22', startMs: from }]);
  expect(localDays(from, from, 'UTC')).toEqual([]);
});

test('a day that a zone skipped is no day', () => {
  const days = localDays(Date.parse('2011-12-29T12:00:00Z'), Date.parse('2012-01-01T00:00:00Z'), 'Pacific/Apia');
  expect(days.map(({ day }) => day)).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
});

test('every moment of a range is in the day that a clock shows', () => {
  const moment = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      moment,
      fc.nat(40 * dayMs),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (timeZone, from, lengthMs, share) => {
        const to = from + lengthMs + 1;
        const days = localDays(from, to, timeZone);
        const at = Math.floor(from + (to - from) * share);
        const shown = new Intl.DateTimeFormat('en-CA', {
          timeZone,
          year: 'numeric',
          month: '2-digit',
          day: '2-digit',
        }).format(at);
        expect(days.findLast(({ startMs }) => startMs <= at)?.day).toBe(shown);
        expect(days[0]?.startMs).toBe(from);
      },
    ),
  );
});
