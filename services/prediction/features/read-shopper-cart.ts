import { and, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { carts, identities, orders, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { KeptFold } from '../../../domain/cart.ts';
import type { KnownAs } from '../../../domain/identity.ts';
import { shopperOf } from '../../../events/shopper-key.ts';
import { type CartSummary, type CustomerHistory, summariseCart } from '../../../ml/feature-input.ts';
import { wholeFold } from '../../state/carts/cart-row.ts';
import { readCustomerHistory } from './read-customer-history.ts';

/** The newest orders of a customer that are counted. */
const ordersCountedMax = 100;

/** What a prediction needs of a cart, and under which name its customer's activity is counted. */
export interface ShopperCart {
  readonly storeId: string;
  readonly cartId: string;
  readonly customerId: string | null;
  readonly anonymousId: string | null;
  /** Null: nobody is known. */
  readonly shopper: string | null;
  readonly summary: CartSummary;
  /** Null: nobody knows who they are. */
  readonly history: CustomerHistory | null;
  readonly fold: KeptFold;
  /** When the newest orders of the cart and its customer were placed, epoch milliseconds. */
  readonly ordersPlacedMs: readonly number[];
  /** IANA zone of the store. */
  readonly timeZone: string;
  /** How much faster than the wall the store's clock runs. */
  readonly timeScale: number;
}

/** As things are at `atMs`, epoch milliseconds. Null: the store has no such cart. */
export async function readShopperCart(
  database: Pick<Database, 'app'>,
  storeId: string,
  cartId: string,
  atMs: number,
): Promise<ShopperCart | null> {
  return withStore(database, storeId, async (tx) => {
    const [found] = await tx
      .select({
        customerId: carts.customerId,
        anonymousId: carts.anonymousId,
        lines: carts.lines,
        valueMinor: carts.valueMinor,
        currency: carts.currency,
        stage: carts.stage,
        fold: carts.fold,
        timeZone: stores.timeZone,
        timeScale: stores.timeScale,
      })
      .from(carts)
      .innerJoin(stores, eq(stores.id, carts.storeId))
      .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId)));
    if (!found) return null;
    const { customerId, anonymousId, timeZone, timeScale } = found;
    // A shop that names no device is known by who is signed in; most name one, and one look-up is enough.
    const [who, ordersPlacedMs, history] = await Promise.all([
      anonymousId === null ? readIdentities(tx, storeId, customerId) : { anonymousId },
      readOrdersPlaced(tx, { storeId, cartId, customerId, anonymousId }),
      customerId === null ? null : readCustomerHistory(tx, { storeId, customerId, atMs, timeScale }),
    ]);
    return {
      storeId,
      cartId,
      customerId,
      anonymousId,
      shopper: shopperOf(who, tx.addressHasher),
      summary: summariseCart(found),
      history,
      fold: wholeFold(found.fold, found.lines),
      ordersPlacedMs,
      timeZone,
      timeScale,
    };
  });
}

/**
 * Needed only where the customer's activity is in no cache; a look at an index costs less than a transaction of its own would
 * for those.
 */
async function readOrdersPlaced(
  tx: Tx,
  { storeId, cartId, customerId, anonymousId }: Pick<ShopperCart, 'storeId' | 'cartId' | 'customerId' | 'anonymousId'>,
): Promise<readonly number[]> {
  const rows = await tx
    .select({ at: orders.placedAt })
    .from(orders)
    .where(
      and(
        eq(orders.storeId, storeId),
        isNotNull(orders.placedAt),
        or(
          eq(orders.cartId, cartId),
          customerId === null ? undefined : eq(orders.customerId, customerId),
          anonymousId === null ? undefined : eq(orders.anonymousId, anonymousId),
        ),
      ),
    )
    .orderBy(desc(orders.placedAt))
    .limit(ordersCountedMax);
  return rows.flatMap(({ at }) => (at ? [at.getTime()] : []));
}

async function readIdentities(tx: Tx, storeId: string, customerId: string | null): Promise<KnownAs> {
  if (customerId === null) return {};
  const rows = await tx
    .select({ kind: identities.kind, value: sql<string>`min(${identities.value})` })
    .from(identities)
    .where(
      and(
        eq(identities.storeId, storeId),
        eq(identities.customerId, customerId),
        inArray(identities.kind, ['customer', 'email', 'phone', 'push']),
      ),
    )
    .groupBy(identities.kind);
  const values = new Map(rows.map(({ kind, value }) => [kind, value]));
  return {
    customerId: values.get('customer'),
    email: values.get('email'),
    phone: values.get('phone'),
    pushToken: values.get('push'),
  };
}
