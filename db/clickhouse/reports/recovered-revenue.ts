import { localDays } from '../../../domain/local-days.ts';
import type { StoreAnalytics } from '../for-store.ts';
import { type ReportRange, rangeParameters } from './report-range.ts';

export interface RecoveredRevenueRow {
  /** In the time zone that was asked for: `2026-11-22`. */
  readonly day: string;
  /** Null: the recovery is not known here. */
  readonly campaignId: string | null;
  /** Empty: the shop told none. */
  readonly currency: string;
  /** Placed after a message of the recovery that they count to. */
  readonly orders: number;
  /** Of these, without a known total. */
  readonly ordersWithoutAmount: number;
  readonly amountMinor: number;
  readonly refundedMinor: number;
  /** Count to a recovery that had sent nothing yet: these came by themselves. */
  readonly unaidedOrders: number;
  readonly unaidedAmountMinor: number;
}

const query = `
  with sent as (
    select recovery_id, true as found, min(claimed_at) as at from messages
    where state = 'accepted' group by recovery_id
  ), counted as (
    select orders.placed_at as placed_at, orders.campaign_id as campaign_id, orders.currency as currency,
      orders.total_minor as total_minor, orders.refunded_minor as refunded_minor,
      sent.found and ifNull(sent.at <= orders.arrived_at, false) as aided
    from orders left join sent on sent.recovery_id = orders.recovery_id
    where orders.recovery_id is not null and orders.status = 'placed'
      and orders.placed_at >= {from: DateTime64(3, 'UTC')} and orders.placed_at < {to: DateTime64(3, 'UTC')}
  )
  select roundDown(toUnixTimestamp64Milli(assumeNotNull(placed_at)), {dayStarts: Array(Int64)}) as "dayStartMs",
    campaign_id as "campaignId", currency,
    countIf(aided) as orders, countIf(aided and total_minor is null) as "ordersWithoutAmount",
    toFloat64(sumIf(toInt128(ifNull(total_minor, 0)), aided)) as "amountMinor",
    toFloat64(sumIf(toInt128(refunded_minor), aided)) as "refundedMinor",
    countIf(not aided) as "unaidedOrders",
    toFloat64(sumIf(toInt128(ifNull(total_minor, 0)), not aided)) as "unaidedAmountMinor"
  from counted
  group by "dayStartMs", campaign_id, currency
  order by "dayStartMs", campaign_id, currency
  limit {limit: UInt32}`;

/** What recoveries brought, by the day on which the order was placed, by campaign and currency; refunds are not deducted. */
export async function recoveredRevenue(
  store: StoreAnalytics,
  range: ReportRange & { readonly timeZone: string },
): Promise<RecoveredRevenueRow[]> {
  // Counted here, because a server need not know every time zone that a store may have.
  const days = localDays(range.from.getTime(), range.to.getTime(), range.timeZone);
  const dayAt = new Map(days.map(({ startMs, day }) => [startMs, day]));
  const rows = await store.query<Omit<RecoveredRevenueRow, 'day'> & { readonly dayStartMs: number }>(query, {
    ...rangeParameters(range),
    dayStarts: [...dayAt.keys()],
  });
  return rows.map(({ dayStartMs, ...row }) => ({ day: dayAt.get(dayStartMs) ?? '', ...row }));
}
