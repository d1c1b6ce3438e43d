import { pino } from 'pino';
import { describe, expect, vi } from 'vitest';
import { deadLetters } from '../db/postgres/schema/index.ts';
import { withStore } from '../db/postgres/tenancy.ts';
import { createWireCodec } from '../events/schemas/wire-codec.ts';
import type { TopicRecord } from '../events/topic-writer.ts';
import { type Topic, topics } from '../events/topics.ts';
import { loadConfig } from '../platform/config.ts';
import { keepLetters } from '../services/dead-letters/keep.ts';
import { createPostgresRegistry } from '../services/schemas/postgres-registry.ts';
import { type ApiFixture, test } from '../test/api-fixture.ts';
import { startLetterPublisher } from './publish-letters.ts';

/** Runs the publisher until a number of records was taken; the first attempts fail. */
async function publish(api: ApiFixture, { records, failures = 0 }: { records: number; failures?: number }) {
  const taken: { topic: Topic; record: TopicRecord }[] = [];
  let left = failures;
  const publisher = startLetterPublisher({
    config: loadConfig({}),
    database: api.database,
    log: pino({ level: 'silent' }),
    topicWriter: {
      append: async (topic, batch) => {
        if (left-- > 0) throw new Error('the log is away');
        taken.push(...batch.map((record) => ({ topic, record })));
      },
    },
  });
  await vi.waitFor(() => expect(taken.length).toBeGreaterThanOrEqual(records), { timeout: 10_000 });
  await publisher.stop();
  return taken;
}

async function keep(api: ApiFixture, storeId: string, text: string): Promise<void> {
  const item = JSON.parse(text) as unknown;
  await keepLetters(api.database, [
    {
      storeId,
      source: 'api',
      kind: 'event',
      item,
      text,
      sizeBytes: text.length,
      error: { code: 'invalid', path: 'occurredAt', message: 'must be a date' },
      receivedAt: Date.UTC(2026, 10, 22),
    },
  ]);
}

describe('dead letters', () => {
  test('are copied to their topic in its schema, once, with their bytes and their cause', async ({ api }) => {
    const { id: storeId } = await api.newStore();
    const texts = ['{"id":"e-1","occurredAt":17,"name":"Ünïcode"}', '{"id":"e-2"}'];
    for (const text of texts) await keep(api, storeId, text);

    const taken = await publish(api, { records: 2, failures: 1 });

    expect(taken.map(({ topic, record }) => [topic, record.key])).toEqual([
      [topics.deadLetters, storeId],
      [topics.deadLetters, storeId],
    ]);
    const registry = createPostgresRegistry(api.database);
    const codec = await createWireCodec({ topic: topics.deadLetters.name, registry });
    const letters = (await Promise.all(taken.map(({ record }) => codec.decode(record.value)))) as {
      content: Buffer;
    }[];
    expect(letters.map(({ content }) => content.toString()).toSorted()).toEqual(texts.toSorted());
    expect(letters[0]).toMatchObject({
      storeId,
      at: Date.UTC(2026, 10, 22),
      source: 'api',
      kind: 'event',
      cause: 'invalid',
      path: 'occurredAt',
      message: 'must be a date',
    });
    const kept = await withStore(api.database, storeId, (tx) => tx.select().from(deadLetters));
    expect(kept.map(({ published }) => published)).toEqual([true, true]);

    await keep(api, storeId, '{"id":"e-3"}');
    expect(await publish(api, { records: 1 })).toHaveLength(1);
  });
});
