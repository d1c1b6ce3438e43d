import { plain, texts } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { CustomerChanges } from '../../../domain/customer-matching.ts';
import { identityHash } from '../../shared/address-hash.ts';

/** Writes the customers and identities that matching made; merges are `mergeCustomers`' part. */
export async function saveCustomers(tx: Tx, changesByStore: ReadonlyMap<string, CustomerChanges>): Promise<void> {
  const all = [...changesByStore];
  const created = all.flatMap(([storeId, { created: persons }]) => persons.map((person) => ({ storeId, ...person })));
  const promoted = all.flatMap(([storeId, changes]) => changes.promoted.map((person) => ({ storeId, ...person })));
  const identities = all.flatMap(([storeId, changes]) =>
    changes.identities.map((identity) => ({ storeId, ...identity })),
  );
  const sql = rawSql(tx);
  if (created.length > 0) {
    await sql`
      insert into customers (store_id, id, external_id)
      select * from unnest(${plain(created.map(({ storeId }) => storeId))}::uuid[], ${plain(created.map(({ id }) => id))}::uuid[], ${texts(created.map(({ externalId }) => externalId))}::text[])`;
  }
  if (promoted.length > 0) {
    await sql`
      update customers set external_id = person.external_id
      from unnest(${plain(promoted.map(({ storeId }) => storeId))}::uuid[], ${plain(promoted.map(({ id }) => id))}::uuid[], ${texts(promoted.map(({ externalId }) => externalId))}::text[]) as person (store_id, id, external_id)
      where customers.store_id = person.store_id and customers.id = person.id`;
  }
  if (identities.length > 0) {
    await sql`
      insert into identities (store_id, kind, value, customer_id, address_hash)
      select * from unnest(${plain(identities.map(({ storeId }) => storeId))}::uuid[], ${plain(identities.map(({ kind }) => kind))}::text[], ${texts(identities.map(({ value }) => value))}::text[], ${plain(identities.map(({ customerId }) => customerId))}::uuid[],
        ${texts(identities.map((identity) => identityHash(tx, identity)))}::text[])
      on conflict (store_id, kind, value) do update set customer_id = excluded.customer_id`;
  }
}
