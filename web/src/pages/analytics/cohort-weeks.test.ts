import { expect, test } from 'vitest';
import { cohortDays, daysOfWeek } from './cohort-weeks.ts';

test('cohorts are whole weeks from Monday, thirteen at least, up to the week of the last day', () => {
  expect(cohortDays({ from: '2026-11-01', to: '2026-11-26' })).toEqual({ from: '2026-08-31', to: '2026-11-29' });
  expect(cohortDays({ from: '2026-02-04', to: '2026-11-29' })).toEqual({ from: '2026-02-02', to: '2026-11-29' });
});

test('no more weeks are asked for than can be answered', () => {
  const { from, to } = cohortDays({ from: '2024-01-01', to: '2026-11-26' });
  expect([from, to]).toEqual(['2025-10-27', '2026-11-29']);
});

test('a week is named as ISO 8601 does: 2026 has 53, and its last reaches into January', () => {
  expect(daysOfWeek('2026-W53')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
  expect(daysOfWeek('2026-W01')).toEqual({ from: '2025-12-29', to: '2026-01-04' });
  expect(daysOfWeek('2027-W01')).toEqual({ from: '2027-01-04', to: '2027-01-10' });
});
