import { and, arrayContains, desc, eq } from 'drizzle-orm';
import { erasures } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { type Erasure, erasureOf } from './erasure.ts';

export interface ListErasures {
  readonly storeId: string;
  readonly limit: number;
  readonly after: TimePosition | null;
  /** Of this person only. */
  readonly customerId?: string | undefined;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** Erasures of a store, newest first. */
export async function listErasures(
  database: Pick<Database, 'app'>,
  { storeId, limit, after, customerId, nowMs }: ListErasures,
): Promise<Page<Erasure, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(erasures)
      .where(
        and(
          eq(erasures.storeId, storeId),
          customerId === undefined ? undefined : arrayContains(erasures.customerIds, [customerId]),
          olderThan(erasures.requestedAt, erasures.id, after),
        ),
      )
      .orderBy(desc(erasures.requestedAt), desc(erasures.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => erasureOf(row, nowMs),
    ({ requestedAt, id }) => ({ at: requestedAt.getTime(), id }),
  );
}
