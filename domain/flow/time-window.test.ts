import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../duration.ts';
import { firstInWindow, type TimeWindow } from './time-window.ts';

const allowed = { from: '07:00', until: '21:00' };

describe('the first time in a window', () => {
  test.each<[string, TimeWindow, string, string, string]>([
    ['is now inside of it', allowed, 'UTC', '2026-06-01T20:59:00Z', '2026-06-01T20:59:00Z'],
    ['is its next beginning at its end', allowed, 'UTC', '2026-06-01T21:00:00Z', '2026-06-02T07:00:00Z'],
    ['is outside of quiet hours after midnight too', allowed, 'UTC', '2026-06-02T00:05:00Z', '2026-06-02T07:00:00Z'],
    ['is now after midnight', { from: '22:00', until: '06:00' }, 'UTC', '2026-06-02T05:59:00Z', '2026-06-02T05:59:00Z'],
    [
      'is in the evening for one over midnight',
      { from: '22:00', until: '06:00' },
      'UTC',
      '2026-06-02T06:00:00Z',
      '2026-06-02T22:00:00Z',
    ],
    ['is of the zone', allowed, 'Asia/Kathmandu', '2026-06-01T18:00:00Z', '2026-06-02T01:15:00Z'],
    [
      'is right after the gap that its beginning lies in',
      { from: '02:30', until: '04:00' },
      'America/New_York',
      '2027-03-14T06:00:00Z',
      '2027-03-14T07:00:00Z',
    ],
    [
      'is on the next day where all of it lies in the gap',
      { from: '02:15', until: '02:45' },
      'America/New_York',
      '2027-03-14T06:00:00Z',
      '2027-03-15T06:15:00Z',
    ],
    [
      'is the first of two where the clocks go back',
      { from: '01:30', until: '01:45' },
      'America/New_York',
      '2026-11-01T05:00:00Z',
      '2026-11-01T05:30:00Z',
    ],
    [
      'is the next day once the first of two has passed',
      { from: '01:30', until: '01:45' },
      'America/New_York',
      '2026-11-01T05:50:00Z',
      '2026-11-02T06:30:00Z',
    ],
    [
      'is the second of two where the window is not over between them',
      { from: '01:30', until: '05:00' },
      'America/New_York',
      '2026-11-01T06:10:00Z',
      '2026-11-01T06:30:00Z',
    ],
    [
      'is over a day that a zone skips',
      { from: '09:00', until: '10:00' },
      'Pacific/Apia',
      '2011-12-29T21:00:00Z',
      '2011-12-30T19:00:00Z',
    ],
  ])('%s', (_rule, window, zone, earliest, expected) => {
    expect(new Date(firstInWindow(window, Date.parse(earliest), zone))).toEqual(new Date(expected));
  });

  test('of an unknown zone is an error', () => {
    expect(() => firstInWindow(allowed, 0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

/** Every change of the clocks from 2026 to 2028, in zones that change by an hour, by half of one, at midnight and for Ramadan. */
const changes = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Atlantic/Azores',
].flatMap((timeZone) => changesOf(timeZone).map((at) => ({ timeZone, at })));

test('there are changes of the clocks to look at', () => {
  expect(changes.length).toBeGreaterThan(70);
});

test('the time found is inside the window, not before the earliest, and no minute before it would do', () => {
  const anyTime = fc.integer({ min: 0, max: 24 * 12 - 1 }).map((fives) => {
    const [hour, minute] = [Math.floor(fives / 12), (fives % 12) * 5];
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  });
  const anyWindow = fc.record({ from: anyTime, until: anyTime }).filter(({ from, until }) => from !== until);
  for (const { timeZone, at } of changes) {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const isIn = ({ from, until }: TimeWindow, ms: number) => {
      const time = clock.format(ms);
      return from < until ? from <= time && time < until : from <= time || time < until;
    };
    const anyEarliest = fc.integer({ min: -20 * 12, max: 20 * 12 }).map((fives) => at + fives * 5 * minuteMs);
    fc.assert(
      fc.property(anyWindow, anyEarliest, (window, earliest) => {
        const found = firstInWindow(window, earliest, timeZone);
        expect(found).toBeGreaterThanOrEqual(earliest);
        expect(isIn(window, found)).toBe(true);
        expect(found - earliest).toBeLessThanOrEqual(2 * dayMs + hourMs);
        // The clocks show an hour twice: what begins only with the second one is left out.
        for (let ms = earliest; ms < found; ms += 5 * minuteMs)
          if (isIn(window, ms)) expect(isSecond(ms, timeZone)).toBe(true);
      }),
      { numRuns: 30 },
    );
  }
});

/** Whether the clock shows at this moment what it showed before. */
function isSecond(ms: number, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return local.toZonedDateTime(timeZone, { disambiguation: 'earlier' }).epochMilliseconds < ms;
}

function changesOf(timeZone: string): readonly number[] {
  const found: number[] = [];
  let at = Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  for (; at && at.year <= 2028; at = at.getTimeZoneTransition('next')) found.push(at.epochMilliseconds);
  return found;
}
