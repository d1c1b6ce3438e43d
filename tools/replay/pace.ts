import { setTimeout as delay } from 'node:timers/promises';
import type { Departure } from './disorder.ts';

export interface PaceRules {
  /** When an event may leave, epoch milliseconds; 0: at once. */
  readonly dueMsOf: (departure: Departure) => number;
  readonly batchEventsMax: number;
}

/** Events due within this much of each other travel together. */
const togetherMs = 20;

/** Gathers departures into batches that leave when their time has come. */
export async function* pace(
  departures: AsyncIterable<Departure>,
  { dueMsOf, batchEventsMax }: PaceRules,
): AsyncGenerator<readonly Departure[]> {
  let batch: Departure[] = [];
  for await (const departure of departures) {
    const waitMs = dueMsOf(departure) - Date.now();
    if (batch.length > 0 && (batch.length >= batchEventsMax || waitMs > togetherMs)) {
      yield batch;
      batch = [];
    }
    const leftMs = dueMsOf(departure) - Date.now();
    if (leftMs > 0) await delay(leftMs);
    batch.push(departure);
  }
  if (batch.length > 0) yield batch;
}
