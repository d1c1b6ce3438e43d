/**
 * One pipeline consumer in a process of its own: follows its share of the partitions until it is killed. Says `ready`
 * when all members of its group are there, and applies nothing between the messages `hold` and `go`.
 */
import { connectPostgres } from '../../../db/postgres/connect.ts';
import { openDatabase, withPipeline } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { createSender } from '../../../events/kafka/sender.ts';
import { openKafkaLog } from '../../../events/kafka.ts';
import { cartsConsumer, OffsetConflictError, readOffset } from '../../../services/journal/consumer-offsets.ts';
import { applyEntries } from '../../../services/pipeline/apply-entries.ts';
import { assignPartitions } from '../../../services/pipeline/assign-partitions.ts';
import { startConsumer } from '../../../services/pipeline/consume.ts';
import { createStoreThresholdsCache } from '../../../services/state/stores/idle-thresholds.ts';
import { addressHasher } from '../../../test/address-hasher.ts';
import { newEventCodec } from '../../../test/event-codec.ts';
import type { ConsumerProcessOptions } from './time-consumers.ts';

const { appUrl, engineUrl, redisUrl, kafkaAddress, topic, group, members }: ConsumerProcessOptions = JSON.parse(
  process.argv[2] ?? '',
);
const transactionsAtOnce = 3;
const applicationName = 'bench-consumer';
const database = openDatabase({
  app: connectPostgres(appUrl, { maxConnections: 1, applicationName }),
  engine: connectPostgres(engineUrl, { maxConnections: transactionsAtOnce + 2, applicationName }),
  addressHasher,
});
const redis = connectRedis(redisUrl, { purpose: 'request' });
const connection = { brokers: [kafkaAddress] };
const codec = await newEventCodec();
const eventLog = await openKafkaLog({ connection, sender: createSender(connection), redis, topic, codec });
const storeThresholds = createStoreThresholdsCache();
const complete = Promise.withResolvers<void>();
const share = assignPartitions({
  redis,
  group,
  partitions: eventLog.partitions,
  onFailure: (error) => console.error(error),
  heartbeatMs: 200,
  onChange: (_, present) => present === members && complete.resolve(),
});
let gate = Promise.withResolvers<void>();
gate.resolve();
process.on('message', (word) => {
  if (word === 'hold') gate = Promise.withResolvers();
  else gate.resolve();
});
startConsumer({
  eventLog,
  name: cartsConsumer,
  share,
  concurrencyMax: transactionsAtOnce,
  readOffset: (id) => withPipeline(database, (tx) => readOffset(tx, id)),
  async apply(work) {
    await gate.promise;
    return (await applyEntries({ database, storeThresholds }, work)).position;
  },
  onFailure(error) {
    // Members that come and go hand partitions over; whoever was late begins again.
    if (!(error instanceof OffsetConflictError)) console.error(error);
  },
});
await complete.promise;
process.send?.('ready');
