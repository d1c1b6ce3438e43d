import { type SQL, sql } from 'drizzle-orm';
import { customers } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';

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

/**
 * Holds for every row of the person who is asked for: whom they turned out to be, and whoever turned out to be them. Both ways, so
 * that it is the same person whichever of their ids is named.
 */
export function isOneOf({ storeId, customerId }: AskedCustomer): SQL {
  return sql`${customers.storeId} = ${storeId} and ${customers.id} in (
    with recursive same as (
      select id, merged_into from customers as asked where asked.store_id = ${storeId} and asked.id = ${customerId}
      union
      select other.id, other.merged_into from same
      join customers as other
        on other.store_id = ${storeId} and (other.id = same.merged_into or other.merged_into = same.id)
    )
    select id from same
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
