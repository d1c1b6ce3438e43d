import { withEngine } from '../db/postgres/tenancy.ts';
import { describeError } from '../platform/describe-error.ts';
import { applyEntries } from '../services/pipeline/apply-entries.ts';
import { startConsumer } from '../services/pipeline/consume.ts';
import { PositionMovedError, readPosition } from '../services/pipeline/positions.ts';
import { createStoreThresholdsCache } from '../services/pipeline/store-thresholds.ts';
import type { Deps, Role } from './deps.ts';

const cartsConsumer = 'carts';

/** Turns accepted events into carts, persons, orders and consents. Any number of processes may do so. */
export async function startPipeline({ database, eventLog, log, metrics }: Deps): Promise<Role> {
  const storeThresholds = createStoreThresholdsCache();
  const applied = metrics.counter({ name: 'pipeline_events_applied_total', help: 'Events whose effects are committed.' });
  const dropped = metrics.counter({ name: 'pipeline_events_dropped_total', help: 'Events of stores that do not exist.' });
  const dead = metrics.counter({ name: 'pipeline_dead_letters_total', help: 'Events that could not be applied and were put aside.' });
  const merges = metrics.counter({ name: 'pipeline_merges_total', help: 'Persons who turned out to be another person.' });
  const duration = metrics.histogram({ name: 'pipeline_batch_seconds', help: 'Time to apply one batch of events.' });

  const carts = startConsumer({
    eventLog,
    name: cartsConsumer,
    readPosition: (id) => withEngine(database, (tx) => readPosition(tx, id)),
    async apply({ id, after, entries }) {
      const since = performance.now();
      const { position, batches, deadLetters } = await applyEntries({ database, storeThresholds }, { id, after, entries });
      duration.observe((performance.now() - since) / 1_000);
      for (const batch of batches) {
        applied.add({}, batch.applied.length);
        if (batch.droppedUnknownStore > 0) dropped.add({}, batch.droppedUnknownStore);
        if (batch.merges > 0) merges.add({}, batch.merges);
      }
      for (const { event, cause } of deadLetters) {
        dead.add();
        log.error({ storeId: event.storeId, eventId: event.id, type: event.type, cause }, 'event put aside: it cannot be applied');
      }
      return position;
    },
    onFailure(error, partition, pauseMs) {
      if (error instanceof PositionMovedError) log.debug({ partition }, 'another process applied this batch');
      else log.error({ partition, pauseMs, ...describeError(error) }, 'a batch could not be applied yet');
    },
  });
  return { name: 'pipeline', stop: () => carts.stop() };
}
