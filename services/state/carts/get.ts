import { and, desc, eq, inArray } from 'drizzle-orm';
import { campaigns, carts, decisions, messages, predictions, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { CartLine, CartOperation, KeptFold } from '../../../domain/cart.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { DeliveryState } from '../../../domain/delivery-state.ts';
import type { MessageState } from '../../../domain/message-state.ts';
import type { RecoveryOutcome, RecoveryStage } from '../../../domain/recovery.ts';
import { traceIdIn } from '../../../domain/trace-context.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { getQuarantine, type Quarantine } from '../quarantine/get.ts';
import { type CartSummary, cartColumns, toCartSummary } from './cart-summary.ts';
import { type DescribedSituation, describeSituation } from './describe-situation.ts';
import { ordersOfCart } from './orders-of-cart.ts';
import { timelineOf } from './timeline.ts';
import type { TimelineEntry } from './timeline-entry.ts';
import { type SeenOrder, whatItMeans } from './timeline-of-order.ts';

export interface CartDetail extends CartSummary {
  readonly lines: readonly CartLine[];
  readonly restoreUrl: string | null;
  readonly quarantine: Quarantine | null;
  /** The trace of the event that moved `abandonAt` last; null: that event named none. */
  readonly traceId: string | null;
  readonly situation: DescribedSituation;
  /** Newest first. */
  readonly recoveryList: readonly RecoveryOfCart[];
  /** Everything that was not started or not sent, newest first, each reason once per step and channel. */
  readonly nonSends: readonly NonSendOfCart[];
  /** Newest first. */
  readonly messages: readonly MessageOfCart[];
  /** Newest first, whatever became of them. */
  readonly orders: readonly OrderOfCart[];
  /** What a recovery decided by, newest first. */
  readonly predictions: readonly PredictionOfCart[];
  /** Oldest first; of a very long history the newest part. */
  readonly timeline: readonly TimelineEntry[];
}

export interface RecoveryOfCart {
  readonly id: string;
  readonly n: number;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly campaignVersion: number;
  readonly stage: RecoveryStage;
  readonly outcome: RecoveryOutcome | null;
  readonly reason: string | null;
  readonly reasonText: string | null;
  readonly abandonedAt: Date;
  readonly endedAt: Date | null;
  readonly workflowId: string;
}

export interface NonSendOfCart {
  readonly kind: 'not_started' | 'not_sent';
  readonly reason: string;
  readonly reasonText: string;
  readonly channel: Channel | null;
  readonly ruleId: string | null;
  readonly recoveryId: string | null;
  /** When it was decided last, and how many times. */
  readonly at: Date;
  readonly times: number;
}

export interface MessageOfCart {
  readonly id: string;
  readonly recoveryId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  readonly template: string;
  readonly provider: string;
  readonly state: MessageState;
  readonly deliveryState: DeliveryState | null;
  readonly reason: string | null;
  readonly reasonText: string | null;
  readonly claimedAt: Date;
}

export interface OrderOfCart extends SeenOrder {
  /** Whether it counts for this cart, and in words why. */
  readonly counts: boolean;
  readonly event: TimelineEntry['event'];
}

export interface PredictionOfCart {
  readonly recoveryId: string | null;
  readonly at: Date;
  readonly probability: number;
  readonly modelVersion: string;
  /** The features that moved it most, strongest first. */
  readonly reasons: (typeof predictions.$inferSelect)['reasons'];
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
        ...cartColumns(carts),
        lines: carts.lines,
        restoreUrl: carts.restoreUrl,
        anonymousId: carts.anonymousId,
        traceparent: carts.traceparent,
        fold: carts.fold,
      })
      .from(carts)
      .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId)));
    if (!found) throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'id' });
    const { fold, anonymousId, traceparent, ...cart } = toCartSummary(found);
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
    // By recovery, because that is how messages are indexed; the prediction of a recovery has its id.
    const recoveryIds = recovered.map(({ id }) => id);
    const sent = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.storeId, storeId), inArray(messages.recoveryId, recoveryIds)))
      .orderBy(desc(messages.claimedAt))
      .limit(messagesMax);
    const predicted = await tx
      .select()
      .from(predictions)
      .where(and(eq(predictions.storeId, storeId), inArray(predictions.id, recoveryIds)))
      .orderBy(desc(predictions.at));
    const orders = await ordersOfCart(tx, { storeId, cartId, customerId: cart.customerId, anonymousId });
    return {
      ...cart,
      quarantine: await getQuarantine(tx, { storeId, cartId }),
      traceId: traceIdIn(traceparent).traceId ?? null,
      situation: await describeSituation(tx, { storeId, cart, recovered, decided }),
      recoveryList: await withCampaigns(tx, storeId, recovered),
      nonSends: nonSendsOf(decided),
      messages: sent.map(messageOfCart),
      orders: orders.map((order) => {
        const { counts, event } = whatItMeans(order, cart.lastActivityAt);
        return { ...order, counts, event };
      }),
      predictions: predicted.map(({ recoveryId, at, probability, modelVersion, reasons }) => ({
        ...{ recoveryId, at, probability, modelVersion, reasons },
      })),
      timeline: timelineOf({
        touchedAt: cart.lastActivityAt,
        orders,
        operations: [...fold.recent, ...paymentOf(fold)],
        recoveries: recovered,
        decisions: decided,
        messages: sent,
      }),
    };
  });
}

type RecoveryRow = typeof recoveries.$inferSelect;
type DecisionRow = typeof decisions.$inferSelect;

async function withCampaigns(
  tx: Tx,
  storeId: string,
  recovered: readonly RecoveryRow[],
): Promise<readonly RecoveryOfCart[]> {
  if (recovered.length === 0) return [];
  const names = await tx
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.storeId, storeId),
        inArray(
          campaigns.id,
          recovered.map(({ campaignId }) => campaignId),
        ),
      ),
    );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return recovered.map(({ id, n, campaignId, campaignVersion, stage, outcome, reason, workflowId, ...times }) => ({
    ...{ id, n, campaignId, campaignVersion, stage, outcome, reason, workflowId },
    campaignName: nameOf.get(campaignId) ?? campaignId,
    reasonText: reasonText(reason),
    abandonedAt: times.abandonedAt,
    endedAt: times.endedAt,
  }));
}

function nonSendsOf(decided: readonly DecisionRow[]): readonly NonSendOfCart[] {
  const found = new Map<string, NonSendOfCart>();
  for (const { kind, reason, channel, ruleId, recoveryId, at } of decided) {
    if ((kind !== 'not_started' && kind !== 'not_sent') || reason === null) continue;
    const key = [kind, reason, channel, ruleId, recoveryId].join('/');
    const known = found.get(key);
    if (known) found.set(key, { ...known, times: known.times + 1 });
    else
      found.set(key, {
        kind,
        reason,
        reasonText: reasonText(reason) ?? reason,
        channel,
        ruleId,
        recoveryId,
        at,
        times: 1,
      });
  }
  return [...found.values()];
}

function messageOfCart(message: typeof messages.$inferSelect): MessageOfCart {
  const { id, recoveryId, ruleId, channel, template, provider, state, deliveryState, reason, claimedAt } = message;
  return {
    ...{ id, recoveryId, ruleId, channel, template, provider, state, deliveryState, reason, claimedAt },
    reasonText: reasonText(reason),
  };
}

/** The newest order that waited for its payment: a fold keeps of it when that was. */
function paymentOf({ base: { paymentAt } }: KeptFold): readonly CartOperation[] {
  return paymentAt === undefined ? [] : [{ id: 'payment', at: paymentAt, kind: 'payment_pending' }];
}
