import { and, count, desc, eq } from 'drizzle-orm';
import { reconciliations, webhookDeliveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { findIntegration } from './find.ts';
import { type Integration, toIntegration } from './integration.ts';

export type DeliveryStatus = (typeof webhookDeliveries.$inferSelect)['status'];
export const deliveryStatuses = ['received', 'processed', 'processed_in_part', 'ignored', 'refused', 'failed'] as const;

/** One look at the platform for what its webhooks did not bring. */
export type Reconciliation = Omit<typeof reconciliations.$inferSelect, 'storeId' | 'integrationId'>;

export interface IntegrationDetail extends Integration {
  /** Deliveries that are still kept, by what became of them. */
  readonly deliveries: Readonly<Record<DeliveryStatus, number>>;
  /** The newest looks at the platform, newest first. */
  readonly reconciliations: readonly Reconciliation[];
}

const reconciliationsShown = 10;

export async function getIntegration(
  database: Pick<Database, 'app'>,
  { storeId, integrationId }: { readonly storeId: string; readonly integrationId: string },
): Promise<IntegrationDetail> {
  return withStore(database, storeId, async (tx) => {
    const row = await findIntegration(tx, { storeId, integrationId });
    const counts = await tx
      .select({ status: webhookDeliveries.status, n: count() })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.storeId, storeId), eq(webhookDeliveries.integrationId, integrationId)))
      .groupBy(webhookDeliveries.status);
    const looks = await tx
      .select()
      .from(reconciliations)
      .where(and(eq(reconciliations.storeId, storeId), eq(reconciliations.integrationId, integrationId)))
      .orderBy(desc(reconciliations.finishedAt), desc(reconciliations.id))
      .limit(reconciliationsShown);
    const deliveries = { received: 0, processed: 0, processed_in_part: 0, ignored: 0, refused: 0, failed: 0 };
    for (const { status, n } of counts) deliveries[status] = n;
    return {
      ...toIntegration(row),
      deliveries,
      reconciliations: looks.map(({ storeId: _, integrationId: __, ...look }) => look),
    };
  });
}
