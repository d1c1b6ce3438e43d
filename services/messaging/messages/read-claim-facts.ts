import { and, count, desc, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import {
  campaignExposures,
  campaigns,
  campaignVersions,
  carts,
  channelPauses,
  consents,
  type customers,
  messages,
  recoveries,
  stores,
} from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { ClaimFacts } from '../../../domain/claim.ts';
import { capDecision, capRoomAt } from '../../../domain/compliance/message-cap.ts';
import { sendingTime } from '../../../domain/compliance/sending-time.ts';
import { toWallMs } from '../../../domain/duration.ts';
import { type HoldoutArm, isHeldOut } from '../../../domain/experiments/holdout.ts';
import { stepIdOf } from '../../../domain/flow/flow-cursor.ts';
import { isReasonCode, type ReasonCode } from '../../../domain/reason-code.ts';
import { isForStage } from '../../../domain/step-stage.ts';
import { lockCustomer } from '../../state/customers/lock-customer.ts';
import { hasUnclearOrder } from '../../state/dead-letter-subjects/has-unclear-order.ts';
import { findOrders } from '../../state/orders/find-orders.ts';
import { type AddressCheck, checkAddress } from '../../state/suppressions/check.ts';

export interface ClaimedThing {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  /** Newest activity of the cart that the recovery knows of, epoch milliseconds. */
  readonly knownActivityAt: number;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export interface ClaimReading {
  readonly facts: ClaimFacts;
  readonly address: AddressCheck;
  readonly cart: typeof carts.$inferSelect;
  readonly store: typeof stores.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
  readonly campaign: { readonly id: string; readonly holdoutPercent: number };
  /** The arm of the person is kept already. */
  readonly exposed: boolean;
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
      .select({ recovery: recoveries, store: stores, campaign: campaigns, rules: campaignVersions.rules })
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
      .where(found),
  ]);
  if (!cart) throw new Error(`store ${storeId} has no cart ${ids.cartId}`);
  if (!row) throw new Error(`recovery ${recoveryId} has no campaign`);
  const { recovery, store, campaign } = row;
  const rule = row.rules.find(({ id }) => id === stepIdOf(ruleId)) ?? { conditions: {} };
  const lastActivityAt = cart.lastActivityAt.getTime();
  const abandonedAt = recovery.abandonedAt.getTime();
  const person = { storeId, customerId: customer.id, channel };
  const asked = { ...wanted, customerId: customer.id };
  const capSinceMs = nowMs - toWallMs(store.capPeriodMs, store.timeScale);
  const [address, consented, orders, orderUnclear, ofChannel, ofAll, sentOfCart, channelPaused, overtaken, arm] =
    await Promise.all([
      checkAddress(tx, person),
      hasConsent(tx, person),
      findOrders(tx, { storeId, cartId: cart.id, customerIds }),
      hasUnclearOrder(tx, { storeId, customerIds, cartId: cart.externalId, nowMs }),
      nthNewest(tx, { ...asked, n: store.capMessages, sinceMs: capSinceMs, on: channel }),
      store.capMessagesOfAll === null
        ? null
        : nthNewest(tx, { ...asked, n: store.capMessagesOfAll, sinceMs: capSinceMs, on: 'all' }),
      countOfRecovery(tx, wanted),
      isPaused(tx, person),
      cart.stage === 'browsing' && hasOpenCart(tx, { storeId, customerIds }),
      armOf(tx, { storeId, customerId: customer.id, campaignId: ids.campaignId }),
    ]);
  return {
    address,
    cart,
    store,
    customer,
    campaign,
    exposed: arm !== null,
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
      orderUnclear,
      abandonedAt,
      consented,
      address: address.kind,
      channelPaused,
      sendingTime: sendingTime(
        {
          ...{ channel, sentOfCart, abandonedAt, quietHours: store.quietHours, countryRules: store.countryRules },
          ...{ timeZone: customer.timeZone, country: customer.country, region: customer.region },
          phone: channel === 'sms' && address.kind === 'usable' ? address.address : null,
          storeTimeZone: store.timeZone,
        },
        nowMs,
      ),
      cap: capDecision({ roomAt: roomAt([ofChannel, ofAll], nowMs - capSinceMs), action: store.capAction }, nowMs),
      heldOut: isHeldOut({ customerId: customer.id, campaignId: campaign.id, percent: campaign.holdoutPercent }, arm),
    },
  };
}

function endReasonOf({ endedAt, reason }: typeof recoveries.$inferSelect): ReasonCode | null {
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

interface CustomerOnChannel {
  readonly storeId: string;
  readonly customerId: string;
  readonly channel: Channel;
}

async function hasConsent(tx: Tx, { storeId, customerId, channel }: CustomerOnChannel): Promise<boolean> {
  const [consent] = await tx
    .select({ status: consents.status })
    .from(consents)
    .where(and(eq(consents.storeId, storeId), eq(consents.customerId, customerId), eq(consents.channel, channel)));
  return consent?.status === 'granted';
}

async function isPaused(
  tx: Tx,
  { storeId, channel }: Pick<CustomerOnChannel, 'storeId' | 'channel'>,
): Promise<boolean> {
  const [pause] = await tx
    .select({ pausedAt: channelPauses.pausedAt })
    .from(channelPauses)
    .where(
      and(eq(channelPauses.storeId, storeId), eq(channelPauses.channel, channel), isNull(channelPauses.resumedAt)),
    );
  return pause !== undefined;
}

/** What this recovery may have sent on the channel by its other rules. */
async function countOfRecovery(tx: Tx, { storeId, recoveryId, ruleId, channel }: ClaimedThing): Promise<number> {
  const [row] = await tx
    .select({ messages: count() })
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.recoveryId, recoveryId),
        eq(messages.channel, channel),
        ne(messages.ruleId, ruleId),
        ne(messages.state, 'rejected'),
      ),
    );
  return row?.messages ?? 0;
}

/** The arm that the person took before; null: none yet. */
async function armOf(
  tx: Tx,
  {
    storeId,
    customerId,
    campaignId,
  }: { readonly storeId: string; readonly customerId: string; readonly campaignId: string },
): Promise<HoldoutArm | null> {
  const [exposure] = await tx
    .select({ arm: campaignExposures.arm })
    .from(campaignExposures)
    .where(
      and(
        eq(campaignExposures.storeId, storeId),
        eq(campaignExposures.campaignId, campaignId),
        eq(campaignExposures.customerId, customerId),
      ),
    );
  return exposure?.arm ?? null;
}

/** When every cap has room: the last of them. */
function roomAt(oldestCounted: readonly (number | null)[], periodMs: number): number | null {
  const times = oldestCounted.flatMap((at) => capRoomAt(at, periodMs) ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

interface NthNewest extends ClaimedThing {
  readonly customerId: string;
  readonly n: number;
  /** Epoch milliseconds. */
  readonly sinceMs: number;
  readonly on: Channel | 'all';
}

/**
 * When the newest message but `n - 1` that may have reached the customer was claimed, by whichever campaign; null: there
 * are fewer. Refused ones have given their place back; an earlier attempt of the message that is asked for has none.
 */
async function nthNewest(
  tx: Tx,
  { storeId, customerId, recoveryId, ruleId, channel, n, sinceMs, on }: NthNewest,
): Promise<number | null> {
  const [row] = await tx
    .select({ claimedAt: messages.claimedAt })
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.customerId, customerId),
        on === 'all' ? undefined : eq(messages.channel, on),
        ne(messages.state, 'rejected'),
        gt(messages.claimedAt, new Date(sinceMs)),
        or(ne(messages.recoveryId, recoveryId), ne(messages.ruleId, ruleId), ne(messages.channel, channel)),
      ),
    )
    .orderBy(desc(messages.claimedAt))
    .limit(1)
    .offset(n - 1);
  return row ? row.claimedAt.getTime() : null;
}
