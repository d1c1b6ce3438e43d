import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { webhookDeliveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { findIntegration } from '../integrations/find.ts';
import type { DeliveryStatus } from '../integrations/get.ts';
import type { DeliverySummary } from './delivery.ts';

export interface ListDeliveries {
  readonly storeId: string;
  readonly integrationId: string;
  readonly status?: DeliveryStatus;
  readonly limit: number;
  readonly after: TimePosition | null;
}

const {
  storeId: _,
  headers: __,
  body: ___,
  dueAt: ____,
  identity: _____,
  ...columns
} = getTableColumns(webhookDeliveries);
/** Everything of a delivery but its bytes. */
export const summaryColumns = { ...columns, bodyBytes: sql<number>`length(body)` };

/** What came for an integration and what became of it, newest first. */
export async function listDeliveries(
  database: Pick<Database, 'app'>,
  { storeId, integrationId, status, limit, after }: ListDeliveries,
): Promise<Page<DeliverySummary, TimePosition>> {
  const rows = await withStore(database, storeId, async (tx) => {
    await findIntegration(tx, { storeId, integrationId });
    return tx
      .select(summaryColumns)
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.storeId, storeId),
          eq(webhookDeliveries.integrationId, integrationId),
          status && eq(webhookDeliveries.status, status),
          olderThan(webhookDeliveries.receivedAt, webhookDeliveries.id, after),
        ),
      )
      .orderBy(desc(webhookDeliveries.receivedAt), desc(webhookDeliveries.id))
      .limit(limit + 1);
  });
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ receivedAt, id }) => ({ at: receivedAt.getTime(), id }),
  );
}
