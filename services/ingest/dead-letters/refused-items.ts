import { cutDeepValue, isDeepValue } from '../../../events/json-depth.ts';
import { createBatcher } from '../../../runtime/batcher.ts';
import type { EventProblem } from '../events/check-event.ts';
import { type DeadLetterLimits, deadLetterLimits } from './letter-limits.ts';

/** What an endpoint refused, to be kept for inspection and repair. */
export interface RefusedItem {
  readonly storeId: string;
  /** `api`, `websocket`, `webhook:<platform>` … */
  readonly source: string;
  /** An `event` is one item as parsed; a `body` is a platform's request that no event could be read from, as text. */
  readonly kind: 'event' | 'body';
  readonly item: unknown;
  /** What the platform calls the request. */
  readonly topic?: string;
  readonly error: EventProblem;
  /** It was accepted without the details that `error` names: it is kept as it came, and there is nothing left to do. */
  readonly isTakenIn?: true;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** A refused item with its bytes, waiting to be written. */
export interface WaitingDeadLetter extends RefusedItem {
  /** The item as JSON, or the body. */
  readonly text: string;
  readonly sizeBytes: number;
}

export type DropReason = 'rate' | 'too_large' | 'buffer_full' | 'store_full' | 'not_written';

export interface RefusedItems {
  /** Never waits and never throws: what cannot be kept is counted. */
  offer(item: RefusedItem): void;
  /** Writes what waits and ends. */
  stop(): Promise<void>;
}

export interface RefusedItemsOptions {
  /** Writes dead letters; returns how many found their store full. */
  readonly keep: (letters: readonly WaitingDeadLetter[]) => Promise<{ readonly droppedFull: number }>;
  readonly onDropped: (reason: DropReason, letters: number) => void;
  readonly onFailure: (error: unknown) => void;
  readonly now: () => number;
  readonly limits?: DeadLetterLimits;
}

/**
 * A bounded buffer between the endpoints and the table of dead letters: an endpoint only pays for the JSON of what it refused.
 * What waits is lost with the process; the sender was told of the refusal, so nothing that was acknowledged is.
 */
export function createRefusedItems({
  keep,
  onDropped,
  onFailure,
  now,
  limits = deadLetterLimits,
}: RefusedItemsOptions): RefusedItems {
  let waitingBytes = 0;
  let second = { at: 0, letters: new Map<string, number>() };

  function isWithinRate(storeId: string): boolean {
    const at = Math.floor(now() / 1_000);
    if (second.at !== at) second = { at, letters: new Map() };
    const letters = (second.letters.get(storeId) ?? 0) + 1;
    second.letters.set(storeId, letters);
    return letters <= limits.lettersPerSecondMax;
  }

  const later = createBatcher<WaitingDeadLetter, void>({
    itemsPerBatchMax: limits.lettersPerWriteMax,
    batchesInFlightMax: 1,
    gatherMs: limits.writePauseMs,
    async handle(letters) {
      for (const { sizeBytes } of letters) waitingBytes -= sizeBytes;
      try {
        const { droppedFull } = await keep(letters);
        if (droppedFull > 0) onDropped('store_full', droppedFull);
      } catch (error) {
        onFailure(error);
        onDropped('not_written', letters.length);
      }
      return [];
    },
  });

  return {
    offer(item) {
      if (!isWithinRate(item.storeId)) return onDropped('rate', 1);
      const text = textOf(item);
      const sizeBytes = Buffer.byteLength(text);
      if (sizeBytes > limits.deadLetterBytesMax) return onDropped('too_large', 1);
      if (later.waiting() >= limits.waitingDeadLettersMax || waitingBytes + sizeBytes > limits.waitingBytesMax)
        return onDropped('buffer_full', 1);
      waitingBytes += sizeBytes;
      void later.add({ ...item, text, sizeBytes });
    },
    stop: later.drain,
  };
}

/** What lies too deep is left out: nothing could be done with it, and writing it would take more stack than there is. */
function textOf({ kind, item }: RefusedItem): string {
  if (kind === 'body') return String(item);
  return JSON.stringify(isDeepValue(item) ? cutDeepValue(item) : item) ?? '';
}
