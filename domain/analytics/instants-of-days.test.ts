import { expect, test } from 'vitest';
import { instantsOf } from './calendar.ts';

const hours = (from: string, to: string, zone: string): number => {
  const { fromMs: startMs, toMs: endMs } = instantsOf({ from, to }, zone);
  return (endMs - startMs) / 3_600_000;
};

test.for([
  ['Europe/Vienna', '2026-03-29', 23],
  ['Europe/Vienna', '2026-10-25', 25],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['Africa/Cairo', '2026-04-24', 23],
  ['Asia/Kathmandu', '2026-11-20', 24],
] as const)('a day in %s, %s, has %d hours', ([zone, day, length]) => {
  expect(hours(day, day, zone)).toBe(length);
});

test('days follow each other without a gap, and both ends are included', () => {
  const first = instantsOf({ from: '2026-11-01', to: '2026-11-01' }, 'Asia/Kathmandu');
  const second = instantsOf({ from: '2026-11-02', to: '2026-11-02' }, 'Asia/Kathmandu');
  expect(first.toMs).toBe(second.fromMs);
  expect(new Date(first.fromMs).toISOString()).toBe('2026-10-31T18:15:00.000Z');
  expect(hours('2026-11-01', '2026-11-30', 'UTC')).toBe(30 * 24);
});
