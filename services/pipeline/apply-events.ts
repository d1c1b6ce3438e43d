import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { type MatchedEvent, ofType } from '../../events/matched-event.ts';
import type { KeySource } from '../../runtime/installation-keys.ts';
import { enqueueSignals } from '../journal/signals/enqueue.ts';
import { askForConsents } from '../messaging/opt-ins/ask.ts';
import { attributeOrders } from '../recovery/recoveries/attribute-orders.ts';
import { endConflictingRecoveries } from '../recovery/recoveries/end-conflicting.ts';
import { findOpenRecoveries } from '../recovery/recoveries/find-open.ts';
import { orderIdOf } from '../shared/ids.ts';
import { type CartChange, cartChangesOf, withOperations } from '../state/carts/cart-changes.ts';
import type { CartRow } from '../state/carts/cart-row.ts';
import { findWaitingCarts } from '../state/carts/find-waiting.ts';
import { foldCart } from '../state/carts/fold-cart.ts';
import { type CartKey, lockCarts } from '../state/carts/lock-carts.ts';
import { reevaluateCarts } from '../state/carts/reevaluate-carts.ts';
import { saveCarts } from '../state/carts/save-carts.ts';
import { recordConsents } from '../state/consents/record-consents.ts';
import { newAddresses } from '../state/customers/contactability.ts';
import { describeCustomers } from '../state/customers/describe-customers.ts';
import { lockCustomers } from '../state/customers/lock-customers.ts';
import { type CustomerMerge, mergeCustomers } from '../state/customers/merge-customers.ts';
import { saveCustomers } from '../state/customers/save-persons.ts';
import { applyOrderEvents, type OrderChanges } from '../state/orders/apply-order-events.ts';
import { type OwnedCart, takeFromOtherCarts, takeWhatWasBought } from '../state/orders/goods-bought.ts';
import { noteOrders } from '../state/orders/note-orders.ts';
import { orderEventsOf } from '../state/orders/order-event.ts';
import type { OrderRow } from '../state/orders/order-row.ts';
import { readOrders } from '../state/orders/read-orders.ts';
import { saveOrders } from '../state/orders/save-orders.ts';
import type { StoreThresholds, StoreThresholdsCache } from '../state/stores/idle-thresholds.ts';
import { liftUnsubscribes } from '../state/suppressions/lift-unsubscribes.ts';
import { keepOutErased, noteKeptOut } from '../state/tombstones/keep-out.ts';
import { type CartAlias, moveToCarts, resolveCartAliases } from './cart-aliases.ts';
import { droppedCarts, newConsents, possiblyContactable } from './contactability-changes.ts';
import { matchCustomers, mergesOf } from './match-customers.ts';
import { activeRecoveries, cartSignals, consentSignals, orderSignals } from './signals.ts';

export interface AppliedEvents {
  readonly applied: readonly MatchedEvent[];
  /** Events of stores that are gone: dropped. */
  readonly droppedUnknownStore: number;
  /** Carts as they are now, of those that changed. */
  readonly carts: readonly CartRow[];
  /** Those of them that were not known before. */
  readonly newCarts: readonly CartRow[];
  readonly stores: ReadonlyMap<string, StoreThresholds>;
  readonly merges: number;
  /** Events that came in without what somebody was known by who was erased. */
  readonly keptOut: number;
}

export interface ApplyEventsDeps {
  readonly storeThresholds: StoreThresholdsCache;
  /** The installation's, for asking the tombstones; without them events of a store that has some are not applied. */
  readonly keys?: KeySource | undefined;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * The effects of a batch of events on the system of record, in a handful of statements whatever its size. The caller holds the
 * position of the partition, so nobody else writes customers, carts and orders of these stores at the same time;
 * customers, then carts are locked against claims and sweeps.
 */
export async function applyEvents(
  tx: Tx,
  accepted: readonly AcceptedEvent[],
  { storeThresholds, keys, now = Date.now }: ApplyEventsDeps,
): Promise<AppliedEvents> {
  const stores = await storeThresholds.read(tx, new Set(accepted.map(({ storeId }) => storeId)));
  const ofStores = accepted.filter(({ storeId }) => stores.has(storeId));
  const letIn = await keepOutErased(tx, ofStores, keys);
  const known = letIn.events;
  const followsBrowsing = (storeId: string) => (stores.get(storeId)?.browseIdleMs ?? null) !== null;
  const nowMs = now();
  const resolved = await resolveCartAliases(tx, known, stores);
  storeThresholds.forget(resolved.learnt.map(({ storeId }) => storeId));
  const { events, changes } = await matchCustomers(tx, resolved.events, followsBrowsing);
  const merges = mergesOf(changes);
  const becameOf = (storeId: string, customerId: string): string =>
    changes.get(storeId)?.directory.current(customerId) ?? customerId;
  const orders = await readOrderChanges(tx, events, { learnt: resolved.learnt, nowMs, becameOf });
  const consents = ofType(events, 'consent_updated');

  // Everybody whose row is written below: written after the carts, an unlocked one would close a ring with a claim.
  await lockCustomers(tx, [
    ...orders.placed.flatMap(({ storeId, customerId }) => (customerId === null ? [] : [{ storeId, customerId }])),
    ...ofType(events, 'consent_updated', 'customer_identified').flatMap(({ event: { storeId }, customerId }) =>
      customerId === null ? [] : [{ storeId, customerId: customerId }],
    ),
    ...[...changes].flatMap(([storeId, { changes: made }]) =>
      made.promoted.map(({ id }) => ({ storeId, customerId: id })),
    ),
    ...merges.flatMap(({ storeId, fromId, intoId }) => [
      { storeId, customerId: fromId },
      { storeId, customerId: intoId },
    ]),
  ]);
  const open = await findOpenRecoveries(tx, [
    ...orders.placed,
    ...consents.map(({ event: { storeId }, customerId }) => ({ storeId, customerId: customerId })),
    ...merges.map(({ storeId, fromId }) => ({ storeId, customerId: fromId })),
  ]);
  const recoveries = open.map((recovery) => ({
    ...recovery,
    customerId: becameOf(recovery.storeId, recovery.customerId),
  }));
  const elsewhere = await takeFromOtherCarts(tx, orders.bought, merges);
  const cartChanges = cartChangesOf(events, [...orders.operations, ...elsewhere], followsBrowsing);
  const customerChanges = new Map([...changes].map(([storeId, { changes: made }]) => [storeId, made]));
  const addresses = newAddresses(customerChanges);
  const waiting = await findWaitingCarts(tx, possiblyContactable(addresses, merges, consents), { stores, nowMs });
  const locked = await lockCarts(tx, await cartKeys(tx, [...cartChanges.values(), ...recoveries, ...waiting], merges));

  await endConflictingRecoveries(tx, merges);
  await noteKeptOut(tx, letIn);
  const merged = await mergeCustomers(tx, merges);
  await saveCustomers(tx, customerChanges);
  await describeCustomers(tx, ofType(events, 'customer_identified'));
  const folded = foldCarts(locked, cartChanges, stores, becameOf);
  const earlier = await takeWhatWasBought(tx, newlyOwned(folded, locked, { merges, becameOf }), {
    bought: orders.bought,
    nowMs,
  });
  const again = withOperations(cartChanges, earlier);
  const carts = [...folded.filter(({ id }) => !again.has(id)), ...foldCarts(locked, again, stores, becameOf)];
  await saveCarts(tx, carts, locked);
  await saveOrders(tx, withBuyers(await attributeOrders(tx, orders, recoveries), [...locked.values(), ...carts]));
  await noteOrders(tx, orders.placed);
  const consentChanges = await recordConsents(tx, consents);
  await askForConsents(tx, consents, { nowMs });
  await liftUnsubscribes(tx, [
    ...consentChanges.filter(({ status }) => status === 'granted'),
    ...addresses,
    ...merges.map(({ storeId, intoId }) => ({ storeId, customerId: intoId })),
    ...[...customerChanges].flatMap(([storeId, { promoted }]) =>
      promoted.map(({ id }) => ({ storeId, customerId: id })),
    ),
  ]);
  await reevaluateCarts(tx, droppedCarts(locked, carts, becameOf), {
    news: [...addresses, ...merged, ...newConsents(consentChanges)],
    stores,
    nowMs,
  });
  await enqueueSignals(tx, [
    ...orderSignals({
      placed: orders.placed,
      recoveries,
      carts: new Map([...locked, ...carts.map((cart): [string, CartRow] => [cart.id, cart])]),
    }),
    ...consentSignals({ consents: consentChanges, recoveries }),
    ...cartSignals({ carts, active: await activeRecoveries(tx, carts) }),
  ]);
  return {
    ...{ applied: events, carts, stores, merges: merges.length },
    newCarts: carts.filter(({ id }) => !locked.has(id)),
    droppedUnknownStore: accepted.length - ofStores.length,
    keptOut: [...letIn.counts.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** Whom a customer turned out to be by the end of the batch. */
type BecameOf = (storeId: string, customerId: string) => string;

async function readOrderChanges(
  tx: Tx,
  events: readonly MatchedEvent[],
  {
    learnt,
    nowMs,
    becameOf,
  }: { readonly learnt: readonly CartAlias[]; readonly nowMs: number; readonly becameOf: BecameOf },
): Promise<OrderChanges> {
  const orderEvents = orderEventsOf(events);
  if (orderEvents.length === 0 && learnt.length === 0) return { orders: [], placed: [], bought: [], operations: [] };
  const moved = await moveToCarts(tx, learnt, { nowMs });
  const before = await readOrders(
    tx,
    orderEvents.map(({ event: { storeId, orderId } }) => ({ storeId, orderId: orderIdOf(storeId, orderId) })),
  );
  // Who ordered may turn out to be somebody else in this very batch; what is written below is theirs.
  const changes = applyOrderEvents(
    new Map([...before].map(([id, order]) => [id, ofNow(order, becameOf)])),
    orderEvents,
    moved.orders.map(({ order, cartId }) => ({ order: ofNow(order, becameOf), cartId })),
  );
  return { ...changes, operations: [...changes.operations, ...moved.operations] };
}

/** Carts of a customer that are looked through for what somebody bought who turns out to be that customer: the newest. */
const cartsOfMergedMax = 20;

/** The carts that are named, those of customers who turn out to be others, and the newest of whom these turn out to be. */
async function cartKeys(
  tx: Tx,
  named: readonly CartKey[],
  merges: readonly CustomerMerge[],
): Promise<readonly CartKey[]> {
  const keys = new Map<string, CartKey>(named.map(({ storeId, cartId }) => [cartId, { storeId, cartId }]));
  if (merges.length > 0) {
    const sql = rawSql(tx);
    const moved = await sql<CartKey[]>`
      with merge as (
        select * from unnest(
          ${merges.map(({ storeId }) => storeId)}::uuid[], ${merges.map(({ fromId }) => fromId)}::uuid[], ${merges.map(({ intoId }) => intoId)}::uuid[]
        ) as merge (store_id, from_id, into_id)
      )
      select carts.store_id as "storeId", carts.id as "cartId"
      from merge join carts on carts.store_id = merge.store_id and carts.customer_id = merge.from_id
      union
      select merge.store_id, newest.id
      from merge cross join lateral (
        select id from carts
        where carts.store_id = merge.store_id and carts.customer_id = merge.into_id
        order by last_activity_at desc limit ${cartsOfMergedMax}::int
      ) newest`;
    for (const { storeId, cartId } of moved) keys.set(cartId, { storeId, cartId });
  }
  return [...keys.values()];
}

/**
 * Carts that are new, or turn out to be of another customer or device than was known, and those of a customer whom somebody
 * else turns out to be: what these bought may lie in them.
 */
function newlyOwned(
  folded: readonly CartRow[],
  locked: ReadonlyMap<string, CartRow>,
  { merges, becameOf }: { readonly merges: readonly CustomerMerge[]; readonly becameOf: BecameOf },
): readonly OwnedCart[] {
  const became = new Set(merges.map(({ intoId }) => intoId));
  const isNew = (cart: Owner, before: Owner | undefined): boolean =>
    before?.customerId !== cart.customerId ||
    before.anonymousId !== cart.anonymousId ||
    (cart.customerId !== null && became.has(cart.customerId));
  const carts = merges.length === 0 ? folded : [...folded, ...others()];
  return carts
    .filter((cart) => isNew(cart, locked.get(cart.id)))
    .map(({ storeId, id, customerId, anonymousId }) => ({ storeId, cartId: id, customerId, anonymousId }));

  function others(): readonly CartRow[] {
    const known = new Set(folded.map(({ id }) => id));
    return [...locked.values()].filter(({ id }) => !known.has(id)).map((cart) => ofNow(cart, becameOf));
  }
}

/** With whom its customer turned out to be. */
function ofNow<Of extends Pick<CartRow, 'storeId' | 'customerId'>>(row: Of, becameOf: BecameOf): Of {
  const customerId = row.customerId === null ? null : becameOf(row.storeId, row.customerId);
  return customerId === row.customerId ? row : { ...row, customerId };
}

type Owner = Pick<CartRow, 'customerId' | 'anonymousId'>;

/** An order that named its cart only is its customer's. */
function withBuyers(orders: readonly OrderRow[], carts: readonly CartRow[]): readonly OrderRow[] {
  const isOfCartOnly = ({ customerId, cartId }: OrderRow): boolean => customerId === null && cartId !== null;
  if (!orders.some(isOfCartOnly)) return orders;
  const buyers = new Map(carts.map(({ id, customerId }) => [id, customerId]));
  return orders.map((order) =>
    isOfCartOnly(order) ? { ...order, customerId: buyers.get(order.cartId ?? '') ?? null } : order,
  );
}

function foldCarts(
  locked: ReadonlyMap<string, CartRow>,
  cartChanges: ReadonlyMap<string, CartChange>,
  stores: ReadonlyMap<string, StoreThresholds>,
  becameOf: BecameOf,
): readonly CartRow[] {
  return [...cartChanges.values()].flatMap((change) => {
    const thresholds = stores.get(change.storeId);
    if (!thresholds) return [];
    const before = locked.get(change.cartId);
    const cart = foldCart(before, change, thresholds);
    return cart ? ofNow(cart, becameOf) : [];
  });
}
