import type { Sql } from 'postgres';
import { emptyCart } from '../../../domain/cart.ts';

/**
 * Makes the open carts numbered `from` (inclusive) to `to` (exclusive) with their anonymous persons: two operations
 * each, idle until tomorrow. As a superuser, because it is much faster than sending their events.
 */
export async function fillCarts(
  superuser: Sql,
  { storeIds, from, to }: { readonly storeIds: readonly string[]; readonly from: number; readonly to: number },
): Promise<void> {
  await superuser`create extension if not exists "uuid-ossp"`;
  await superuser`
    create temporary table filling as
    select (${storeIds as string[]}::uuid[])[1 + n % ${storeIds.length}::int] as store_id, n, md5('person' || n)::uuid as person_id
    from generate_series(${from}::int, ${to - 1}::int) as n`;
  await superuser`insert into customers (store_id, id) select store_id, person_id from filling`;
  await superuser`insert into identities (store_id, kind, value, customer_id) select store_id, 'anonymous', 'visitor-' || n, person_id from filling`;
  await superuser`
    insert into carts (store_id, id, external_id, customer_id, anonymous_id, status, stage, lines, currency, value_minor, fold, version, last_activity_at, abandon_at, updated_at)
    select store_id, uuid_generate_v5(store_id, 'cart:cart-' || n), 'cart-' || n, person_id, 'visitor-' || n, 'open', 'cart',
      ${lines}::text::jsonb, 'EUR', 5000, replace(${fold}::text, '#', n::text)::jsonb,
      1, to_timestamp(1700000001), now() + interval '1 day' + n * interval '1 millisecond', to_timestamp(1700000001)
    from filling`;
  await superuser`drop table filling`;
  for (const table of ['carts', 'customers', 'identities']) await superuser`vacuum analyze ${superuser(table)}`;
  await superuser`checkpoint`;
}

const line = (productId: string) => ({
  productId,
  quantity: 1,
  unitPriceMinor: 2_500,
  name: 'A pair of running shoes',
  url: 'https://shop.example/p/1',
});
const added = (id: string, productId: string, at: number) => ({
  id,
  at,
  kind: 'add',
  line: line(productId),
  currency: 'EUR',
});
const lines = JSON.stringify([line('p-1'), line('p-2')]);
const fold = JSON.stringify({
  base: emptyCart.base,
  recent: [added('filled-1-#', 'p-1', 1_700_000_000_000), added('filled-2-#', 'p-2', 1_700_000_001_000)],
});
