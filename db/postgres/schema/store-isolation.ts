import { sql } from 'drizzle-orm';
import { type AnyPgColumn, pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** The roles own nothing; the cluster's set-up makes them, migrations only grant to them. */
export const appRole = pgRole('cart_app').existing();
export const engineRole = pgRole('cart_engine').existing();

/** Unset or empty means NULL, and NULL equals nothing: without a chosen store there are no rows. */
const currentStore = sql`(select nullif(current_setting('app.store_id', true), '')::uuid)`;

/** The two policies of every table with a store: tenants see one store, the engine door sees all. */
export function storeIsolation(storeId: AnyPgColumn) {
  return [
    pgPolicy('store_isolation', {
      for: 'all',
      to: appRole,
      using: sql`${storeId} = ${currentStore}`,
      withCheck: sql`${storeId} = ${currentStore}`,
    }),
    pgPolicy('engine_access', { for: 'all', to: engineRole, using: sql`true`, withCheck: sql`true` }),
  ];
}
