import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { minuteMs, secondMs } from '../../domain/duration.ts';
import { Refusal } from '../store/ask-engine.ts';

const rewriteMsMax = 10 * minuteMs;
const pollMs = secondMs / 20;

/**
 * Writes the file of Redis or Valkey anew from what it holds now: what expired or was deleted stands in the one before.
 *
 * @throws Refusal when it is not done after ten minutes.
 */
export async function scrubLog(redis: Redis): Promise<void> {
  await redis.bgrewriteaof();
  const deadline = performance.now() + rewriteMsMax;
  for (;;) {
    const info = await redis.info('persistence');
    if (info.includes('aof_rewrite_in_progress:0') && info.includes('aof_rewrite_scheduled:0')) return;
    if (performance.now() > deadline)
      throw new Refusal('The server of the event log does not come to write its file anew.');
    await delay(pollMs);
  }
}
