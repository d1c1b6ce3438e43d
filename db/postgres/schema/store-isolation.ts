import { sql } from 'drizzle-orm';
import { type AnyPgColumn, pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** The role owns nothing; the cluster's set-up makes it, migrations only grant to it. */
export const appRole = pgRole('cart_app').existing();

/** Unset or empty means NULL, and NULL equals nothing: without a chosen store there are no rows. */
const currentStore = sql`(select nullif(current_setting('app.store_id', true), '')::uuid)`;

/**
 * The policy of every table with a store: tenants see one store. The roles that go over stores get theirs with their rights,
 * in the migration `rights-and-functions`.
 */
export function storeIsolation(storeId: AnyPgColumn) {
  return [
    pgPolicy('store_isolation', {
      for: 'all',
      to: appRole,
      using: sql`${storeId} = ${currentStore}`,
      withCheck: sql`${storeId} = ${currentStore}`,
    }),
  ];
}

/** Rows of no store are the platform's: each store sees them, none changes them. Beside `storeIsolation`. */
export function platformRows(storeId: AnyPgColumn) {
  return [
    pgPolicy('platform_rows', {
      for: 'select',
      to: appRole,
      using: sql`${storeId} is null and ${currentStore} is not null`,
    }),
  ];
}
