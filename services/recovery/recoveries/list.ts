import { and, desc, eq } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { RecoveryOutcome, RecoveryStage } from '../../../domain/recovery.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { reasonText } from '../../shared/reason-text.ts';

/** Where a recovery stands and why; `reasonText` is the sentence of `reason`. */
export type RecoverySummary = Omit<typeof recoveries.$inferSelect, 'storeId'> & { readonly reasonText: string | null };

export interface ListRecoveries {
  readonly storeId: string;
  readonly stage?: RecoveryStage;
  readonly outcome?: RecoveryOutcome;
  readonly campaignId?: string;
  readonly customerId?: string;
  readonly cartId?: string;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** A store's recoveries, newest first. */
export async function listRecoveries(
  database: Pick<Database, 'app'>,
  { storeId, limit, after, ...filters }: ListRecoveries,
): Promise<Page<RecoverySummary, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(recoveries)
      .where(
        and(
          eq(recoveries.storeId, storeId),
          filters.stage && eq(recoveries.stage, filters.stage),
          filters.outcome && eq(recoveries.outcome, filters.outcome),
          filters.campaignId === undefined ? undefined : eq(recoveries.campaignId, filters.campaignId),
          filters.customerId === undefined ? undefined : eq(recoveries.customerId, filters.customerId),
          filters.cartId === undefined ? undefined : eq(recoveries.cartId, filters.cartId),
          olderThan(recoveries.createdAt, recoveries.id, after),
        ),
      )
      .orderBy(desc(recoveries.createdAt), desc(recoveries.id))
      .limit(limit + 1),
  );
  return pageOf(rows, limit, toSummary, ({ createdAt, id }) => ({ at: createdAt.getTime(), id }));
}

export function toSummary({ storeId: _, ...recovery }: typeof recoveries.$inferSelect): RecoverySummary {
  return { ...recovery, reasonText: reasonText(recovery.reason) };
}
