import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { integrations, privacyRequests, webhookDeliveries } from '../../db/postgres/schema/index.ts';
import type { Tx } from '../../db/postgres/tenancy.ts';
import { uuidV7 } from '../ids.ts';
import type { DeliveryOutcome } from './outcome.ts';
import type { TakenDelivery } from './take-due.ts';

/** What the laws and the platforms give at most for an answer. */
const privacyDueMs = 30 * 24 * 3_600_000;
/** The time of the newest event is shown to people: writing it more often would only make one row wait for itself. */
const lastEventStepMs = 10_000;

/** Records what became of a delivery, and what follows from it, inside a transaction of its store. */
export async function settleDelivery(
  tx: Tx,
  delivery: TakenDelivery,
  outcome: Exclude<DeliveryOutcome, { status: 'later' }>,
  now: number,
): Promise<void> {
  const settled = await tx
    .update(webhookDeliveries)
    .set({
      status: outcome.status,
      reason: outcome.reason ?? null,
      path: outcome.status === 'refused' ? outcome.path : null,
      message: outcome.status === 'refused' ? outcome.message : null,
      events: outcome.events ?? null,
      settledAt: new Date(now),
    })
    .where(
      and(
        eq(webhookDeliveries.storeId, delivery.storeId),
        eq(webhookDeliveries.id, delivery.id),
        eq(webhookDeliveries.status, 'received'),
      ),
    )
    .returning({ id: webhookDeliveries.id });
  // Another process had it too, after this one's lease had ended: it recorded the same.
  if (settled.length > 0) await follow(tx, delivery, outcome);
}

async function follow(tx: Tx, delivery: TakenDelivery, outcome: DeliveryOutcome): Promise<void> {
  const its = and(eq(integrations.storeId, delivery.storeId), eq(integrations.id, delivery.integrationId));
  if (outcome.status !== 'processed') return;
  if (outcome.events?.some(({ status }) => status !== 'rejected')) {
    const receivedAt = new Date(delivery.receivedAt);
    await tx
      .update(integrations)
      .set({
        firstEventAt: sql`coalesce(first_event_at, ${receivedAt.toISOString()}::timestamptz)`,
        lastEventAt: receivedAt,
      })
      .where(
        and(
          its,
          or(
            isNull(integrations.lastEventAt),
            lt(integrations.lastEventAt, new Date(delivery.receivedAt - lastEventStepMs)),
          ),
        ),
      );
  }
  if (outcome.reason === 'uninstalled') await tx.update(integrations).set({ status: 'uninstalled' }).where(its);
  if (outcome.reason === 'privacy_request') {
    await tx.insert(privacyRequests).values({
      storeId: delivery.storeId,
      id: uuidV7(),
      integrationId: delivery.integrationId,
      deliveryId: delivery.id,
      kind: outcome.request,
      receivedAt: new Date(delivery.receivedAt),
      dueAt: new Date(delivery.receivedAt + privacyDueMs),
    });
  }
}
