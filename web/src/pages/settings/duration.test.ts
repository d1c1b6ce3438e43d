import { expect, test } from 'vitest';
import { readDuration, splitDuration } from './duration.ts';

test.each([
  [604_800_000, 7, 'days'],
  [3_600_000, 1, 'hours'],
  [5_400_000, 90, 'minutes'],
  [1_500, 1.5, 'seconds'],
  [0, 0, 'seconds'],
] as const)('%d ms are shown as %d %s and read back as they were', (ms, count, unit) => {
  expect(splitDuration(ms)).toEqual({ count, unit });
  expect(readDuration({ idle: String(count), 'idle.unit': unit }, 'idle')).toBe(ms);
});

test('an empty field is no duration', () => {
  expect(readDuration({ idle: '', 'idle.unit': 'days' }, 'idle')).toBeNull();
});
