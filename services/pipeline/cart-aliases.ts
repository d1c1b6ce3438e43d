import { plain, texts } from '../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { cartIdOf } from '../shared/ids.ts';
import type { OrderOperation } from '../state/carts/cart-changes.ts';
import type { MovedOrder } from '../state/orders/apply-order-events.ts';
import { readOrders } from '../state/orders/read-orders.ts';
import type { StoreThresholds } from '../state/stores/idle-thresholds.ts';

/** Another id of a cart. Both ids are the shop's own. */
export interface CartAlias {
  readonly storeId: string;
  readonly alias: string;
  readonly cartId: string;
}

export interface ResolvedCarts {
  /** The events with one id for each cart. */
  readonly events: readonly AcceptedEvent[];
  /** Aliases of which nobody knew before. */
  readonly learnt: readonly CartAlias[];
}

/**
 * Gives every cart one id, whichever of its ids an event names. An order may name the token of its checkout only, where
 * the cart is known by its own: what an earlier event told of both, or another one of this batch, says that they are one.
 * Asks nothing where neither the batch nor the store's past tells of an alias.
 */
export async function resolveCartAliases(
  tx: Tx,
  events: readonly AcceptedEvent[],
  stores: ReadonlyMap<string, StoreThresholds>,
): Promise<ResolvedCarts> {
  const told = events.flatMap(aliasesToldBy);
  const telling = new Set(told.map(({ storeId }) => storeId));
  const concerned = events.filter(
    ({ storeId }) => telling.has(storeId) || stores.get(storeId)?.hasCartAliases === true,
  );
  if (concerned.length === 0) return { events, learnt: [] };
  const known = await readAliases(tx, [
    ...told.map(({ storeId, alias }) => ({ storeId, cartId: alias })),
    ...concerned.flatMap((event) => (namesCart(event) ? [{ storeId: event.storeId, cartId: event.cartId }] : [])),
  ]);
  const learnt: CartAlias[] = [];
  for (const { storeId, alias, cartId } of told) {
    const of = known.get(keyOf(storeId, cartId)) ?? cartId;
    if (alias === of || known.has(keyOf(storeId, alias))) continue;
    known.set(keyOf(storeId, alias), of);
    learnt.push({ storeId, alias, cartId: of });
  }
  await keepAliases(tx, learnt);
  return { events: events.map((event) => underOneId(event, known)), learnt };
}

/** What was told under an alias before anybody knew that it is one. */
export interface MovedToCart {
  /** With the cart that they belong to. */
  readonly orders: readonly MovedOrder[];
  /** Empties carts that were opened under an alias: what lies in them lies in the real one. */
  readonly operations: readonly OrderOperation[];
}

export async function moveToCarts(
  tx: Tx,
  learnt: readonly CartAlias[],
  { nowMs }: { readonly nowMs: number },
): Promise<MovedToCart> {
  if (learnt.length === 0) return { orders: [], operations: [] };
  const byId = new Map(learnt.map((one) => [cartIdOf(one.storeId, one.alias) as string, one]));
  const sql = rawSql(tx);
  const places = { storeIds: plain(learnt.map(({ storeId }) => storeId)), cartIds: plain([...byId.keys()]) };
  const found = await sql<{ store_id: string; order_id: string | null; cart_id: string }[]>`
    with aliases as (select * from unnest(${places.storeIds}::uuid[], ${places.cartIds}::uuid[]) as alias (store_id, cart_id))
    select orders.store_id, orders.id as order_id, orders.cart_id from aliases join orders using (store_id, cart_id)
    union all
    select carts.store_id, null, carts.id from aliases
    join carts on carts.store_id = aliases.store_id and carts.id = aliases.cart_id and carts.status = 'open'`;
  const orders = await readOrders(
    tx,
    found.flatMap(({ store_id: storeId, order_id: orderId }) => (orderId === null ? [] : [{ storeId, orderId }])),
  );
  return {
    orders: [...orders.values()].flatMap((order) => {
      const alias = byId.get(order.cartId ?? '');
      if (!alias) return [];
      return [{ order: { ...order, cartId: cartIdOf(alias.storeId, alias.cartId) }, cartId: alias.cartId }];
    }),
    operations: found.flatMap(({ store_id: storeId, order_id: orderId, cart_id: cartId }) => {
      if (orderId !== null) return [];
      const operation = { id: `moved:${cartId}`, at: nowMs, kind: 'snapshot', lines: [] } as const;
      return [{ storeId, cartId, externalCartId: null, operation, touch: null }];
    }),
  };
}

type CartEvent = AcceptedEvent & { readonly cartId: string };

function namesCart(event: AcceptedEvent): event is CartEvent {
  return 'cartId' in event && event.cartId !== undefined;
}

function aliasesToldBy(event: AcceptedEvent): readonly CartAlias[] {
  if (!('cartAliases' in event) || event.cartAliases === undefined || !namesCart(event)) return [];
  const { storeId, cartId } = event;
  return event.cartAliases.filter((alias) => alias !== cartId).map((alias) => ({ storeId, alias, cartId }));
}

function underOneId(event: AcceptedEvent, known: ReadonlyMap<string, string>): AcceptedEvent {
  const cartId = namesCart(event) ? known.get(keyOf(event.storeId, event.cartId)) : undefined;
  return cartId === undefined ? event : ({ ...event, cartId } as AcceptedEvent);
}

function keyOf(storeId: string, cartId: string): string {
  return `${storeId}:${cartId}`;
}

async function readAliases(
  tx: Tx,
  carts: readonly { readonly storeId: string; readonly cartId: string }[],
): Promise<Map<string, string>> {
  const sql = rawSql(tx);
  const unique = [...new Map(carts.map((cart) => [keyOf(cart.storeId, cart.cartId), cart])).values()];
  const rows = await sql<CartAlias[]>`
    select aliases.store_id as "storeId", aliases.alias, aliases.cart_id as "cartId"
    from unnest(${plain(unique.map(({ storeId }) => storeId))}::uuid[], ${texts(unique.map(({ cartId }) => cartId))}::text[]) as named (store_id, alias)
    join cart_aliases aliases on aliases.store_id = named.store_id and aliases.alias = named.alias`;
  return new Map(rows.map(({ storeId, alias, cartId }) => [keyOf(storeId, alias), cartId]));
}

/** Sorted, so that nobody waits for each other. */
async function keepAliases(tx: Tx, learnt: readonly CartAlias[]): Promise<void> {
  if (learnt.length === 0) return;
  const sql = rawSql(tx);
  const sorted = learnt.toSorted((a, b) => (keyOf(a.storeId, a.alias) < keyOf(b.storeId, b.alias) ? -1 : 1));
  await sql`
    insert into cart_aliases (store_id, alias, cart_id)
    select * from unnest(
      ${plain(sorted.map(({ storeId }) => storeId))}::uuid[], ${texts(sorted.map(({ alias }) => alias))}::text[], ${texts(sorted.map(({ cartId }) => cartId))}::text[]
    ) on conflict do nothing`;
}
