import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog, LogEntry } from '../../events/event-log.ts';
import { backoffMs } from '../../runtime/backoff.ts';
import { createBulkhead } from '../../runtime/bulkhead.ts';
import { OffsetConflictError, offsetId } from '../journal/consumer-offsets.ts';
import { allPartitions, type PartitionAssignment } from './assign-partitions.ts';

export interface ConsumerOptions {
  readonly eventLog: EventLog;
  /** First part of the ids of its positions: `<name>/<partition>`. */
  readonly name: string;
  readonly readOffset: (id: string, partition: number) => Promise<string | null>;
  /** Applies entries and commits the position behind them; returns it. */
  readonly apply: (work: {
    readonly id: string;
    readonly partition: number;
    readonly after: string | null;
    readonly entries: readonly LogEntry[];
  }) => Promise<string>;
  /** A round failed and will be tried again from the committed position after a pause. */
  readonly onFailure: (error: unknown, partition: number, pauseMs: number) => void;
  readonly eventsPerBatchMax?: number;
  /** Partitions that may be applied at once: each takes a connection and a share of the processor. */
  readonly concurrencyMax?: number;
  /** Which partitions are ours; without it all are. */
  readonly share?: Pick<PartitionAssignment, 'acquire'>;
}

export interface Consumer {
  /** Finishes the batches in hand. */
  stop(): Promise<void>;
}

const eventsPerBatchDefault = 1_000;
const concurrencyDefault = 3;
/** How long a read waits for something new before it looks whether it should end. */
const waitMs = 5_000;
const failurePause = { minMs: 100, maxMs: 5_000 };

/** Follows every partition of the log that is ours: read, apply, and while that is under way read what comes next. */
export function startConsumer(options: ConsumerOptions): Consumer {
  const { eventLog, concurrencyMax = concurrencyDefault, share = allPartitions } = options;
  const stopping = new AbortController();
  const bulkhead = createBulkhead({ concurrencyMax });
  const running = Array.from({ length: eventLog.partitions }, async (_, partition) => {
    while (!stopping.signal.aborted) {
      const signal = await share.acquire(partition, stopping.signal);
      await followPartition(options, partition, { signal, inTurn: bulkhead.run });
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function followPartition(
  {
    eventLog,
    name,
    readOffset,
    apply,
    onFailure,
    eventsPerBatchMax: eventsMax = eventsPerBatchDefault,
  }: ConsumerOptions,
  partition: number,
  { signal, inTurn }: { readonly signal: AbortSignal; readonly inTurn: <T>(work: () => Promise<T>) => Promise<T> },
): Promise<void> {
  const id = offsetId(name, partition);
  let failures = 0;
  while (!signal.aborted) {
    try {
      let after = await readOffset(id, partition);
      let next: Promise<readonly LogEntry[]> | undefined;
      while (!signal.aborted) {
        const ready = await next;
        const entries =
          ready && ready.length > 0 ? ready : await eventLog.read(partition, after, { eventsMax, waitMs, signal });
        next = undefined;
        const last = entries.at(-1);
        if (!last) continue;
        next = eventLog.read(partition, last.position, { eventsMax, waitMs: 0 });
        // Looked at in the next round; until then a failure must not count as unheard.
        next.catch(() => {});
        after = await inTurn(() => apply({ id, partition, after, entries }));
        failures = 0;
      }
    } catch (error) {
      if (signal.aborted) return;
      const pauseMs = error instanceof OffsetConflictError ? failurePause.minMs : backoffMs(++failures, failurePause);
      onFailure(error, partition, pauseMs);
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
}
