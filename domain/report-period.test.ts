import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { instantsOf } from './analytics/calendar.ts';
import { dayMs, hourMs } from './duration.ts';
import { daysOfPeriod, newestPeriod, nextRunMs, nextShiftedRun, reportFrequencies } from './report-period.ts';

const zones = ['UTC', 'Europe/Vienna', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago'];
const moments = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });
const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function runsOfDays(frequency: 'daily' | 'weekly' | 'monthly', timeOfDay: string, timeZone: string, days: number) {
  return (fromMs: number): number[] => {
    const runs: number[] = [];
    for (let atMs = nextRunMs({ frequency, timeOfDay }, timeZone, fromMs); atMs < fromMs + days * dayMs; ) {
      runs.push(atMs);
      atMs = nextRunMs({ frequency, timeOfDay }, timeZone, atMs);
    }
    return runs;
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
const march = Date.parse('2026-03-27T12:00:00Z');
const october = Date.parse('2026-10-23T12:00:00Z');

describe('the newest period that is over', () => {
  test.for([
    ['daily', 'Europe/Vienna', '2026-10-26T07:00:00Z', '2026-10-25', '2026-10-25', '2026-10-25'],
    ['weekly', 'Europe/Vienna', '2026-11-02T07:00:00Z', '2026-W44', '2026-10-26', '2026-11-01'],
    ['weekly', 'Europe/Vienna', '2027-01-04T07:00:00Z', '2026-W53', '2026-12-28', '2027-01-03'],
    ['monthly', 'Europe/Vienna', '2026-11-01T07:00:00Z', '2026-10', '2026-10-01', '2026-10-31'],
    ['monthly', 'Europe/Vienna', '2026-12-31T22:30:00Z', '2026-11', '2026-11-01', '2026-11-30'],
    ['daily', 'Asia/Kathmandu', '2026-10-25T18:20:00Z', '2026-10-25', '2026-10-25', '2026-10-25'],
    ['daily', 'Pacific/Apia', '2011-12-30T12:00:00Z', '2011-12-29', '2011-12-29', '2011-12-29'],
  ] as const)('%s in %s at %s is %s', ([frequency, zone, at, key, from, to]) => {
    expect(newestPeriod(frequency, zone, Date.parse(at))).toEqual({ key, days: { from, to } });
  });

  test('was over, and no longer ago than the next one takes, whatever the zone and the moment', () => {
    const longestMs = { daily: dayMs + hourMs, weekly: 7 * dayMs + hourMs, monthly: 31 * dayMs + hourMs };
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom(...zones),
        fc.constantFrom(...reportFrequencies),
        (atMs, zone, frequency) => {
          const { key, days } = newestPeriod(frequency, zone, atMs);
          const { toMs } = instantsOf(days, zone);
          expect(toMs).toBeLessThanOrEqual(atMs);
          expect(atMs - toMs).toBeLessThan(longestMs[frequency]);
          expect(daysOfPeriod(key)).toEqual(days);
        },
      ),
    );
  });

  test('is told apart from every other by its key', () => {
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom(...zones),
        fc.constantFrom(...reportFrequencies),
        (atMs, zone, frequency) => {
          const one = newestPeriod(frequency, zone, atMs);
          const { fromMs } = instantsOf(one.days, zone);
          expect(newestPeriod(frequency, zone, fromMs).key).not.toBe(one.key);
        },
      ),
    );
  });
});

describe('a report is due', () => {
  test('once on the day on which the clock skips its time, and once on the day on which it is shown twice (field 7)', () => {
    expect(runsOfDays('daily', '02:30', 'Europe/Vienna', 4)(march).map(iso)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
      '2026-03-31T00:30:00.000Z',
    ]);
    expect(runsOfDays('daily', '02:30', 'Europe/Vienna', 4)(october).map(iso)).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
      '2026-10-27T01:30:00.000Z',
    ]);
  });

  test('once a day where the clock moves by half an hour, and where it is a quarter of an hour off', () => {
    const lordHowe = runsOfDays('daily', '02:15', 'Australia/Lord_Howe', 3)(Date.parse('2026-10-02T14:00:00Z'));
    expect(lordHowe.map(iso)).toEqual([
      '2026-10-02T15:45:00.000Z',
      '2026-10-03T15:45:00.000Z',
      '2026-10-04T15:15:00.000Z',
    ]);
    const kathmandu = runsOfDays('daily', '08:00', 'Asia/Kathmandu', 2)(Date.parse('2026-10-02T00:00:00Z'));
    expect(kathmandu.map(iso)).toEqual(['2026-10-02T02:15:00.000Z', '2026-10-03T02:15:00.000Z']);
  });

  test('exactly once for each period, whatever the zone and the time of day', () => {
    fc.assert(
      fc.property(
        moments,
        minutes,
        fc.constantFrom(...zones),
        fc.constantFrom(...reportFrequencies),
        (fromMs, minute, zone, frequency) => {
          let [runMs, key] = [fromMs, newestPeriod(frequency, zone, fromMs).key];
          for (let run = 0; run < 10; run++) {
            runMs = nextRunMs({ frequency, timeOfDay: timeOf(minute) }, zone, runMs);
            const next = newestPeriod(frequency, zone, runMs).key;
            // The first run may still be of the period that was the newest before it.
            if (run > 0) {
              expect(next).not.toBe(key);
              const end = instantsOf(daysOfPeriod(key), zone).toMs;
              expect(newestPeriod(frequency, zone, instantsOf(daysOfPeriod(next), zone).fromMs).key).toBe(key);
              expect(end).toBeLessThanOrEqual(runMs);
            }
            key = next;
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the next day on which the clock skips the time', () => {
  test('is named with the time at which the report comes instead', () => {
    const next = (frequency: 'daily' | 'weekly', timeOfDay: string, zone: string) =>
      nextShiftedRun({ frequency, timeOfDay }, zone, Date.parse('2026-01-15T00:00:00Z'));
    expect(next('daily', '02:30', 'Europe/Vienna')).toEqual({ year: 2026, month: 3, day: 29, hour: 3, minute: 30 });
    expect(next('daily', '02:15', 'Australia/Lord_Howe')).toMatchObject({ month: 10, day: 4, hour: 2, minute: 45 });
    expect(next('daily', '08:00', 'Europe/Vienna')).toBeNull();
    // Clocks change on Sundays there, and this report comes on Mondays.
    expect(next('weekly', '02:30', 'Europe/Vienna')).toBeNull();
    expect(next('daily', '02:30', 'Asia/Kathmandu')).toBeNull();
  });

  test('is every day that a calendar of the same time leaves out', () => {
    fc.assert(
      fc.property(moments, minutes, fc.constantFrom(...zones), (atMs, minute, zone) => {
        const time = Temporal.PlainTime.from(timeOf(minute));
        const shifted = nextShiftedRun({ frequency: 'daily', timeOfDay: timeOf(minute) }, zone, atMs);
        let runMs = atMs;
        for (let day = 0; day < 380; day++) {
          runMs = nextRunMs({ frequency: 'daily', timeOfDay: timeOf(minute) }, zone, runMs);
          const shown = Temporal.Instant.fromEpochMilliseconds(runMs).toZonedDateTimeISO(zone);
          if (shown.toPlainTime().equals(time)) continue;
          expect(shifted).toMatchObject({ month: shown.month, day: shown.day, hour: shown.hour, minute: shown.minute });
          return;
        }
        expect(shifted === null || shifted.year > 0).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
