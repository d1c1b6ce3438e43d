import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPacedRefresh } from './paced-refresh.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function reader() {
  const ends: (() => void)[] = [];
  const read = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
  return { read, end: () => ends.at(-1)?.() };
}

test('many changes at once are read once, a while after the first', async () => {
  const { read } = reader();
  const refresh = createPacedRefresh(read, 600);
  refresh.changed();
  await vi.advanceTimersByTimeAsync(599);
  refresh.changed();
  expect(read).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(read).toHaveBeenCalledTimes(1);
});

test('a reading that is slower than the changes is let to its end, and what changed meanwhile is read after it', async () => {
  const { read, end } = reader();
  const refresh = createPacedRefresh(read, 600);
  refresh.changed();
  for (let ms = 0; ms < 5_000; ms += 100) {
    await vi.advanceTimersByTimeAsync(100);
    refresh.changed();
  }
  expect(read).toHaveBeenCalledTimes(1);
  end();
  await vi.advanceTimersByTimeAsync(600);
  expect(read).toHaveBeenCalledTimes(2);
  end();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(read).toHaveBeenCalledTimes(2);
});

test('a reading that fails does not end the next ones, and one that nobody waits for is not made', async () => {
  const read = vi.fn(() => Promise.reject(new Error('away')));
  const refresh = createPacedRefresh(read, 600);
  for (let count = 1; count <= 2; count++) {
    refresh.changed();
    await vi.advanceTimersByTimeAsync(600);
    expect(read).toHaveBeenCalledTimes(count);
  }
  refresh.changed();
  refresh.stop();
  await vi.advanceTimersByTimeAsync(600);
  expect(read).toHaveBeenCalledTimes(2);
});
