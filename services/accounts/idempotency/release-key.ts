import { and, eq } from 'drizzle-orm';
import { idempotencyKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Claim } from './claim-key.ts';

/** Forgets an execution that changed nothing and whose answer is not worth keeping: the same request may come again. */
export async function releaseKey(database: Pick<Database, 'app'>, { storeId, id, attempt }: Claim): Promise<void> {
  await withStore(database, storeId, (tx) =>
    tx
      .delete(idempotencyKeys)
      .where(
        and(
          eq(idempotencyKeys.storeId, storeId),
          eq(idempotencyKeys.id, id),
          eq(idempotencyKeys.attempt, attempt),
          eq(idempotencyKeys.state, 'started'),
        ),
      ),
  );
}
