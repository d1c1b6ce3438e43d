import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, vi } from 'vitest';
import { createWireCodec } from '../events/schemas/wire-codec.ts';
import type { TopicRecord, TopicWriter } from '../events/topic-writer.ts';
import { topics } from '../events/topics.ts';
import { featureSetHash } from '../ml/features.ts';
import { emptyActivity } from '../ml/shopping-activity.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { keepPredictions } from '../services/prediction/predictions/keep.ts';
import { createPostgresRegistry } from '../services/streaming/schemas/postgres-registry.ts';
import { topicSources } from '../services/streaming/topics/topic-sources.ts';
import type { Shop } from '../test/shop-factory.ts';
import { test } from '../test/system-of-record.ts';
import { loadConfig } from './configuration.ts';
import { startTopicRelays } from './topic-relays.ts';

/** What was written to the topics, after the first attempts failed. */
function recordingWriter(failures = 0): TopicWriter & { readonly taken: { topic: string; record: TopicRecord }[] } {
  const taken: { topic: string; record: TopicRecord }[] = [];
  let left = failures;
  return {
    taken,
    append: async (topic, records) => {
      if (left-- > 0) throw new Error('the log is away');
      taken.push(...records.map((record) => ({ topic: topic.name, record })));
    },
  };
}

async function predict({ storeId, write }: Shop): Promise<string> {
  const cartId = randomUUID();
  const input = { activity: emptyActivity, cart: null, atMs: Date.UTC(2026, 10, 22), timeZone: 'UTC' };
  const prediction = { probability: 0.5, modelVersion: 'prior-1', featureSetHash, reasons: [] };
  await write((tx) => keepPredictions(tx, [{ storeId, cartId, recoveryId: null, input, prediction }]));
  return cartId;
}

describe('the relays of a process', () => {
  test('follow every topic of the catalogue beside the event log', () => {
    const followed = topicSources.map(({ topic }) => topic.name);
    const beside = Object.values(topics).filter((topic) => topic !== topics.eventsValidated);
    expect(followed.toSorted()).toEqual(beside.map(({ name }) => name).toSorted());
  });

  test('go on after a log that was away, with the schemas of our registry and a metric for each topic', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const cartId = await predict(await newShop());
    const topicWriter = recordingWriter(2);
    const metrics = createMetrics({ role: 'test' });
    const log = pino({ level: 'silent' });
    const relays = startTopicRelays({ config: loadConfig({}), database, topicWriter, log, metrics });
    await vi.waitFor(() => expect(topicWriter.taken).toHaveLength(2), { timeout: 60_000 });
    await relays.stop();

    expect(topicWriter.taken.map(({ topic }) => topic).toSorted()).toEqual(['features.v1', 'predictions.v1']);
    const registry = createPostgresRegistry(database);
    for (const { topic, record } of topicWriter.taken) {
      expect(record.key).toBe(cartId);
      const codec = await createWireCodec({ topic, registry });
      expect(await codec.decode(record.value)).toMatchObject({ cartId, featureSetHash });
    }
    const { body } = await metrics.render();
    for (const topic of ['features.v1', 'predictions.v1'])
      expect(body).toContain(`topic_records_published_total{topic="${topic}",role="test"} 1`);
    expect(body).toContain('topic_relay_lag_seconds{topic="events.raw",role="test"} 0');
  });

  test('tell each record once where several processes do, and let the others go on when one stops', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const shop = await newShop();
    const topicWriter = recordingWriter();
    const start = () =>
      startTopicRelays({
        config: loadConfig({}),
        database,
        topicWriter,
        log: pino({ level: 'silent' }),
        metrics: createMetrics({ role: 'test' }),
      });
    const [one, other] = [start(), start()];
    const first = await predict(shop);
    await vi.waitFor(() => expect(topicWriter.taken).toHaveLength(2), { timeout: 60_000 });
    await one.stop();
    const second = await predict(shop);
    await vi.waitFor(() => expect(topicWriter.taken.length).toBeGreaterThanOrEqual(4), { timeout: 60_000 });
    await other.stop();
    const keys = topicWriter.taken.map(({ topic, record }) => `${topic} ${record.key}`);
    const expected = [first, second].flatMap((cart) => [`features.v1 ${cart}`, `predictions.v1 ${cart}`]);
    expect(keys.toSorted()).toEqual(expected.toSorted());
  });
});
