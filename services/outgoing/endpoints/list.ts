import { asc, eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import { type EndpointDeps, type EndpointKey, findEndpoint, toEndpoint, type WebhookEndpoint } from './endpoint.ts';

/** Every endpoint of the store, oldest first. */
export async function listEndpoints(
  { database, now }: Pick<EndpointDeps, 'database' | 'now'>,
  { storeId }: { readonly storeId: string },
): Promise<readonly WebhookEndpoint[]> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(webhookEndpoints)
      .where(eq(webhookEndpoints.storeId, storeId))
      .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id)),
  );
  return rows.map((row) => toEndpoint(row, now()));
}

/** Throws `not_found` for one that is not there. */
export async function getEndpoint(
  { database, now }: Pick<EndpointDeps, 'database' | 'now'>,
  key: EndpointKey,
): Promise<WebhookEndpoint> {
  return toEndpoint(await withStore(database, key.storeId, (tx) => findEndpoint(tx, key)), now());
}
