import { describe, expect, test, vi } from 'vitest';
import { consistentAsOf, type Wait } from './consistent-as-of.ts';

/** A clock that stands still but for the waits, each of which takes so long. */
function clockOf(waitsMs: readonly number[]) {
  let at = 1_000;
  const left = [...waitsMs];
  const wait = vi.fn<Wait>(async () => {
    at += left.shift() ?? 0;
    return true;
  });
  return { now: () => at, wait };
}

const { signal } = new AbortController();
const storeId = 'a';

describe('what was acknowledged is known as of', () => {
  test('the moment before it was looked for, not after', async () => {
    const { now, wait } = clockOf([40]);
    expect(await consistentAsOf({ wait, now }, storeId, signal)).toBe(1_000);
    expect(wait).toHaveBeenCalledExactlyOnceWith(storeId, signal);
  });

  test('a later moment when it took long, because a purchase may have come meanwhile', async () => {
    const { now, wait } = clockOf([700, 50]);
    expect(await consistentAsOf({ wait, now }, storeId, signal)).toBe(1_700);
  });

  test('the third moment at the latest, however busy the pipeline is', async () => {
    const { now, wait } = clockOf([700, 800, 900, 1_000]);
    expect(await consistentAsOf({ wait, now }, storeId, signal)).toBe(2_500);
    expect(wait).toHaveBeenCalledTimes(3);
  });

  test('no moment when the wait is in vain', async () => {
    const { now } = clockOf([]);
    expect(await consistentAsOf({ wait: async () => false, now }, storeId, signal)).toBeNull();
  });
});
