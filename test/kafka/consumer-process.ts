/**
 * One consumer of the event log in a process of its own, to be killed by a test: shares the partitions with the others,
 * applies events to the system of record, and notes each event id without any check, in the same transaction.
 */
import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase, rawSql, withPipeline } from '../../db/postgres/tenancy.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { createSender } from '../../events/kafka/sender.ts';
import { openKafkaLog } from '../../events/kafka.ts';
import { topics } from '../../events/topics.ts';
import { commitOffset, lockOffset, readOffset } from '../../services/journal/consumer-offsets.ts';
import { applyEvents } from '../../services/pipeline/apply-events.ts';
import { assignPartitions } from '../../services/pipeline/assign-partitions.ts';
import { startConsumer } from '../../services/pipeline/consume.ts';
import { createStoreThresholdsCache } from '../../services/state/stores/idle-thresholds.ts';
import { addressHasher } from '../address-hasher.ts';
import { newEventCodec } from '../event-codec.ts';
import type { ConsumerProcessOptions } from './start-consumer-process.ts';

const { appUrl, engineUrl, redisUrl, kafkaAddress, topic, sessionTimeoutMs }: ConsumerProcessOptions = JSON.parse(
  process.argv[2] ?? '',
);
const applicationName = 'consumer-of-a-test';
const app = connectPostgres(appUrl, { maxConnections: 1, applicationName });
const engine = connectPostgres(engineUrl, { maxConnections: 5, applicationName });
const database = openDatabase({ app, engine, addressHasher });
const redis = connectRedis(redisUrl, { purpose: 'request' });
const connection = { brokers: [kafkaAddress] };
const eventLog = await openKafkaLog({
  connection,
  sender: createSender(connection),
  redis,
  topic: { ...topics.eventsValidated, name: topic },
  codec: await newEventCodec(),
});
const storeThresholds = createStoreThresholdsCache();
startConsumer({
  eventLog,
  name: 'carts',
  share: assignPartitions({
    redis,
    group: topic,
    partitions: eventLog.partitions,
    heartbeatMs: sessionTimeoutMs / 4,
    sessionTimeoutMs,
    onFailure: () => {},
    onChange: (owned) => process.send?.(owned),
  }),
  readOffset: (id) => withPipeline(database, (tx) => readOffset(tx, id)),
  apply: ({ id, after, entries }) =>
    withPipeline(database, async (tx) => {
      const position = entries.at(-1)?.position ?? '';
      const events = entries.flatMap((entry) => entry.events);
      await lockOffset(tx, { id, expected: after });
      await applyEvents(tx, events, { storeThresholds });
      await rawSql(tx)`
        insert into effects (store_id, event_id)
        select * from unnest(${events.map(({ storeId }) => storeId)}::uuid[], ${events.map((event) => event.id)}::text[])`;
      await commitOffset(tx, { id, position });
      return position;
    }),
  onFailure: () => {},
});
