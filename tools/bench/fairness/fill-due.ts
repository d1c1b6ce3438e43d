import { rawSql } from '../../../db/postgres/tenancy.ts';
import type { Shop } from '../../../test/shop-factory.ts';

/** Carts of as many persons who may be written to, all due since the same moment. */
export async function fillDue(shop: Shop, carts: number): Promise<void> {
  const cart = await shop.cart({ customerId: null, abandonAt: null });
  const { storeId } = shop;
  await shop.write(async (tx) => {
    const sql = rawSql(tx);
    const persons = sql`select md5('person' || n)::uuid as id, n from generate_series(1, ${carts}::int) n`;
    await sql`insert into customers (store_id, id) select ${storeId}::uuid, id from (${persons}) p`;
    await sql`
      insert into identities (store_id, kind, value, customer_id, address_hash)
      select ${storeId}::uuid, 'email', n || '@shopper.example', id, md5(n::text) from (${persons}) p`;
    await sql`
      insert into consents (store_id, customer_id, channel, status, event_id, at, granted_at)
      select ${storeId}::uuid, id, 'email', 'granted', gen_random_uuid(), to_timestamp(0), to_timestamp(0)
      from (${persons}) p`;
    await sql`
      insert into carts
      select copy.* from carts c
      cross join (${persons}) p
      cross join lateral jsonb_populate_record(c, jsonb_build_object(
        'id', gen_random_uuid(), 'external_id', 'cart-' || p.n, 'customer_id', p.id, 'abandon_at', now()
      )) copy
      where c.store_id = ${storeId}::uuid and c.id = ${cart.id}::uuid`;
  });
}
