import { documentSeparator, documents, plain, texts } from '../../../db/postgres/array-literals.ts';
import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import { wakeUps } from '../../../db/postgres/wake-up.ts';
import { type Batcher, createBatcher } from '../../../runtime/batcher.ts';
import { noSuchAddress, type WebhookAddress } from './address.ts';
import { deliveryIdentity } from './delivery-identity.ts';

/** A verified webhook as it is going to be kept. */
export interface NewDelivery {
  readonly id: string;
  /** The platform's own name of it; null: it has none. Part of what it is, never all of it: `deliveryIdentity`. */
  readonly deliveryId: string | null;
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** An integration. */
type Place = Pick<WebhookAddress, 'storeId' | 'id'>;

/**
 * Resolves when the delivery is durable, or known to be a repetition of one that is. Throws `not_found` when the
 * integration was removed meanwhile.
 */
export type KeepDelivery = (place: Place, delivery: NewDelivery) => Promise<'kept' | 'duplicate'>;

/** Most that goes into one transaction. */
const togetherMax = 100;
const togetherBytesMax = 4 * 1_024 * 1_024;
/** Transactions of one integration at once: what comes meanwhile waits and goes together. */
const inFlightMax = 2;
const foreignKeyViolation = '23503';

/**
 * Keeps deliveries in one transaction with those that arrive for the same integration at the same moment: nearly all
 * that one costs is its transaction. One that comes alone goes at once, and none waits for another integration's.
 */
export function createWebhookInbox(database: Pick<Database, 'app'>): KeepDelivery {
  const batchers = new Map<string, Batcher<NewDelivery, 'kept' | 'duplicate'>>();

  const batcherFor = (place: Place): Batcher<NewDelivery, 'kept' | 'duplicate'> =>
    createBatcher({
      itemsPerBatchMax: togetherMax,
      measures: [{ max: togetherBytesMax, of: ({ body }) => body.byteLength }],
      batchesInFlightMax: inFlightMax,
      partialBatchesMax: inFlightMax,
      async handle(deliveries) {
        const kept = await insertDeliveries(database, place, deliveries);
        return deliveries.map(({ id }) => (kept.has(id) ? 'kept' : 'duplicate'));
      },
    });

  return async ({ storeId, id }, delivery) => {
    const batcher = batchers.get(id) ?? batcherFor({ storeId, id });
    batchers.set(id, batcher);
    try {
      return await batcher.add(delivery);
    } finally {
      if (batcher.isIdle() && batchers.get(id) === batcher) batchers.delete(id);
    }
  };
}

/** Returns the ids of those that were not kept before. */
async function insertDeliveries(
  database: Pick<Database, 'app'>,
  { storeId, id: integrationId }: Place,
  deliveries: readonly NewDelivery[],
): Promise<ReadonlySet<string>> {
  // In one order in every process: two that wait for each other's keys would never end.
  const rows = deliveries
    .map((delivery) => ({ ...delivery, identity: deliveryIdentity(delivery) }))
    .toSorted((a, b) => compare(a.identity ?? '', b.identity ?? ''));
  const times = plain(rows.map(({ receivedAt }) => receivedAt));
  try {
    const kept = await withStore(database, storeId, async (tx) => {
      const sql = rawSql(tx);
      // Wakes whoever works on them, as `wakeOnCommit` does, without a statement of its own.
      return sql<{ id: string }[]>`
        with kept as (
        insert into webhook_deliveries
          (store_id, id, integration_id, delivery_id, identity, topic, headers, body, due_at, received_at)
        select ${storeId}::uuid, d.id, ${integrationId}::uuid, d.delivery_id, d.identity, d.topic, d.headers::jsonb,
          decode(d.body, 'base64'), to_timestamp(d.ms / 1000.0), to_timestamp(d.ms / 1000.0)
        from unnest(
          ${plain(rows.map(({ id }) => id))}::uuid[],
          ${texts(rows.map(({ deliveryId }) => deliveryId))}::text[],
          ${texts(rows.map(({ identity }) => identity))}::text[],
          ${texts(rows.map(({ topic }) => topic))}::text[],
          string_to_array(${documents(rows.map(({ headers }) => headers))}, ${documentSeparator}, ''),
          ${texts(rows.map(({ body }) => Buffer.from(body).toString('base64')))}::text[],
          ${times}::bigint[]
        ) with ordinality as d (id, delivery_id, identity, topic, headers, body, ms, nth)
        order by d.nth
        on conflict (store_id, integration_id, identity) do nothing
        returning id
        )
        select id, pg_notify(${wakeUps.webhooks}, '') from kept`;
    });
    return new Set(kept.map(({ id }) => id));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === foreignKeyViolation) throw noSuchAddress(error);
    throw error;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
