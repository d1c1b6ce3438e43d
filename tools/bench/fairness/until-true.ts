import { setTimeout as pause } from 'node:timers/promises';
import { minuteMs } from '../../../domain/duration.ts';

const patienceMs = 5 * minuteMs;
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
