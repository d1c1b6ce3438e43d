import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';

/** What can be counted of a step. Codes are part of the API: add, never rename. */
export const stepFigures = ['sent', 'delivered', 'clicked', 'bought', 'skipped', 'waiting'] as const;
export type StepFigure = (typeof stepFigures)[number];

/** Recoveries of one campaign that began within a range, and all that became of them until now. */
export interface CampaignRange {
  readonly storeId: string;
  readonly campaignId: string;
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/**
 * The one query behind the numbers of a campaign's steps and the lists behind these numbers: a row for each message that was
 * sent, delivered, clicked or followed by an order, and for each one that was not sent, with its reason.
 *
 * An order counts once, to the last message before it. A step that was skipped for now and sent later was sent. A click is
 * what the provider reported, or that somebody followed the link of the message. Who waits is who stands at a step now,
 * whenever their recovery began.
 */
export function stepEntries(tx: Tx, { storeId, campaignId, from, to }: CampaignRange) {
  const sql = rawSql(tx);
  return sql`
    with begun as materialized (
      select id, cart_id, customer_id from recoveries
      where store_id = ${storeId} and campaign_id = ${campaignId} and created_at >= ${from.toISOString()}::timestamptz and created_at < ${to.toISOString()}::timestamptz
    ), accepted as materialized (
      select m.id, m.rule_id, m.channel, m.recovery_id, m.cart_id, m.customer_id, m.claimed_at, m.delivery_state, m.delivery_times
      from begun join messages m on m.store_id = ${storeId} and m.recovery_id = begun.id
      where m.state = 'accepted'
    ), entries as (
      select 'sent' as figure, id, rule_id, channel, null::text as reason, recovery_id, cart_id, customer_id,
        id as message_id, null::uuid as order_id, claimed_at as at
      from accepted
      union all
      select 'delivered', id, rule_id, channel, null, recovery_id, cart_id, customer_id, id, null,
        coalesce((delivery_times->>'delivered')::timestamptz, claimed_at)
      from accepted
      where delivery_times ? 'delivered' or delivery_state in ('delivered', 'opened', 'clicked', 'unsubscribed', 'complained')
      union all
      select 'clicked', accepted.id, rule_id, accepted.channel, null, recovery_id, accepted.cart_id, accepted.customer_id,
        accepted.id, null, least((delivery_times->>'clicked')::timestamptz, followed.at)
      from accepted
      left join lateral (
        select min(redeemed_at) as at from links
        where links.store_id = ${storeId} and links.message_id = accepted.id and links.kind = 'restore'
      ) followed on true
      where delivery_times ? 'clicked' or followed.at is not null
      union all
      select 'bought', o.id, credited.rule_id, credited.channel, null, begun.id, begun.cart_id, begun.customer_id,
        credited.id, o.id, o.placed_at
      from begun
      join orders o on o.store_id = ${storeId} and o.recovery_id = begun.id and o.status = 'placed'
      cross join lateral (
        select id, rule_id, channel from accepted
        where accepted.recovery_id = begun.id and accepted.claimed_at <= o.arrived_at
        order by claimed_at desc, id desc limit 1
      ) credited
      union all
      select 'skipped', d.id, d.rule_id, d.channel, d.reason, begun.id, begun.cart_id, begun.customer_id, null, null, d.at
      from begun
      join decisions d on d.store_id = ${storeId} and d.recovery_id = begun.id and d.kind = 'not_sent' and d.rule_id is not null
      where not exists (
        select from accepted
        where accepted.recovery_id = begun.id and accepted.rule_id = d.rule_id
          and (d.channel is null or accepted.channel = d.channel)
      )
      union all
      select 'waiting', id, cursor->>'stepId', null, null, id, cart_id, customer_id, null, null,
        to_timestamp((cursor->>'since')::float8 / 1000)
      from recoveries
      where store_id = ${storeId} and campaign_id = ${campaignId} and ended_at is null and cursor is not null
    )`;
}

/** A cart behind a number of a step. */
export interface StepEntry {
  readonly id: string;
  readonly figure: StepFigure;
  readonly stepId: string;
  /** Null: none of the step's channels was tried. */
  readonly channel: Channel | null;
  readonly reason: string | null;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly messageId: string | null;
  readonly orderId: string | null;
  readonly at: Date;
}
