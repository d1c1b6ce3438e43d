import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';
import type { Database } from '../db/postgres/tenancy.ts';
import type { EventLog } from '../events/event-log.ts';
import type { KafkaConnection } from '../events/kafka/connection.ts';
import { createEventCodec, type EventCodec } from '../events/schemas/event-codec.ts';
import { registerTopics } from '../events/schemas/register-topics.ts';
import { createStreamsTopicWriter } from '../events/streams/topic-writer.ts';
import { createStreamsLog } from '../events/streams.ts';
import type { TopicWriter } from '../events/topic-writer.ts';
import { topics } from '../events/topics.ts';
import type { Config } from '../runtime/config.ts';
import type { HealthCheck } from '../runtime/health.ts';
import type { TlsOptions } from '../runtime/identity/identity.ts';
import type { Logger } from '../runtime/logging.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { leaveStreams } from './leave-streams.ts';
import { openSchemaRegistry } from './open-schema-registry.ts';
import { StackError } from './stack/stack-error.ts';

export interface OpenLogDeps {
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly database: Pick<Database, 'engine'>;
  readonly redis: Redis;
  readonly newBlockingRedis: () => Redis;
  /** With which certificate of our own the brokers are connected to; undefined: as the settings say. */
  readonly tls?: TlsOptions | undefined;
}

/** The event log and the topics beside it, on the servers that the configuration names. */
export interface OpenLog {
  readonly eventLog: EventLog;
  readonly topicWriter: TopicWriter;
  /** What else the process depends on through the log. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  close(): Promise<void>;
}

/** On Kafka where KAFKA_BROKERS is set, otherwise on streams. Throws `StackError` when Kafka is not as it must be. */
export async function openLog(deps: OpenLogDeps): Promise<OpenLog> {
  const { config, redis, newBlockingRedis } = deps;
  const streams = createStreamsLog({ redis, newBlockingRedis });
  if (!config.kafkaBrokers) {
    const topicWriter = createStreamsTopicWriter({ redis });
    return { eventLog: streams, topicWriter, checks: {}, close: () => streams.close() };
  }
  await leaveStreams(deps.database, streams);
  await streams.close();
  return openKafka(deps, connectionOf(config, config.kafkaBrokers, deps.tls));
}

async function openKafka(deps: OpenLogDeps, connection: KafkaConnection): Promise<OpenLog> {
  const { config, log, metrics, redis } = deps;
  // Only a process that uses Kafka reads the client's code.
  const [{ openKafkaLog }, { createTopics }, { createSender }, { createKafkaTopicWriter }] = await Promise.all([
    import('../events/kafka.ts'),
    import('../events/kafka/create-topics.ts'),
    import('../events/kafka/sender.ts'),
    import('../events/kafka/topic-writer.ts'),
  ]);
  const missed = metrics.counter({
    name: 'event_log_events_missed_total',
    help: 'Records that expired before the pipeline had read them.',
  });
  const strange = metrics.counter({
    name: 'event_log_strange_records_total',
    help: 'Records of the event log that are no events, each time that one is read.',
  });
  const differences = await createTopics(connection, Object.values(topics), { replicas: config.kafkaReplicas }).catch(
    (error: unknown) => {
      throw new StackError(`Kafka cannot be used: ${error instanceof Error ? error.message : error}`);
    },
  );
  for (const difference of differences) log.warn({ difference }, 'a Kafka topic differs from the catalogue');
  const codec = await openCodec(deps);
  const sender = createSender(connection);
  // Of its own, so that what is only published never stands in the way of what is acknowledged.
  const topicSender = createSender(connection);
  const eventLog = await openKafkaLog({
    connection,
    sender,
    redis,
    codec,
    onGap({ partition, from, to }) {
      missed.add({}, to - from);
      log.error({ partition, from, to }, 'records expired before they were read');
    },
    onMalformed({ partition, offset, cause }) {
      strange.add();
      log.error({ partition, offset, cause: cause.code }, 'a record of the event log is no event');
    },
    onUnmarked: (error) => log.warn({ err: error }, 'the ids of appended events could not be noted'),
  });
  return {
    // Others may read the topic too, so the topic's retention lets go of records, and not that we have passed them.
    eventLog: { ...eventLog, trim: async () => {} },
    topicWriter: createKafkaTopicWriter(topicSender),
    checks: { kafka: () => eventLog.end(0) },
    async close() {
      await eventLog.close();
      await Promise.all([sender.close(), topicSender.close()]);
    },
  };
}

/** Events in Avro: no record is written whose schema a reader could not find. */
async function openCodec({ config, database }: OpenLogDeps): Promise<EventCodec> {
  const registry = openSchemaRegistry({ config, database });
  try {
    await registerTopics(registry);
    return await createEventCodec({ registry });
  } catch (error) {
    throw new StackError(`The schema registry cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}

function connectionOf(config: Config, brokers: readonly string[], tls: TlsOptions | undefined): KafkaConnection {
  const { kafkaSasl: mechanism, kafkaUsername: username = '', kafkaPassword: password = '' } = config;
  return {
    brokers,
    tls:
      tls ??
      (config.kafkaTls
        ? {
            ...(config.kafkaCaFile && { ca: readFileSync(config.kafkaCaFile, 'utf8') }),
            ...(config.kafkaCertFile && { cert: readFileSync(config.kafkaCertFile, 'utf8') }),
            ...(config.kafkaKeyFile && { key: readFileSync(config.kafkaKeyFile, 'utf8') }),
          }
        : undefined),
    sasl: mechanism === 'none' ? undefined : { mechanism, username, password },
  };
}
