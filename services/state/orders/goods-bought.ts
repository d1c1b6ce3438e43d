import { plain, texts } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { CartLines } from '../../../domain/cart-lines.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { OrderOperation } from '../carts/cart-changes.ts';
import type { CartKey } from '../carts/lock-carts.ts';
import type { CustomerMerge } from '../customers/merge-customers.ts';
import { type KnownPurchase, purchaseElsewhere } from './order-operations.ts';
import type { OrderRow } from './order-row.ts';

/** Carts of one customer that an order is looked for in: the newest; nobody keeps more that are worth a reminder. */
const cartsPerCustomerMax = 20;
/** Orders that are brought to a cart whose customer is new to it: the newest of these days. */
const ordersPerCartMax = 20;
const ordersSinceMs = 30 * dayMs;

/**
 * What purchases take out of the other carts of their customer and device, so that nothing that was bought comes back in a
 * later reminder. A cart that was bought itself is told too: its shop may fill it again with what it remembers.
 */
export async function takeFromOtherCarts(
  tx: Tx,
  bought: readonly OrderRow[],
  merges: readonly CustomerMerge[],
): Promise<readonly OrderOperation[]> {
  if (bought.length === 0) return [];
  const buyers = bought.flatMap((order) => personsOf(order, merges).map((customerId) => ({ order, customerId })));
  const devices = bought.filter(({ anonymousId }) => anonymousId !== null);
  const sql = rawSql(tx);
  const rows = await sql<{ order_id: string; cart_id: string }[]>`
    select buyer.order_id, cart.id as cart_id
    from unnest(
      ${plain(buyers.map(({ order }) => order.storeId))}::uuid[], ${plain(buyers.map(({ order }) => order.id))}::uuid[], ${plain(buyers.map(({ customerId }) => customerId))}::uuid[]
    ) as buyer (store_id, order_id, customer_id)
    cross join lateral (
      select id from carts
      where carts.store_id = buyer.store_id and carts.customer_id = buyer.customer_id
      order by last_activity_at desc limit ${cartsPerCustomerMax}::int
    ) cart
    union
    select device.order_id, cart.id
    from unnest(
      ${plain(devices.map(({ storeId }) => storeId))}::uuid[], ${plain(devices.map(({ id }) => id))}::uuid[], ${texts(devices.map(({ anonymousId }) => anonymousId))}::text[]
    ) as device (store_id, order_id, anonymous_id)
    join identities on identities.store_id = device.store_id and identities.kind = 'anonymous' and identities.value = device.anonymous_id
    cross join lateral (
      select id from carts
      where carts.store_id = device.store_id and carts.customer_id = identities.customer_id
        and carts.anonymous_id = device.anonymous_id
      order by last_activity_at desc limit ${cartsPerCustomerMax}::int
    ) cart`;
  const orders = new Map(bought.map((order) => [order.id, order]));
  return rows.flatMap(({ order_id, cart_id }) => {
    const order = orders.get(order_id);
    return order && order.cartId !== cart_id ? operationsOn({ storeId: order.storeId, cartId: cart_id }, order) : [];
  });
}

function personsOf({ storeId, customerId }: OrderRow, merges: readonly CustomerMerge[]): readonly string[] {
  if (customerId === null) return [];
  const earlier = merges.filter((merge) => merge.storeId === storeId && merge.intoId === customerId);
  return [customerId, ...earlier.map(({ fromId }) => fromId)];
}

export interface OwnedCart extends CartKey {
  readonly customerId: string | null;
  readonly anonymousId: string | null;
}

/** What earlier purchases take out of carts whose customer or device was not known to be theirs before. */
export async function takeWhatWasBought(
  tx: Tx,
  carts: readonly OwnedCart[],
  { bought, nowMs }: { readonly bought: readonly OrderRow[]; readonly nowMs: number },
): Promise<readonly OrderOperation[]> {
  if (carts.length === 0) return [];
  const ofBatch = carts.flatMap((cart) =>
    bought.flatMap((order) =>
      isOfBuyer(order, cart) && order.cartId !== cart.cartId ? operationsOn(cart, order) : [],
    ),
  );
  const sql = rawSql(tx);
  const rows = await sql<StoredPurchase[]>`
    with cart as (
      select * from unnest(
        ${plain(carts.map(({ storeId }) => storeId))}::uuid[], ${plain(carts.map(({ cartId }) => cartId))}::uuid[],
        ${plain(carts.map(({ customerId }) => customerId))}::uuid[], ${texts(carts.map(({ anonymousId }) => anonymousId))}::text[]
      ) as cart (store_id, id, customer_id, anonymous_id)
    )
    select cart.id as for_cart, told.id, told.cart_id, told.lines, (extract(epoch from told.arrived_at) * 1000)::float8 as arrived_at,
      (extract(epoch from told.placed_stated_at) * 1000)::float8 as stated_at
    from cart
    cross join lateral (
      select id, cart_id, lines, arrived_at, placed_stated_at from (
        select id, cart_id, lines, arrived_at, placed_stated_at from orders
        where orders.store_id = cart.store_id and orders.customer_id = cart.customer_id and orders.status = 'placed'
          and arrived_at > to_timestamp(${nowMs - ordersSinceMs}::float8 / 1000)
        union
        select id, cart_id, lines, arrived_at, placed_stated_at from orders
        where orders.store_id = cart.store_id and orders.anonymous_id = cart.anonymous_id and orders.status = 'placed'
          and arrived_at > to_timestamp(${nowMs - ordersSinceMs}::float8 / 1000)
      ) placed
      where cart_id is distinct from cart.id
      order by arrived_at desc limit ${ordersPerCartMax}::int
    ) told`;
  const byId = new Map(carts.map((cart) => [cart.cartId, cart]));
  const earlier = rows.flatMap((row) => {
    const cart = byId.get(row.for_cart);
    return cart ? operationsOn(cart, toPurchase(row)) : [];
  });
  return [...ofBatch, ...earlier];
}

interface StoredPurchase {
  readonly for_cart: string;
  readonly id: string;
  readonly cart_id: string | null;
  readonly lines: CartLines | null;
  readonly arrived_at: number;
  readonly stated_at: number | null;
}

function toPurchase({ id, cart_id, lines, arrived_at, stated_at }: StoredPurchase): KnownPurchase {
  return { id, cartId: cart_id, lines, arrivedAt: arrived_at, placedStatedAt: stated_at };
}

function isOfBuyer(order: OrderRow, cart: OwnedCart): boolean {
  if (order.storeId !== cart.storeId) return false;
  if (order.customerId !== null && order.customerId === cart.customerId) return true;
  return order.anonymousId !== null && order.anonymousId === cart.anonymousId;
}

function operationsOn({ storeId, cartId }: CartKey, order: KnownPurchase): readonly OrderOperation[] {
  const operation = purchaseElsewhere(order);
  return operation ? [{ storeId, cartId, externalCartId: null, operation, touch: null }] : [];
}
