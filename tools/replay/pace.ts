import { setTimeout as delay } from 'node:timers/promises';
import type { ScheduledSend } from './reordering.ts';

export interface PaceRules {
  /** When an event may leave, epoch milliseconds; 0: at once. */
  readonly dueMsOf: (scheduledSend: ScheduledSend) => number;
  readonly batchEventsMax: number;
}

/** Events due within this much of each other travel together. */
const togetherMs = 20;

/** Gathers scheduledSends into batches that leave when their time has come. */
export async function* pace(
  scheduledSends: AsyncIterable<ScheduledSend>,
  { dueMsOf, batchEventsMax }: PaceRules,
): AsyncGenerator<readonly ScheduledSend[]> {
  let batch: ScheduledSend[] = [];
  for await (const scheduledSend of scheduledSends) {
    const waitMs = dueMsOf(scheduledSend) - Date.now();
    if (batch.length > 0 && (batch.length >= batchEventsMax || waitMs > togetherMs)) {
      yield batch;
      batch = [];
    }
    const leftMs = dueMsOf(scheduledSend) - Date.now();
    if (leftMs > 0) await delay(leftMs);
    batch.push(scheduledSend);
  }
  if (batch.length > 0) yield batch;
}
