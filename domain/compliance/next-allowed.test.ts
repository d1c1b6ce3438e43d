import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../duration.ts';
import { countryPolicies } from './country-policy.ts';
import { allows, everyDay, joined, type LocalHours, outsideQuietHours } from './local-hours.ts';
import { nextAllowed } from './next-allowed.ts';
import { zonesOfPlace } from './zones-of-place.ts';

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const night = everyDay(outsideQuietHours({ from: '21:00', until: '08:00' }));
const isHours = (hours: LocalHours | null): hours is LocalHours => hours !== null;

describe('a time for somebody who may live in several zones', () => {
  test('is one that every clock of a country allows', () => {
    const zones = zonesOfPlace({ country: 'US', region: null });
    // 08:00 in Hawaii is 13:00 in New York.
    expect(nextAllowed([night], zones, at('2026-11-27T03:00:00Z'))).toBe(at('2026-11-27T18:00:00Z'));
  });

  test('never comes where the clocks agree on none', () => {
    const morning = everyDay([{ from: 8 * 60, until: 9 * 60 }]);
    expect(nextAllowed([morning], ['Europe/Vienna', 'America/New_York'], 0)).toBe('never');
  });

  test('is now where nothing is asked', () => {
    expect(nextAllowed([], ['UTC'], 42)).toBe(42);
  });

  test('does not come in hours that leave nothing', () => {
    expect(nextAllowed([everyDay([])], ['UTC'], 0)).toBe('never');
  });
});

test('no time of any policies is forbidden by one of them on a clock of any zone, and none before it is allowed', () => {
  const known = countryPolicies.map(({ hours }) => hours).filter(isHours);
  const asked = fc.record({
    hours: fc.subarray([...known, night], { minLength: 1 }),
    zones: fc.uniqueArray(
      fc.constantFrom(
        'Europe/Paris',
        'America/New_York',
        'America/Chicago',
        'Australia/Lord_Howe',
        'Africa/Casablanca',
      ),
      { minLength: 1, maxLength: 3 },
    ),
    startMs: fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) }),
  });
  fc.assert(
    fc.property(asked, ({ hours, zones, startMs }) => {
      const free = (moment: number) => hours.every((one) => zones.every((zone) => allows(one, moment, zone)));
      const found = nextAllowed(hours, zones, startMs);
      const end = found === 'never' ? startMs + 3 * dayMs : found;
      if (found !== 'never' && !free(found)) return false;
      for (let earlier = startMs; earlier < end; earlier += 10 * minuteMs) if (free(earlier)) return false;
      return true;
    }),
    { numRuns: 60 },
  );
});

test('hours that are joined allow what each of them allows, and nothing else', () => {
  const known = countryPolicies.map(({ hours }) => hours).filter(isHours);
  const lunch = everyDay(outsideQuietHours({ from: '12:00', until: '13:30' }));
  const moment = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) });
  fc.assert(
    fc.property(fc.subarray([...known, night, lunch], { minLength: 1 }), moment, (hours, atMs) => {
      const free = (these: readonly LocalHours[]) => these.every((one) => allows(one, atMs, 'Europe/Paris'));
      return free(joined(hours)) === free(hours);
    }),
  );
});

test('a message waits at most over the closed days of a policy', () => {
  const france = countryPolicies.find(({ id }) => id === 'fr')?.hours;
  // Saturday evening before Easter Monday.
  const asked = at('2027-03-27T19:30:00Z');
  expect(france && nextAllowed([france], ['Europe/Paris'], asked)).toBe(at('2027-03-30T08:00:00Z'));
});

test('the clocks of the USA are all that the runtime lists for it, by what they show', () => {
  const listed = (new Intl.Locale('und-US') as Intl.Locale & { getTimeZones(): string[] }).getTimeZones();
  for (const text of ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z', '2027-03-14T08:30:00Z', '2028-11-05T06:30:00Z']) {
    const offset = (zone: string) => Temporal.Instant.from(text).toZonedDateTimeISO(zone).offset;
    const ours = new Set(zonesOfPlace({ country: 'US', region: null }).map(offset));
    expect(listed.filter((zone) => !ours.has(offset(zone)))).toEqual([]);
  }
});
