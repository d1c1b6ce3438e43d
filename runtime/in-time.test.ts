import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTime } from './in-time.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('an answer that comes in time is the answer, also when it is an error', async () => {
  expect(await inTime(Promise.resolve(7), 100)).toBe(7);
  await expect(inTime(Promise.reject(new Error('away')), 100)).rejects.toThrow('away');
});

test('a server that never answers is given up after the time', async () => {
  const asked = inTime(new Promise(() => undefined), 100);
  const outcome = expect(asked).rejects.toThrow('100 ms');
  await vi.advanceTimersByTimeAsync(101);
  await outcome;
});
