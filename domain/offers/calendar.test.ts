import { describe, expect, test } from 'vitest';
import { endOfValidity, startOfMonth } from './calendar.ts';

const at = (text: string) => Date.parse(text);

describe('the last day of a code (field 51)', () => {
  test('is a whole day of the store’s zone, whatever UTC says', () => {
    // 29 June in New York, where it is UTC-4; in UTC it is the 30th already.
    const ends = endOfValidity(at('2026-06-30T02:30:00Z'), 7, 'America/New_York');
    expect(new Date(ends).toISOString()).toBe('2026-07-07T04:00:00.000Z');
  });

  test('ends at midnight of the zone on days of 23 and 25 hours too', () => {
    expect(new Date(endOfValidity(at('2026-03-28T12:00:00Z'), 1, 'Europe/Berlin')).toISOString()).toBe(
      '2026-03-29T22:00:00.000Z',
    );
    expect(new Date(endOfValidity(at('2026-10-24T12:00:00Z'), 1, 'Europe/Berlin')).toISOString()).toBe(
      '2026-10-25T23:00:00.000Z',
    );
  });

  test('counts no day for a code of today only', () => {
    expect(endOfValidity(at('2026-07-06T10:00:00Z'), 0, 'UTC')).toBe(at('2026-07-07T00:00:00Z'));
  });
});

test('a month of a budget begins with the store’s', () => {
  expect(startOfMonth(at('2026-07-01T02:00:00Z'), 'America/New_York')).toBe(at('2026-06-01T04:00:00Z'));
});
