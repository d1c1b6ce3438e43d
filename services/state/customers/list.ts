import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { customers } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import { countRows, type RowCount } from '../../shared/row-count.ts';
import { maskIdentity, maskName } from './mask-identity.ts';

/** A customer; names and the shop's own id are masked unless `unmasked` was asked for. */
export interface CustomerSummary {
  readonly id: string;
  readonly externalId: string | null;
  readonly firstName: string | null;
  readonly locale: string | null;
  readonly country: string | null;
  readonly timeZone: string | null;
  /** The customer that this one turned out to be. */
  readonly mergedInto: string | null;
  readonly lastOrderAt: Date | null;
  readonly createdAt: Date;
}

export interface ListCustomers {
  readonly storeId: string;
  /** The shop's own id, exactly. */
  readonly externalId?: string;
  readonly limit: number;
  readonly after: string | null;
  readonly unmasked: boolean;
  /** Says how long the whole list is. */
  readonly count?: boolean;
}

export interface CustomerPage extends Page<CustomerSummary, string> {
  /** Null: it was not asked for. */
  readonly count: RowCount | null;
}

/** A store's customers, newest first (ids are ordered by time). */
export async function listCustomers(
  database: Pick<Database, 'app'>,
  { storeId, externalId, limit, after, unmasked, count = false }: ListCustomers,
): Promise<CustomerPage> {
  const where = and(
    eq(customers.storeId, storeId),
    externalId === undefined ? undefined : isKnownAs(storeId, externalId),
  );
  return withStore(database, storeId, async (tx) => {
    const rows = await tx
      .select()
      .from(customers)
      .where(and(where, after === null ? undefined : lt(customers.id, after)))
      .orderBy(desc(customers.id))
      .limit(limit + 1);
    const page = pageOf(
      rows,
      limit,
      (row) => toCustomerSummary(row, unmasked),
      ({ id }) => id,
    );
    return { ...page, count: count ? await countRows(tx, customers, where) : null };
  });
}

/** By the key of `identities`: customers have no index by the shop's ids. */
function isKnownAs(storeId: string, externalId: string): SQL {
  return sql`${customers.id} in (
    select i.customer_id from identities i
    where i.store_id = ${storeId}::uuid and i.kind = 'customer' and i.value = ${externalId})`;
}

export function toCustomerSummary(
  { storeId: _, ...customer }: typeof customers.$inferSelect,
  unmasked: boolean,
): CustomerSummary {
  if (unmasked) return customer;
  return {
    ...customer,
    externalId: customer.externalId && maskIdentity('customer', customer.externalId),
    firstName: customer.firstName && maskName(customer.firstName),
  };
}
