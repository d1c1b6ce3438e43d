import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';

/** Merges are rare and short chains; a longer one is a loop. */
const mergesMax = 10;

/** One customer over all merges. */
export interface Person {
  /** The id by which they are known at present. */
  readonly customerId: string;
  /** Every id from the one asked for to the present one. */
  readonly customerIds: readonly string[];
}

/** Whom a customer's id stands for by now: after merges somebody may be known under another one. */
export async function personOf(
  tx: Tx,
  { storeId, customerId }: { readonly storeId: string; readonly customerId: string },
): Promise<Person> {
  const sql = rawSql(tx);
  const later = await sql<{ merged_into: string }[]>`
    with recursive chain as (
      select merged_into, 1 as depth from customers where store_id = ${storeId} and id = ${customerId}
      union all
      select customers.merged_into, depth + 1
      from chain join customers on customers.store_id = ${storeId} and customers.id = chain.merged_into
      where depth < ${mergesMax}
    )
    select merged_into from chain where merged_into is not null order by depth`;
  const customerIds = [customerId, ...later.map((row) => row.merged_into)];
  return { customerId: customerIds.at(-1) ?? customerId, customerIds };
}
