import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { easterSunday, isHoliday } from './holidays.ts';

test.each([
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2028-04-16',
  '2029-04-01',
  '2038-04-25',
  '2285-03-22',
])('Easter Sunday is %s', (date) => {
  expect(easterSunday(Number(date.slice(0, 4))).toString()).toBe(date);
});

describe('public holidays of France', () => {
  const on = (date: string) => isHoliday('FR', Temporal.ZonedDateTime.from(`${date}T12:00[Europe/Paris]`));

  test.each(['2027-03-29', '2027-05-06', '2027-05-17', '2026-07-14', '2026-12-25', '2027-03-26', '2026-12-26'])(
    '%s is one (field 39)',
    (date) => {
      expect(on(date)).toBe(true);
    },
  );

  test.each(['2027-03-30', '2026-07-13', '2026-11-27', '2027-05-07'])('%s is none', (date) => {
    expect(on(date)).toBe(false);
  });
});
