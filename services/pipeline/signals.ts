import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import { isEmpty } from '../../domain/cart.ts';
import { orderSpeaksFor } from '../../domain/order-status.ts';
import type { QueuedSignal } from '../journal/signals/enqueue.ts';
import type { OpenRecovery } from '../recovery/recoveries/find-open.ts';
import type { CartRow } from '../state/carts/cart-row.ts';
import type { ConsentChange } from '../state/consents/hear-consents.ts';
import type { OrderRow } from '../state/orders/order-row.ts';

/**
 * Orders end the recoveries of their own cart, of their customer and of their device, unless the cart was touched after
 * the order: then it is a new wish.
 */
export function orderSignals({
  placed,
  recoveries,
  carts,
}: {
  readonly placed: readonly OrderRow[];
  readonly recoveries: readonly OpenRecovery[];
  readonly carts: ReadonlyMap<string, CartRow>;
}): readonly QueuedSignal[] {
  return recoveries.flatMap((recovery) => {
    const touchedAt = Math.max(recovery.lastActivityAt, carts.get(recovery.cartId)?.contents.lastActivityAt ?? 0);
    const concerning = placed.filter(
      (order) =>
        concerns(order, recovery) &&
        order.arrivedAt !== null &&
        orderSpeaksFor({ arrivedAt: order.arrivedAt }, touchedAt),
    );
    const own = concerning.find(({ cartId }) => cartId === recovery.cartId);
    const order = own ?? concerning[0];
    if (!order) return [];
    return [
      {
        ...target(recovery),
        signal: { kind: 'orderPlaced', orderId: order.id, cause: own ? 'purchased' : 'purchased_elsewhere' },
      },
    ];
  });
}

export function consentSignals({
  consents,
  recoveries,
}: {
  readonly consents: readonly ConsentChange[];
  readonly recoveries: readonly OpenRecovery[];
}): readonly QueuedSignal[] {
  return consents.flatMap(({ storeId, customerId, channel, status }) =>
    recoveries
      .filter((recovery) => recovery.storeId === storeId && recovery.customerId === customerId)
      .map((recovery) => ({ ...target(recovery), signal: { kind: 'consentChanged', channel, status } })),
  );
}

/** One signal for each changed cart in a recovery, whatever the number of its events. */
export function cartSignals({
  carts,
  active,
}: {
  readonly carts: readonly CartRow[];
  readonly active: ReadonlyMap<string, string>;
}): readonly QueuedSignal[] {
  return carts.flatMap(({ storeId, contents, activeRecoveryId: recoveryId }) => {
    const workflowId = recoveryId === null ? undefined : active.get(recoveryId);
    if (recoveryId === null || workflowId === undefined) return [];
    return [
      {
        storeId,
        recoveryId,
        workflowId,
        signal: {
          ...{ kind: 'cartUpdated', empty: isEmpty(contents), lastActivityAt: contents.lastActivityAt },
          ...((contents.stage === 'checkout' || contents.stage === 'payment') && { stage: contents.stage }),
        },
      },
    ];
  });
}

/** Workflow ids of the recoveries that the carts are in. */
export async function activeRecoveries(tx: Tx, carts: readonly CartRow[]): Promise<ReadonlyMap<string, string>> {
  const inRecovery = carts.flatMap(({ storeId, activeRecoveryId }) =>
    activeRecoveryId === null ? [] : [{ storeId, id: activeRecoveryId }],
  );
  if (inRecovery.length === 0) return new Map();
  const sql = rawSql(tx);
  const rows = await sql<{ id: string; workflow_id: string }[]>`
    select recoveries.id, recoveries.workflow_id
    from unnest(${inRecovery.map(({ storeId }) => storeId)}::uuid[], ${inRecovery.map(({ id }) => id)}::uuid[]) as wanted (store_id, id)
    join recoveries on recoveries.store_id = wanted.store_id and recoveries.id = wanted.id and recoveries.ended_at is null`;
  return new Map(rows.map((row) => [row.id, row.workflow_id]));
}

function concerns(order: OrderRow, recovery: OpenRecovery): boolean {
  return (
    order.storeId === recovery.storeId &&
    (order.cartId === recovery.cartId ||
      order.customerId === recovery.customerId ||
      (order.anonymousId !== null && order.anonymousId === recovery.anonymousId))
  );
}

function target({ storeId, id: recoveryId, workflowId }: OpenRecovery): Omit<QueuedSignal, 'signal'> {
  return { storeId, recoveryId, workflowId };
}
