import { withPipeline } from '../db/postgres/tenancy.ts';
import { traceIdIn } from '../domain/trace-context.ts';
import type { MatchedEvent } from '../events/matched-event.ts';
import { analyticsConsumer, exportEvents } from '../services/analytics/export/export-events.ts';
import { cartsConsumer, OffsetConflictError, readOffset } from '../services/journal/consumer-offsets.ts';
import { createCartTeller } from '../services/live/cart-teller.ts';
import { type AppliedEntries, applyEntries } from '../services/pipeline/apply-entries.ts';
import { assignPartitions, type PartitionAssignment } from '../services/pipeline/assign-partitions.ts';
import { startConsumer } from '../services/pipeline/consume.ts';
import { lagMs, readConsumerOffsets, trimPassed } from '../services/pipeline/log-lag.ts';
import { createBackground } from '../services/prediction/features/create-background.ts';
import { refreshActivity } from '../services/prediction/features/refresh-activity.ts';
import { createStoreThresholdsCache } from '../services/state/stores/idle-thresholds.ts';
import { startCallbackLoop } from './callback-loop.ts';
import type { Deps, Role } from './deps.ts';
import { startFactRelays } from './fact-relays.ts';
import { startLiveRelay } from './live-relay.ts';
import { startPollingLoop } from './polling-loop.ts';
import { startRepairLoop } from './repair-loop.ts';
import { startSlotLoop } from './slot-loop.ts';
import { startSplitLoop } from './split-loop.ts';
import { StackError } from './stack/stack-error.ts';
import { startStripeLoop } from './stripe-loop.ts';
import { startTopicRelays } from './topic-relays.ts';
import { startUsageLoop } from './usage-loop.ts';
import { watchFlows } from './watch-flows.ts';
import { startWebhookLoop } from './webhook-loop.ts';

const consumers = [cartsConsumer, analyticsConsumer];
/** Analytics may be this much behind: few large inserts cost it far less than many small ones. */
const analyticsPauseMs = 1_000;
const housekeepingPauseMs = 5_000;

/**
 * Turns accepted events into carts, persons, orders and consents, keeps cached features fresh, copies events and
 * facts to analytics, hears what providers report, tells the other topics, and drops what all have passed. Any number of
 * processes may do so.
 */
export async function startPipeline(deps: Deps): Promise<Role> {
  await checkRole(deps.database);
  const share = startShare(deps);
  const stripe = startStripeLoop(deps);
  const parts = [
    startCarts(deps, share),
    startAnalytics(deps, share),
    startHousekeeping(deps),
    watchFlows(deps),
    startWebhookLoop(deps),
    startCallbackLoop(deps),
    startRepairLoop(deps),
    startTopicRelays(deps),
    startFactRelays(deps),
    startLiveRelay(deps),
    startSlotLoop(deps),
    startSplitLoop(deps),
    startUsageLoop(deps),
    ...(stripe ? [stripe] : []),
  ];
  return {
    name: 'pipeline',
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
      await share.stop();
    },
  };
}

/** PostgreSQL's codes for a role that is not there, or that the login was not given. */
const notGiven = ['22023', '42501'];

/** Fails the start, with the SQL, where it would only be seen in a log that fills with failures. */
async function checkRole(database: Deps['database']): Promise<void> {
  try {
    await withPipeline(database, async () => {});
  } catch (error) {
    if (!notGiven.includes((error as { readonly code?: string }).code ?? '')) throw error;
    throw new StackError(
      'The login of POSTGRES_ENGINE_URL cannot apply events. Run this on the server as a superuser, with the name of your login: ' +
        'GRANT cart_pipeline TO cart_engine_login WITH INHERIT FALSE, SET TRUE;',
      { cause: error },
    );
  }
}

/** Several processes divide the partitions among them, and take over from one that is gone. */
function startShare({ eventLog, redis, log, metrics }: Deps): PartitionAssignment {
  const owned = metrics.gauge({ name: 'pipeline_partitions_owned', help: 'Partitions that this process follows.' });
  return assignPartitions({
    redis,
    group: 'pipeline',
    partitions: eventLog.partitions,
    onChange(partitions, members) {
      owned.set(partitions.length, {});
      log.info({ partitions, members }, 'the partitions of the log are divided anew');
    },
    onFailure: (error) => log.warn({ err: error }, 'the other processes of the pipeline cannot be heard'),
  });
}

function startCarts(
  { database, eventLog, redis, log, metrics, secrets }: Deps,
  share: PartitionAssignment,
): Pick<Role, 'stop'> {
  const storeThresholds = createStoreThresholdsCache();
  const count = countApplied(metrics);
  const duration = metrics.histogram({ name: 'pipeline_batch_seconds', help: 'Time to apply one batch of events.' });
  const features = keepFeaturesFresh({ database, redis, log, metrics });
  const pages = tellPages({ redis, log, metrics });
  const consumer = startConsumer({
    eventLog,
    name: cartsConsumer,
    share,
    async readOffset(id, partition) {
      const committed = await withPipeline(database, (tx) => readOffset(tx, id));
      await pages.begin(partition, committed);
      return committed;
    },
    async apply({ id, partition, after, entries }) {
      const since = performance.now();
      const applied = await applyEntries({ database, storeThresholds, keys: secrets.keys }, { id, after, entries });
      duration.observe((performance.now() - since) / 1_000);
      count(applied);
      for (const { event, cause } of applied.deadLetters) {
        log.error(
          { storeId: event.storeId, eventId: event.id, type: event.type, cause, ...traceIdIn(event.traceparent) },
          'event put aside: it cannot be applied',
        );
      }
      for (const batch of applied.batches) features.add(partition, batch.applied);
      pages.tell(
        { partition, position: applied.position },
        applied.batches.flatMap((batch) => batch.carts),
      );
      return applied.position;
    },
    onFailure(error, partition, pauseMs) {
      if (error instanceof OffsetConflictError) log.debug({ partition }, 'another process applied this batch');
      else log.error({ partition, pauseMs, err: error }, 'a batch could not be applied yet');
    },
  });
  return {
    async stop() {
      await consumer.stop();
      await Promise.all([features.drain(), pages.drain()]);
    },
  };
}

/** Cached features follow the commits; what is lost here is made again from the history within the cache's hour. */
function keepFeaturesFresh({ database, redis, log, metrics }: Pick<Deps, 'database' | 'redis' | 'log' | 'metrics'>) {
  const refreshed = metrics.counter({
    name: 'features_refreshed_total',
    help: 'Cached shoppers whose activity was brought up to date.',
  });
  const missed = metrics.counter({
    name: 'features_missed_batches_total',
    help: 'Batches that cached features did not get, by reason.',
    labels: ['reason'],
  });
  return createBackground<readonly MatchedEvent[]>({
    work: async (events) => refreshed.add({}, await refreshActivity(redis, events, database.engine.addressHasher)),
    onFailure(error) {
      missed.add({ reason: 'failed' });
      log.warn({ err: error }, 'cached features missed a batch');
    },
    onDropped() {
      missed.add({ reason: 'dropped' });
      log.warn('cached features missed a batch: too many wait');
    },
  });
}

/** Open pages hear of carts right after the commit; what is lost here is found as a gap, and pages read anew. */
function tellPages({ redis, log, metrics }: Pick<Deps, 'redis' | 'log' | 'metrics'>) {
  const missed = metrics.counter({
    name: 'live_missed_batches_total',
    help: 'Batches that open pages could not be told of: they read anew.',
  });
  return createCartTeller({
    redis,
    onFailure(error) {
      missed.add();
      log.warn({ err: error }, 'open pages missed a batch');
    },
  });
}

function countApplied(metrics: Deps['metrics']): (applied: AppliedEntries) => void {
  const applied = metrics.counter({
    name: 'pipeline_events_applied_total',
    help: 'Events whose effects are committed.',
  });
  const dropped = metrics.counter({
    name: 'pipeline_events_dropped_total',
    help: 'Events of stores that do not exist.',
  });
  const dead = metrics.counter({
    name: 'pipeline_dead_letters_total',
    help: 'Events that could not be applied and were put aside.',
  });
  const keptOut = metrics.counter({
    name: 'pipeline_kept_out_total',
    help: 'Events that came in without what somebody was known by who was erased.',
  });
  const merges = metrics.counter({
    name: 'pipeline_merges_total',
    help: 'Persons who turned out to be another person.',
  });
  return ({ batches, deadLetters }) => {
    for (const batch of batches) {
      applied.add({}, batch.applied.length);
      dropped.add({}, batch.droppedUnknownStore);
      merges.add({}, batch.merges);
      keptOut.add({}, batch.keptOut);
    }
    dead.add({}, deadLetters.length);
  };
}

function startAnalytics({ database, eventLog, clickhouse, log, metrics, secrets }: Deps, share: PartitionAssignment) {
  const exported = metrics.counter({
    name: 'analytics_rows_exported_total',
    help: 'Rows copied to analytics.',
    labels: ['table'],
  });
  return startPollingLoop({
    name: 'analytics',
    log,
    async round() {
      const events = await exportEvents({ database, eventLog, clickhouse, keys: secrets.keys, isOurs: share.owns });
      exported.add({ table: 'events' }, events);
      return analyticsPauseMs;
    },
  });
}

function startHousekeeping({ database, eventLog, log, metrics }: Deps) {
  const lag = metrics.gauge({
    name: 'pipeline_lag_seconds',
    help: 'Age of the oldest event that is not applied yet.',
    labels: ['consumer', 'partition'],
  });
  return startPollingLoop({
    name: 'log housekeeping',
    log,
    async round() {
      const offsets = await readConsumerOffsets(database, consumers, eventLog.partitions);
      await trimPassed(eventLog, offsets);
      for (const [partition, positions] of offsets.entries()) {
        for (const [index, consumer] of consumers.entries()) {
          const behindMs = await lagMs(eventLog, partition, positions[index] ?? null, Date.now());
          lag.set(behindMs / 1_000, { consumer, partition: String(partition) });
        }
      }
      return housekeepingPauseMs;
    },
  });
}
