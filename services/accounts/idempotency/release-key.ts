import { idempotencyKeys } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Claim, isUnderWay } from './claim-key.ts';

/** Forgets an execution that changed nothing and whose answer is not worth keeping: the same request may come again. */
export async function releaseKey(database: Pick<Database, 'app'>, claim: Claim): Promise<void> {
  await withStore(database, claim.storeId, (tx) => tx.delete(idempotencyKeys).where(isUnderWay(claim)));
}
