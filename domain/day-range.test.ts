import { expect, test } from 'vitest';
import { instantsOfDays } from './day-range.ts';

const hours = (from: string, to: string, timeZone: string) => {
  const range = instantsOfDays({ from, to }, timeZone);
  return ((range.to?.getTime() ?? 0) - (range.from?.getTime() ?? 0)) / 3_600_000;
};

test.for([
  ['2026-03-29', 'Europe/Vienna', 23],
  ['2026-10-25', 'Europe/Vienna', 25],
  ['2026-04-05', 'Australia/Lord_Howe', 24.5],
  // Its clocks go from midnight to one o'clock: the day begins at one.
  ['2026-04-24', 'Africa/Cairo', 23],
  ['2026-11-22', 'Asia/Kathmandu', 24],
] as const)('the day %s in %s has %d hours', ([day, timeZone, length]) => {
  expect(hours(day, day, timeZone)).toBe(length);
});

test('both days are included, and days that follow each other share a moment', () => {
  const zone = 'Africa/Cairo';
  const [first, second] = [
    instantsOfDays({ from: '2026-04-23', to: '2026-04-23' }, zone),
    instantsOfDays({ from: '2026-04-24', to: '2026-04-30' }, zone),
  ];
  expect(first.to).toEqual(second.from);
  expect(instantsOfDays({ to: '2026-01-31' }, 'UTC')).toEqual({ from: null, to: new Date('2026-02-01T00:00:00Z') });
});
