import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { median } from '../median.ts';
import { sampleWebhooks } from './sample-webhook.ts';

/** An integration, and a login that no policy stops: what is bare does not choose a store. */
export interface RawPlace {
  readonly sql: Sql;
  readonly storeId: string;
  readonly integrationId: string;
}

/** What the table can take at most: bare inserts of the same row, each with a commit of its own. Rows per second. */
export async function rawInserts(
  place: RawPlace,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<number> {
  const next = sampleWebhooks('raw', `raw-${Date.now().toString(36)}`);
  const since = performance.now();
  const until = since + seconds * 1_000;
  let inserted = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      await insertRow(place, next());
      inserted += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return (inserted / (performance.now() - since)) * 1_000;
}

/** The same rows marked as settled in rounds of this size, a commit each: nothing is understood. Rows per second. */
export async function rawSettles({ sql, storeId }: RawPlace, { round }: { readonly round: number }): Promise<number> {
  const since = performance.now();
  let settled = 0;
  for (;;) {
    const { count } = await sql`
      update webhook_deliveries d set status = 'processed', attempts = 1, settled_at = now()
      from (
        select store_id, id from webhook_deliveries
        where store_id = ${storeId} and status = 'received' order by due_at limit ${round}
      ) due
      where d.store_id = due.store_id and d.id = due.id`;
    if (count === 0) return (settled / (performance.now() - since)) * 1_000;
    settled += count;
  }
}

/** An insert and an update of one row, one after the other, with nobody beside: the median in milliseconds. */
export async function rawLatencyMs(place: RawPlace, { rows }: { readonly rows: number }): Promise<number> {
  const next = sampleWebhooks('raw', `raw-${Date.now().toString(36)}`);
  const took: number[] = [];
  for (let row = 0; row < rows; row++) {
    const since = performance.now();
    const id = await insertRow(place, next());
    await place.sql`
      update webhook_deliveries set status = 'processed', attempts = 1, settled_at = now()
      where store_id = ${place.storeId} and id = ${id}`;
    took.push(performance.now() - since);
  }
  return median(took);
}

async function insertRow(
  { sql, storeId, integrationId }: RawPlace,
  { headers, body }: ReturnType<ReturnType<typeof sampleWebhooks>>,
): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into webhook_deliveries
      (store_id, id, integration_id, delivery_id, identity, topic, headers, body, status, due_at, received_at)
    values (${storeId}, ${id}, ${integrationId}, ${headers['x-shopify-webhook-id'] ?? null}, ${id}, 'checkouts/update',
      ${sql.json(headers)}, ${Buffer.from(body)}, 'received', now(), now())`;
  return id;
}
