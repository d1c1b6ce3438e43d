import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone } from '../place.ts';
import { areaOfNumber } from './area-codes.ts';
import { type KnownWhereabouts, whereaboutsOf } from './places-of-person.ts';

const nothing: KnownWhereabouts = {
  ...{ timeZone: null, country: null, region: null, phone: null },
  storeTimeZone: 'Europe/Vienna',
};
const miami = '+13055550123';
const pensacola = '+18505550123';

describe('the clock of a person', () => {
  test.for([
    ['what was told of it, before all else', { timeZone: 'America/Denver', country: 'FR', phone: miami }, 'time_zone'],
    ['their address, before their number', { country: 'FR', phone: miami }, 'address'],
    ['the area of their number, before the shop’s', { phone: miami }, 'phone'],
    ['the shop’s, where nothing is known', {}, 'store'],
    [
      'the shop’s, where what was told is no clock and no country',
      { timeZone: 'Mars/Olympus', country: 'XX' },
      'store',
    ],
  ] as const)('is taken from %s', ([, known, by]) => {
    expect(whereaboutsOf({ ...nothing, ...known }).by).toBe(by);
  });

  test('is one in an area of one zone, every one of an area that is split, and any of the country for a free number', () => {
    expect(whereaboutsOf({ ...nothing, phone: miami }).zones).toEqual(['America/New_York']);
    expect(whereaboutsOf({ ...nothing, phone: pensacola }).zones).toEqual(['America/Chicago', 'America/New_York']);
    expect(whereaboutsOf({ ...nothing, phone: '+12425550123' }).zones).toEqual(['America/Nassau']);
    const free = whereaboutsOf({ ...nothing, phone: '+18005550123' });
    expect(free.zones).toEqual(expect.arrayContaining(['America/New_York', 'Pacific/Honolulu', 'America/Toronto']));
  });
});

describe('the rules of a person', () => {
  const placesOf = (known: Partial<KnownWhereabouts>) => whereaboutsOf({ ...nothing, ...known }).places;

  test('are those of the state of their number', () => {
    expect(placesOf({ phone: miami })).toEqual([{ country: 'US', region: 'FL' }]);
  });

  test('are those of their address and of the state of their number, where these differ', () => {
    const texas = { country: 'US', region: 'TX' };
    expect(placesOf({ ...texas, phone: miami })).toEqual([texas, { country: 'US', region: 'FL' }]);
    expect(placesOf({ country: 'US', region: 'FL', phone: miami })).toEqual([{ country: 'US', region: 'FL' }]);
    expect(placesOf({ country: 'DE', phone: '+4915112345678' })).toEqual([{ country: 'DE', region: null }]);
  });
});

test('every area that is known has clocks that exist', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 999 }), (code) => {
      const area = areaOfNumber(`+1${code}5550123`);
      if (!area) return;
      expect(area.zones.length).toBeGreaterThan(0);
      expect(area.zones.every(isTimeZone)).toBe(true);
      expect(area.place.country).toMatch(/^[A-Z]{2}$/);
    }),
    { numRuns: 800 },
  );
});

test.for(['+13055550', '+130555501234', '+33055550123', ''])('%s is no number of the plan', (phone) => {
  expect(areaOfNumber(phone)).toBeUndefined();
});
