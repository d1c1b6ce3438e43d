import { expect, test } from 'vitest';
import { addDays, daysOf, readPeriodSearch, todayIn } from './period.ts';

test('a period means whole calendar days of the store, today included', () => {
  expect(daysOf({}, '2026-11-26')).toEqual({ from: '2026-10-28', to: '2026-11-26' });
  expect(daysOf({ period: '7d' }, '2026-03-02')).toEqual({ from: '2026-02-24', to: '2026-03-02' });
  expect(daysOf({ period: 'last_month' }, '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(daysOf({ period: 'this_month' }, '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-01' });
});

test('days of the address outrank the word, and what is no day or runs backwards is ignored', () => {
  expect(daysOf({ period: 'today', from: '2026-01-01', to: '2026-01-31' }, '2026-11-26')).toEqual({
    from: '2026-01-01',
    to: '2026-01-31',
  });
  expect(readPeriodSearch({ from: '2026-02-30', to: 'x', period: 'ever' })).toMatchObject({
    from: undefined,
    to: undefined,
    period: undefined,
  });
  expect(daysOf({ period: 'today', from: '2026-02-02', to: '2026-02-01' }, '2026-11-26').from).toBe('2026-11-26');
});

test('a day in Sydney is not the day in Tokyo or Vienna', () => {
  const at = Date.UTC(2026, 8, 3, 14, 30);
  expect([todayIn('Australia/Sydney', at), todayIn('Asia/Tokyo', at), todayIn('Europe/Vienna', at)]).toEqual([
    '2026-09-04',
    '2026-09-03',
    '2026-09-03',
  ]);
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
});
