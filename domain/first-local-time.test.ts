import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs } from './duration.ts';
import { firstLocalTime } from './first-local-time.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
];

describe('the first time of day in a zone (field 7)', () => {
  test.each([
    ['later the same day', '18:30', 'Europe/Berlin', '2026-06-01T12:00:00Z', '2026-06-01T16:30:00Z'],
    ['tomorrow when it has passed', '09:00', 'Europe/Berlin', '2026-06-01T12:00:00Z', '2026-06-02T07:00:00Z'],
    ['at once when it is just now', '14:00', 'Europe/Berlin', '2026-06-01T12:00:00Z', '2026-06-01T12:00:00Z'],
    [
      'on the day of the zone, not of UTC',
      '08:00',
      'Pacific/Kiritimati',
      '2026-06-01T11:00:00Z',
      '2026-06-01T18:00:00Z',
    ],
    ['in a zone with half hours', '10:00', 'Asia/Kolkata', '2026-06-01T00:00:00Z', '2026-06-01T04:30:00Z'],
    [
      'right after the gap when the clocks skip it',
      '02:30',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '2026-03-29T01:00:00Z',
    ],
    ['after the gap in New York', '02:30', 'America/New_York', '2026-03-07T12:00:00Z', '2026-03-08T07:00:00Z'],
    [
      'the first of two when the clocks go back',
      '02:30',
      'Europe/Berlin',
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:30:00Z',
    ],
    [
      'the second of two when the first has passed',
      '02:30',
      'Europe/Berlin',
      '2026-10-25T00:45:00Z',
      '2026-10-25T01:30:00Z',
    ],
    ['over a half-hour change', '02:15', 'Australia/Lord_Howe', '2026-10-03T06:00:00Z', '2026-10-03T15:30:00Z'],
    [
      'in the new offset on the day after the change',
      '09:00',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      '2026-03-29T07:00:00Z',
    ],
  ])('is %s', (_what, localTime, zone, earliest, expected) => {
    const found = firstLocalTime(localTime, Date.parse(earliest), zone);
    expect(new Date(found).toISOString()).toBe(new Date(expected).toISOString());
  });

  test('is never before the earliest moment and never more than a day and an hour after it', () => {
    const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
    const times = fc.tuple(fc.nat(23), fc.nat(59));
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, times, (zone, earliest, [hour, minute]) => {
        const text = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const found = firstLocalTime(text, earliest, zone);
        expect(found).toBeGreaterThanOrEqual(earliest);
        expect(found - earliest).toBeLessThanOrEqual(dayMs + hourMs);
      }),
    );
  });

  test('shows that time on the zone’s clock, except where the clocks skip it', () => {
    const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, (zone, earliest) => {
        const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' });
        // No zone of the list changes its clocks around noon.
        expect(shown.format(firstLocalTime('12:15', earliest, zone))).toBe('12:15');
      }),
    );
  });

  test('of an unknown zone is an error', () => {
    expect(() => firstLocalTime('10:00', 0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
