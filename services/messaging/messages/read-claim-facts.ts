import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import {
  campaigns,
  campaignVersions,
  carts,
  catalogSettings,
  type customers,
  recoveries,
  stores,
} from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { ClaimFacts } from '../../../domain/claim.ts';
import { capDecision, capRoomAt } from '../../../domain/compliance/message-cap.ts';
import { sendingTime } from '../../../domain/compliance/sending-time.ts';
import { toWallMs } from '../../../domain/duration.ts';
import { isHeldOut } from '../../../domain/experiments/holdout.ts';
import { stepIdOf } from '../../../domain/flow/flow-cursor.ts';
import type { UnknownMessage } from '../../../domain/lost-window.ts';
import { isReasonCode, type ReasonCode } from '../../../domain/reason-code.ts';
import { isForStage } from '../../../domain/step-stage.ts';
import { columnsOf } from '../../shared/columns-of.ts';
import { lockCustomer } from '../../state/customers/lock-customer.ts';
import { hasUnclearOrder, unclearOrderMsMax } from '../../state/dead-letter-subjects/has-unclear-order.ts';
import { findOrders } from '../../state/orders/find-orders.ts';
import type { AddressCheck } from '../../state/suppressions/check.ts';
import { readSenders, type SenderRow } from '../senders/read.ts';
import { type MessageFacts, readMessageFacts } from './read-message-facts.ts';

export interface ClaimedThing {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  /** Of an e-mail: the domain that its sender is judged by; null: it has none. */
  readonly fromDomain: string | null;
  /** Newest activity of the cart that the recovery knows of, epoch milliseconds. */
  readonly knownActivityAt: number;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** What a claim needs of the rows: it is made for each message, and every column is named, read and mapped each time. */
const recoveryColumns = columnsOf(recoveries, ['abandonedAt', 'endedAt', 'reason', 'repliedAt']);
const campaignColumns = columnsOf(campaigns, ['id', 'status', 'holdoutPercent']);
const storeColumns = columnsOf(stores, [
  ...(['status', 'name', 'senderName', 'locale', 'url', 'postalAddress', 'timeZone', 'timeScale'] as const),
  ...(['providers', 'replyHandling', 'quietHours', 'countryRules'] as const),
  ...(['capMessages', 'capMessagesOfAll', 'capPeriodMs', 'capAction'] as const),
]);

export interface ClaimReading {
  /** What the lists of providers say is read by whoever knows the providers. */
  readonly facts: Omit<ClaimFacts, 'listed'>;
  readonly address: AddressCheck;
  readonly listedBy: MessageFacts['listedBy'];
  /** Accounts of providers on the channel. */
  readonly senders: readonly SenderRow[];
  /** There was an attempt at this very message. */
  readonly attempted: boolean;
  readonly cart: typeof carts.$inferSelect;
  readonly store: Pick<typeof stores.$inferSelect, keyof typeof storeColumns>;
  readonly customer: typeof customers.$inferSelect;
  readonly campaign: { readonly id: string; readonly holdoutPercent: number };
  /** Whom the store asks about its goods; null: nobody. */
  readonly catalog: typeof catalogSettings.$inferSelect | null;
  /** The arm of the person is kept already. */
  readonly exposed: boolean;
  /** When the message may have gone out without a row that says so. */
  readonly timing: UnknownMessage;
}

/**
 * Locks the customer and the cart of a recovery, as an incoming order does too, and reads under these locks all that
 * decides about a message. Throws when the store has no such recovery.
 */
export async function readClaimFacts(tx: Tx, wanted: ClaimedThing): Promise<ClaimReading> {
  const { storeId, recoveryId, ruleId, channel, nowMs } = wanted;
  const found = and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId));
  const [ids] = await tx
    .select({ customerId: recoveries.customerId, cartId: recoveries.cartId, campaignId: recoveries.campaignId })
    .from(recoveries)
    .where(found);
  if (!ids) throw new Error(`store ${storeId} has no recovery ${recoveryId}`);
  const { customerIds, customer } = await lockCustomer(tx, { storeId, customerId: ids.customerId });
  // What does not wait for each other's answers is sent at once: a connection works it off in this order.
  const [[cart], [row]] = await Promise.all([
    tx
      .select()
      .from(carts)
      .where(and(eq(carts.storeId, storeId), eq(carts.id, ids.cartId)))
      .for('update'),
    tx
      .select({
        recovery: recoveryColumns,
        store: storeColumns,
        campaign: campaignColumns,
        catalog: catalogSettings,
        rules: campaignVersions.rules,
        isFlow: sql<boolean>`${campaignVersions.flow} is not null`,
      })
      .from(recoveries)
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
      .leftJoin(
        catalogSettings,
        and(eq(catalogSettings.storeId, recoveries.storeId), ne(catalogSettings.source, 'off')),
      )
      .where(found),
  ]);
  if (!cart) throw new Error(`store ${storeId} has no cart ${ids.cartId}`);
  if (!row) throw new Error(`recovery ${recoveryId} has no campaign`);
  const { recovery, store, campaign, catalog } = row;
  const step = row.rules.find(({ id }) => id === stepIdOf(ruleId));
  const rule = step ?? { conditions: {} };
  const lastActivityAt = cart.lastActivityAt.getTime();
  const abandonedAt = recovery.abandonedAt.getTime();
  const capSinceMs = nowMs - toWallMs(store.capPeriodMs, store.timeScale);
  const lettersSinceMs = nowMs - unclearOrderMsMax;
  const [message, orders, senders, overtaken] = await Promise.all([
    readMessageFacts(tx, {
      ...{ ...wanted, ...ids, customerId: customer.id },
      ...{ caps: store, capSinceMs, lettersSinceMs },
    }),
    findOrders(tx, { storeId, cartId: cart.id, customerIds }),
    readSenders(tx, channel),
    cart.stage === 'browsing' && hasOpenCart(tx, { storeId, customerIds }),
  ]);
  const { address, listedBy, arm, attempted } = message;
  return {
    ...{ address, listedBy, senders, attempted },
    cart,
    store,
    customer,
    campaign,
    catalog,
    exposed: arm !== null,
    timing: {
      ...{ abandonedAt, lastActivityAt },
      // The steps of a flow may follow at once upon what happens.
      delayMs: row.isFlow || !step ? null : toWallMs(step.delayMs, store.timeScale),
    },
    facts: {
      recoveryEnd: endReasonOf(recovery),
      storeActive: store.status === 'active',
      campaign: campaign.status,
      cart: {
        purchased: cart.status === 'purchased',
        empty: cart.lines.length === 0,
        lastActivityAt,
        atStage: isForStage(rule, cart.stage),
        overtaken,
      },
      knownActivityAt: wanted.knownActivityAt,
      replied: recovery.repliedAt !== null,
      orders,
      // Nearly no store has an open dead letter about an order: only those that do are asked whose it is.
      orderUnclear:
        message.hasOrderLetter &&
        (await hasUnclearOrder(tx, { storeId, customerIds, cartId: cart.externalId, sinceMs: lettersSinceMs })),
      abandonedAt,
      basis: message.basis,
      address: address.kind,
      channelPaused: message.channelPaused,
      sendingTime: sendingTime(
        {
          ...{
            channel,
            sentOfCart: message.sentOfRecovery,
            abandonedAt,
            quietHours: store.quietHours,
            countryRules: store.countryRules,
          },
          ...{ timeZone: customer.timeZone, country: customer.country, region: customer.region },
          phone: channel === 'sms' && address.kind === 'usable' ? address.address : null,
          storeTimeZone: store.timeZone,
        },
        nowMs,
      ),
      cap: capDecision({ roomAt: roomAt(message.oldestCounted, nowMs - capSinceMs), action: store.capAction }, nowMs),
      heldOut: isHeldOut({ customerId: customer.id, campaignId: campaign.id, percent: campaign.holdoutPercent }, arm),
    },
  };
}

function endReasonOf({
  endedAt,
  reason,
}: Pick<typeof recoveries.$inferSelect, 'endedAt' | 'reason'>): ReasonCode | null {
  if (endedAt === null) return null;
  return reason !== null && isReasonCode(reason) ? reason : 'engine_failure';
}

async function hasOpenCart(
  tx: Tx,
  { storeId, customerIds }: { readonly storeId: string; readonly customerIds: readonly string[] },
): Promise<boolean> {
  const [cart] = await tx
    .select({ id: carts.id })
    .from(carts)
    .where(
      and(
        eq(carts.storeId, storeId),
        inArray(carts.customerId, [...customerIds]),
        eq(carts.status, 'open'),
        ne(carts.stage, 'browsing'),
        sql`jsonb_array_length(${carts.lines}) > 0`,
      ),
    )
    .limit(1);
  return cart !== undefined;
}

/** When every cap has room: the last of them. */
function roomAt(oldestCounted: readonly (number | null)[], periodMs: number): number | null {
  const times = oldestCounted.flatMap((at) => capRoomAt(at, periodMs) ?? []);
  return times.length === 0 ? null : Math.max(...times);
}
