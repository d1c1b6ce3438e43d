import { randomUUID } from 'node:crypto';
import { createWireCodec, type WireCodec } from '../events/schemas/wire-codec.ts';
import { factSources } from '../services/analytics/facts/fact-sources.ts';
import { liveSources } from '../services/live/sources.ts';
import { purgeOldPredictions } from '../services/prediction/predictions/purge-old.ts';
import { releaseTopic } from '../services/shared/topic-queue/hold-topic.ts';
import { purgeUnrelayed } from '../services/shared/topic-queue/purge-unrelayed.ts';
import { type RelayDeps, relayTopic } from '../services/streaming/topics/relay.ts';
import type { TopicSource } from '../services/streaming/topics/topic-source.ts';
import { topicSources } from '../services/streaming/topics/topic-sources.ts';
import type { Deps, Role } from './deps.ts';
import { openSchemaRegistry } from './open-schema-registry.ts';
import { startPollingLoop } from './polling-loop.ts';

const idlePauseMs = 1_000;
/** After a full round: more is waiting, and the rest of the process comes first. */
const busyPauseMs = 10;
const purgePauseMs = 60_000;
const forgottenPerRoundMax = 1_000;

type RelaysDeps = Pick<Deps, 'config' | 'database' | 'topicWriter' | 'log' | 'metrics'>;

/** Tells the topics beside the event log what happened, each in a loop of its own. Any number of processes may do so. */
export function startTopicRelays(deps: RelaysDeps): Pick<Role, 'stop'> {
  const holder = randomUUID();
  const loops = topicSources.map((source) => startRelay(deps, holder, source));
  const forgetting = startPurging(deps);
  return {
    async stop() {
      await Promise.all([...loops, forgetting].map((loop) => loop.stop()));
    },
  };
}

function startRelay(deps: RelaysDeps, holder: string, source: TopicSource): Pick<Role, 'stop'> {
  const topic = source.topic.name;
  const published = deps.metrics.counter({
    name: 'topic_records_published_total',
    help: 'Records told to a topic beside the event log.',
    labels: ['topic'],
  });
  const relayDeps = relayDepsOf(deps, holder, topic);
  const loop = startPollingLoop({
    name: `relay of ${topic}`,
    log: deps.log,
    async round() {
      const relayed = await relayTopic(relayDeps, source);
      published.add({ topic }, relayed.published);
      return relayed.more ? busyPauseMs : idlePauseMs;
    },
  });
  return {
    async stop() {
      await loop.stop();
      await releaseTopic(deps.database, { topic, holder }).catch((error: unknown) =>
        deps.log.warn({ topic, err: error }, 'a topic is held until its lease ends'),
      );
    },
  };
}

function relayDepsOf(deps: RelaysDeps, holder: string, topic: string): RelayDeps {
  const { database, topicWriter, log, metrics } = deps;
  const lag = metrics.gauge({
    name: 'topic_relay_lag_seconds',
    help: 'Age of the oldest row that this process has not told to its topic yet.',
    labels: ['topic'],
  });
  const refused = metrics.counter({
    name: 'topic_rows_refused_total',
    help: 'Rows that no record of their topic can acquire: they are not told.',
    labels: ['topic'],
  });
  let codec: WireCodec | undefined;
  return {
    database,
    topicWriter,
    holder,
    // Here and not at start: a registry that is away is waited for, and the rest of the process goes on.
    codecOf: async () => (codec ??= await createWireCodec({ topic, registry: openSchemaRegistry(deps) })),
    onLag: (lagMs) => lag.set(lagMs / 1_000, { topic }),
    onRefused(row, cause) {
      refused.add({ topic });
      log.error({ topic, ...row, cause }, 'a row cannot be told to its topic');
    },
  };
}

function startPurging({ database, log, metrics }: RelaysDeps): Pick<Role, 'stop'> {
  const expired = metrics.counter({
    name: 'topic_rows_expired_total',
    help: 'Rows that waited longer for their topic than it keeps a record: they are not told.',
    labels: ['topic'],
  });
  return startPollingLoop({
    name: 'old rows for topics',
    log,
    async round() {
      const limit = forgottenPerRoundMax;
      const forgotten = [await purgeOldPredictions(database, { now: Date.now(), limit })];
      for (const { topic } of [...topicSources, ...factSources, ...liveSources]) {
        const rows = await purgeUnrelayed(database, topic, { limit });
        if (rows > 0) log.error({ topic: topic.name, rows }, 'rows waited longer than their topic keeps a record');
        expired.add({ topic: topic.name }, rows);
        forgotten.push(rows);
      }
      return forgotten.includes(limit) ? 0 : purgePauseMs;
    },
  });
}
