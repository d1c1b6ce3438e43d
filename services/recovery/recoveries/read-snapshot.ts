import { and, count, eq, inArray, lte } from 'drizzle-orm';
import {
  campaigns,
  campaignVersions,
  carts,
  customers,
  orders,
  recoveries,
  stores,
} from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { idleMsOnceBegun } from '../../../domain/abandon-at.ts';
import { piecesOf } from '../../../domain/cart-lines.ts';
import { endOfRecovery } from '../../../domain/end-of-recovery.ts';
import { flowOf, usualStaleAfterMs } from '../../../domain/flow/compile-rules.ts';
import { firstTimeZone } from '../../../domain/place.ts';
import { isReasonCode } from '../../../domain/reason-code.ts';
import type { RecoveryEnd, RecoverySnapshot } from '../../../domain/recovery.ts';
import { columnsOf } from '../../shared/columns-of.ts';
import { personOf } from '../../state/customers/person-of.ts';
import { findOrders } from '../../state/orders/find-orders.ts';
import { reachableChannels } from '../../state/suppressions/check.ts';

/** What is needed of the rows: they are wide, and every recovery reads them. */
const recoveryColumns = columnsOf(recoveries, ['customerId', 'abandonedAt', 'endedAt', 'outcome', 'reason']);
const cartColumns = columnsOf(carts, [
  ...(['id', 'status', 'stage', 'lines', 'linesOmitted', 'valueMinor', 'currency', 'lastActivityAt'] as const),
]);
const storeColumns = columnsOf(stores, ['timeZone', 'timeScale', 'cartIdleMs', 'checkoutIdleMs', 'browseIdleMs']);
const campaignColumns = columnsOf(campaigns, ['status']);

export interface RecoveryKey {
  readonly storeId: string;
  readonly recoveryId: string;
}

/** What a recovery decides on, as it is now. Throws when the store has no such recovery. */
export async function readSnapshot(tx: Tx, { storeId, recoveryId }: RecoveryKey): Promise<RecoverySnapshot> {
  const [row] = await tx
    .select({
      recovery: recoveryColumns,
      cart: cartColumns,
      store: storeColumns,
      campaign: campaignColumns,
      version: campaignVersions,
    })
    .from(recoveries)
    .innerJoin(carts, and(eq(carts.storeId, recoveries.storeId), eq(carts.id, recoveries.cartId)))
    .innerJoin(stores, eq(stores.id, recoveries.storeId))
    .innerJoin(campaigns, and(eq(campaigns.storeId, recoveries.storeId), eq(campaigns.id, recoveries.campaignId)))
    .innerJoin(
      campaignVersions,
      and(
        eq(campaignVersions.storeId, recoveries.storeId),
        eq(campaignVersions.campaignId, recoveries.campaignId),
        eq(campaignVersions.version, recoveries.campaignVersion),
      ),
    )
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId)));
  if (!row) throw new Error(`store ${storeId} has no recovery ${recoveryId}`);
  const { recovery, cart, store, campaign } = row;
  const { customerId, customerIds } = await personOf(tx, { storeId, customerId: recovery.customerId });
  const [[customer], found, reachable] = await Promise.all([
    tx
      .select()
      .from(customers)
      .where(and(eq(customers.storeId, storeId), eq(customers.id, customerId))),
    findOrders(tx, { storeId, cartId: cart.id, customerIds }),
    reachableChannels(tx, { storeId, customerId }),
  ]);
  const flow = row.version.flow && flowOf(row.version, row.version.version, store.timeScale);
  const ordersBefore = flow ? await countOrdersBefore(tx, { storeId, customerIds, before: recovery.abandonedAt }) : 0;
  const lastActivityAt = cart.lastActivityAt.getTime();
  const end = endOfRecovery({
    cart: {
      purchased: cart.status === 'purchased',
      empty: cart.lines.length === 0,
      lastActivityAt,
      overtaken: false,
    },
    orders: found,
    abandonedAt: recovery.abandonedAt.getTime(),
    campaign: campaign.status,
    // A paused store and a cart that overtakes this one count when a message is claimed, not before.
    storeActive: true,
  });
  return {
    rules: row.version.rules,
    ...(flow
      ? { flow, ordersBefore, keepsArms: true as const }
      : { staleAfterMs: usualStaleAfterMs * store.timeScale }),
    timeScale: store.timeScale,
    timeZone: firstTimeZone(customer?.timeZone, store.timeZone),
    idleMs: idleMsOnceBegun(cart.stage, store),
    cart: {
      stage: cart.stage,
      valueMinor: cart.valueMinor,
      currency: cart.currency,
      items: piecesOf(cart),
      lastActivityAt,
    },
    customer: customer?.lastOrderAt ? 'returning' : 'new',
    channels: reachable,
    campaignPaused: campaign.status === 'paused',
    end: recordedEndOf(recovery) ?? end,
  };
}

/** Orders of the person that the shop told of before the cart was abandoned. */
async function countOrdersBefore(
  tx: Tx,
  { storeId, customerIds, before }: { storeId: string; customerIds: readonly string[]; before: Date },
): Promise<number> {
  const [row] = await tx
    .select({ orders: count() })
    .from(orders)
    .where(
      and(
        eq(orders.storeId, storeId),
        inArray(orders.customerId, [...customerIds]),
        eq(orders.status, 'placed'),
        lte(orders.arrivedAt, before),
      ),
    );
  return row?.orders ?? 0;
}

/** The first end stays: of a recovery that has ended, nothing is decided again. */
function recordedEndOf({
  endedAt,
  outcome,
  reason,
}: Pick<typeof recoveries.$inferSelect, 'endedAt' | 'outcome' | 'reason'>): RecoveryEnd | null {
  if (!endedAt) return null;
  return {
    outcome: outcome ?? 'stopped',
    reason: reason !== null && isReasonCode(reason) ? reason : 'engine_failure',
  };
}
