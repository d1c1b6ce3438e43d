import type { StoreAnalytics } from '../for-store.ts';
import { type ReportRange, rangeParameters } from './report-range.ts';

/** Carts, each counted once in a stage. */
export interface FunnelRow {
  /** Judged abandoned within the range, whether a recovery started or not. */
  readonly abandoned: number;
  /** With a recovery that started within the range; the stages below are about these. */
  readonly started: number;
  /** With a message that a provider took. */
  readonly messaged: number;
  /** Of whose messages a provider said more; 0: nothing is known of the next three. */
  readonly reported: number;
  readonly delivered: number;
  readonly opened: number;
  readonly clicked: number;
  /** Bought after a message. */
  readonly recovered: number;
  /** Bought before any message. */
  readonly unaided: number;
}

const query = `
  with started as (
    select id, cart_id from recoveries
    where created_at >= {from: DateTime64(3, 'UTC')} and created_at < {to: DateTime64(3, 'UTC')}
  ), judged as (
    select cart_id from started
    union all
    select cart_id from decisions
    where kind = 'not_started' and at >= {from: DateTime64(3, 'UTC')} and at < {to: DateTime64(3, 'UTC')}
  ), sent as (
    select recovery_id, minIf(claimed_at, state = 'accepted') as at, countIf(state = 'accepted') > 0 as accepted,
      countIf(delivery_state <> '') > 0 as reported,
      countIf(delivery_state in ('delivered', 'opened', 'clicked', 'complained', 'unsubscribed')) > 0 as delivered,
      countIf(delivery_state in ('opened', 'clicked')) > 0 as opened,
      countIf(delivery_state = 'clicked') > 0 as clicked
    from messages where recovery_id in (select id from started)
    group by recovery_id
  ), bought as (
    select assumeNotNull(recovery_id) as recovery_id, true as placed, max(arrived_at) as at from orders
    where status = 'placed' and recovery_id in (select id from started)
    group by recovery_id
  ), carts as (
    select started.cart_id as cart_id, max(sent.accepted) as was_messaged, max(sent.reported) as was_reported,
      max(sent.delivered) as was_delivered, max(sent.opened) as was_opened, max(sent.clicked) as was_clicked,
      max(bought.placed and sent.accepted and ifNull(sent.at <= bought.at, false)) as was_recovered,
      max(bought.placed) as was_bought
    from started left join sent on sent.recovery_id = started.id left join bought on bought.recovery_id = started.id
    group by started.cart_id
  )
  select (select uniqExact(cart_id) from judged) as abandoned, count() as started, countIf(was_messaged) as messaged,
    countIf(was_reported) as reported, countIf(was_delivered) as delivered, countIf(was_opened) as opened,
    countIf(was_clicked) as clicked, countIf(was_recovered) as recovered,
    countIf(was_bought and not was_recovered) as unaided
  from carts`;

/** How far the carts came that were judged abandoned, or whose recovery started, within the range. */
export async function funnel(store: StoreAnalytics, range: ReportRange): Promise<FunnelRow> {
  const [row] = await store.query<FunnelRow>(query, rangeParameters(range));
  if (!row) throw new Error('a funnel is one row');
  return row;
}
