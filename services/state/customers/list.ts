import { and, desc, eq, lt } from 'drizzle-orm';
import { customers } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Page, pageOf } from '../../shared/page.ts';
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
}

/** A store's customers, newest first (ids are ordered by time). */
export async function listCustomers(
  database: Pick<Database, 'app'>,
  { storeId, externalId, limit, after, unmasked }: ListCustomers,
): Promise<Page<CustomerSummary, string>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(customers)
      .where(
        and(
          eq(customers.storeId, storeId),
          externalId === undefined ? undefined : eq(customers.externalId, externalId),
          after === null ? undefined : lt(customers.id, after),
        ),
      )
      .orderBy(desc(customers.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => toCustomerSummary(row, unmasked),
    ({ id }) => id,
  );
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
