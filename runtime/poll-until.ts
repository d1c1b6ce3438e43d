import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 20;
const waitMsMax = 5_000;

/** Asks again and again for a few seconds. False: it did not come true in time. Rejects when the signal aborts. */
export async function pollUntil(isTrue: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + waitMsMax;
  for (;;) {
    if (await isTrue()) return true;
    if (performance.now() > deadline) return false;
    await delay(pollMs, undefined, { signal });
  }
}
