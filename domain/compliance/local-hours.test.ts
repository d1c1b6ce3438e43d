import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../duration.ts';
import { allows, everyDay, firstAllowed, outsideQuietHours } from './local-hours.ts';

const moment = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const shown = (atMs: number | null, zone: string) =>
  atMs === null
    ? null
    : Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute' });

const night = everyDay(outsideQuietHours({ from: '21:00', until: '07:00' }));

describe('quiet hours over midnight (field 8)', () => {
  test.each([
    ['after midnight', '2026-11-27T00:05', '2026-11-27T07:00'],
    ['when they begin', '2026-11-27T21:00', '2026-11-28T07:00'],
    ['right before they end', '2026-11-27T06:59', '2026-11-27T07:00'],
    ['when they end', '2026-11-27T07:00', '2026-11-27T07:00'],
    ['right before they begin', '2026-11-27T20:59', '2026-11-27T20:59'],
  ])('%s', (_when, now, expected) => {
    const zone = 'Europe/Vienna';
    expect(shown(firstAllowed(night, moment(`${now}[${zone}]`), zone), zone)).toContain(`${expected}+`);
  });
});

describe('quiet hours', () => {
  test('within a day leave the day before and behind them', () => {
    const lunch = everyDay(outsideQuietHours({ from: '12:00', until: '13:30' }));
    expect(shown(firstAllowed(lunch, moment('2026-11-27T12:10[UTC]'), 'UTC'), 'UTC')).toContain('T13:30');
    expect(allows(lunch, moment('2026-11-27T00:00[UTC]'), 'UTC')).toBe(true);
  });

  test('that end when they begin are the whole day (field 8)', () => {
    expect(firstAllowed(everyDay(outsideQuietHours({ from: '08:00', until: '08:00' })), 0, 'UTC')).toBeNull();
  });

  test.each([
    ['from midnight', { from: '00:00', until: '08:00' }, '08:00'],
    ['until midnight', { from: '08:00', until: '00:00' }, '00:00'],
  ])('%s need no second half', (_name, window, ends) => {
    const from = moment('2026-11-27T08:00[UTC]') - (window.from === '00:00' ? hourMs : 0);
    expect(shown(firstAllowed(everyDay(outsideQuietHours(window)), from, 'UTC'), 'UTC')).toContain(`T${ends}`);
  });
});

describe('where the clocks change', () => {
  test('the end of the quiet hours that no clock shows is the moment behind the gap', () => {
    const hours = everyDay(outsideQuietHours({ from: '22:00', until: '02:30' }));
    const zone = 'America/New_York';
    expect(shown(firstAllowed(hours, moment(`2027-03-14T01:00[${zone}]`), zone), zone)).toContain(
      '2027-03-14T03:00-04:00',
    );
  });

  test('the end that the clock shows twice is the first one', () => {
    const hours = everyDay(outsideQuietHours({ from: '22:00', until: '01:30' }));
    const zone = 'America/New_York';
    expect(shown(firstAllowed(hours, moment(`2026-11-01T00:30[${zone}]`), zone), zone)).toContain(
      '2026-11-01T01:30-04:00',
    );
  });

  test('quiet hours that the clock goes back into are quiet again', () => {
    const hours = everyDay(outsideQuietHours({ from: '00:00', until: '02:30' }));
    const zone = 'Europe/Vienna';
    const secondTwo = moment('2026-10-25T03:00+01:00[Europe/Vienna]') - hourMs;
    expect(allows(hours, secondTwo - minuteMs, zone)).toBe(true);
    expect(allows(hours, secondTwo, zone)).toBe(false);
    expect(shown(firstAllowed(hours, secondTwo, zone), zone)).toContain('T02:30+01:00');
  });

  test('a span that the clock jumps back into begins there', () => {
    const hours = everyDay([{ from: 0, until: 150 }]);
    const zone = 'Europe/Vienna';
    const at = moment('2026-10-25T02:45+02:00[Europe/Vienna]');
    expect(shown(firstAllowed(hours, at, zone), zone)).toContain('T02:00+01:00');
  });
});

const zones = [
  'Europe/Vienna',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'America/Havana',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Antarctica/Troll',
];
const changes = zones.flatMap((zone) => {
  const found: { zone: string; at: number }[] = [];
  let at = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > 2028) break;
    found.push({ zone, at: next.epochMilliseconds });
    at = next;
  }
  return found.length === 0 ? [{ zone, at: at.epochMilliseconds }] : found;
});
const timeOfDay = fc
  .integer({ min: 0, max: 1_439 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);

test('in no zone and at no change of its clocks is a moment inside the quiet hours, or later than the first outside of them', () => {
  expect(changes.length).toBeGreaterThan(60);
  const around = fc.record({
    change: fc.constantFrom(...changes),
    offset: fc.integer({ min: -30 * 60, max: 30 * 60 }),
    from: timeOfDay,
    until: timeOfDay,
  });
  fc.assert(
    fc.property(around, ({ change: { zone, at }, offset, from, until }) => {
      fc.pre(from !== until);
      const startMs = at + offset * minuteMs;
      const found = firstAllowed(everyDay(outsideQuietHours({ from, until })), startMs, zone);
      if (found === null || found < startMs) return false;
      if (isQuiet(from, until, found, zone)) return false;
      // Minute by minute, by another reading of the same clock: everything before it is quiet.
      for (let earlier = startMs; earlier < found; earlier += minuteMs) {
        if (!isQuiet(from, until, earlier, zone)) return false;
      }
      return true;
    }),
    { numRuns: 400 },
  );
});

const clocks = new Map(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  ]),
);

function isQuiet(from: string, until: string, atMs: number, zone: string): boolean {
  const time = clocks.get(zone)?.format(atMs) ?? '';
  return from < until ? from <= time && time < until : time >= from || time < until;
}
