import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs } from '../../runtime/backoff.ts';

const patienceMs = 30_000;
const pause = { minMs: 100, maxMs: 1_000 };

/**
 * Asks again until there is an answer: at a start, a broker may not be ready yet, or not know of a topic that another
 * one has just made. Rejects with the last refusal.
 */
export async function withRetry<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(backoffMs(attempt, pause));
    }
  }
}
