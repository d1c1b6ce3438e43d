import { type SQL, sql } from 'drizzle-orm';
import { customers } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';

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
export async function personOf(tx: Tx, asked: AskedCustomer): Promise<Person> {
  const links = await tx
    .select({ id: customers.id, mergedInto: customers.mergedInto })
    .from(customers)
    .where(isOneOf(asked));
  return followMerges(asked.customerId, links);
}

export interface AskedCustomer {
  readonly storeId: string;
  readonly customerId: string;
}

/** Holds for every row from the customer who is asked for to the one they are at present. */
export function isOneOf({ storeId, customerId }: AskedCustomer): SQL {
  return sql`${customers.storeId} = ${storeId} and ${customers.id} in (
    with recursive chain as (
      select id, merged_into, 1 as depth from customers as asked where asked.store_id = ${storeId} and asked.id = ${customerId}
      union all
      select later.id, later.merged_into, depth + 1
      from chain join customers as later on later.store_id = ${storeId} and later.id = chain.merged_into
      where depth < ${mergesMax}
    )
    select id from chain
  )`;
}

/** The person, from the rows that `isOneOf` finds. */
export function followMerges(
  customerId: string,
  links: readonly { readonly id: string; readonly mergedInto: string | null }[],
): Person {
  const next = new Map(links.map(({ id, mergedInto }) => [id, mergedInto]));
  const customerIds = [customerId];
  for (let id = next.get(customerId); id && !customerIds.includes(id); id = next.get(id)) customerIds.push(id);
  return { customerId: customerIds.at(-1) ?? customerId, customerIds };
}
