import { and, desc, eq, inArray } from 'drizzle-orm';
import { carts, decisions, messages, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { CartLine, CartOperation, KeptFold } from '../../../domain/cart.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { getQuarantine, type Quarantine } from '../quarantine/get.ts';
import { type CartSummary, cartSummary } from './list.ts';
import { ordersOfCart } from './orders-of-cart.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';

export interface CartDetail extends CartSummary {
  readonly lines: readonly CartLine[];
  readonly restoreUrl: string | null;
  readonly quarantine: Quarantine | null;
  /** Oldest first; of a very long history the newest part. */
  readonly timeline: readonly TimelineEntry[];
}

const recoveriesMax = 50;
const decisionsMax = 500;
const messagesMax = 200;

/** A cart with everything that happened to it, and with the reason of everything that did not. */
export async function getCart(
  database: Pick<Database, 'app'>,
  { storeId, cartId }: { readonly storeId: string; readonly cartId: string },
): Promise<CartDetail> {
  return withStore(database, storeId, async (tx) => {
    const [found] = await tx
      .select({
        ...cartSummary,
        lines: carts.lines,
        restoreUrl: carts.restoreUrl,
        anonymousId: carts.anonymousId,
        fold: carts.fold,
      })
      .from(carts)
      .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId)));
    if (!found) throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'id' });
    const { fold, anonymousId, ...cart } = found;
    const recovered = await tx
      .select()
      .from(recoveries)
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.cartId, cartId)))
      .orderBy(desc(recoveries.n))
      .limit(recoveriesMax);
    const decided = await tx
      .select()
      .from(decisions)
      .where(and(eq(decisions.storeId, storeId), eq(decisions.cartId, cartId)))
      .orderBy(desc(decisions.at))
      .limit(decisionsMax);
    // By recovery, because that is how messages are indexed.
    const recoveryIds = recovered.map(({ id }) => id);
    const sent = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.storeId, storeId), inArray(messages.recoveryId, recoveryIds)))
      .orderBy(desc(messages.claimedAt))
      .limit(messagesMax);
    return {
      ...cart,
      quarantine: await getQuarantine(tx, { storeId, cartId }),
      timeline: timelineOf({
        touchedAt: cart.lastActivityAt,
        orders: await ordersOfCart(tx, { storeId, cartId, customerId: cart.customerId, anonymousId }),
        operations: [...fold.recent, ...paymentOf(fold)],
        recoveries: recovered,
        decisions: decided,
        messages: sent,
      }),
    };
  });
}

/** The newest order that waited for its payment: a fold keeps of it when that was. */
function paymentOf({ base: { paymentAt } }: KeptFold): readonly CartOperation[] {
  return paymentAt === undefined ? [] : [{ id: 'payment', at: paymentAt, kind: 'payment_pending' }];
}
