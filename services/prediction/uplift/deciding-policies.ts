import { and, eq, inArray } from 'drizzle-orm';
import { policies } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { mayDecide } from '../../../domain/uplift/may-decide.ts';

/** Ids of the policies that splits of the store may ask. */
export async function policiesThatMayDecide(tx: Tx, storeId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ id: policies.id, state: policies.state, evaluation: policies.evaluation })
    .from(policies)
    .where(and(eq(policies.storeId, storeId), inArray(policies.state, ['evaluated', 'arm'])));
  return new Set(rows.filter(mayDecide).map(({ id }) => id));
}
