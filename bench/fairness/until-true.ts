import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 5 * 60_000;
const pollMs = 20;

/** Answers after how many milliseconds it came true. Throws after five minutes. */
export async function untilTrue(isTrue: () => Promise<boolean>): Promise<number> {
  const since = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - since > patienceMs) throw new Error('it did not come true in five minutes');
    await pause(pollMs);
  }
  return performance.now() - since;
}
