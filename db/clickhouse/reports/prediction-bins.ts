import { binCount } from '../../../domain/prediction-maturity.ts';
import type { StoreAnalytics } from '../for-store.ts';
import { utcText } from '../utc-text.ts';
import type { ReportRange } from './report-range.ts';

export interface PredictionBinRow {
  /** From 0: the predicted chance is at least a tenth of it. */
  readonly bin: number;
  readonly predictions: number;
  /** Predictions whose time to buy is over. */
  readonly matured: number;
  /** Sum of the matured ones' chances. */
  readonly chances: number;
  /** Of the matured ones, those whose cart or customer ordered within the time. */
  readonly bought: number;
  /** Of these, orders that came after a message. */
  readonly boughtAfterMessage: number;
}

/** Those that may be within the time of a prediction of the range: all others would be grouped in vain. */
const ordersInTime = `
  from orders
  where status = 'placed' and arrived_at >= {from: DateTime64(3, 'UTC')}
    and arrived_at < {to: DateTime64(3, 'UTC')} + toIntervalMillisecond({windowMs: Int64})`;

const query = `
  with by_cart as (
    select assumeNotNull(cart_id) as cart_id, groupArray((assumeNotNull(arrived_at), message_id is not null)) as orders
    ${ordersInTime} and cart_id is not null group by cart_id
  ), by_recovery as (
    select assumeNotNull(recovery_id) as recovery_id, groupArray((assumeNotNull(arrived_at), message_id is not null)) as orders
    ${ordersInTime} and recovery_id is not null group by recovery_id
  ), judged as (
    select assumeNotNull(probability) as chance, recoveries.created_at < {maturedBefore: DateTime64(3, 'UTC')} as is_matured,
      arrayFilter(
        one -> one.1 >= recoveries.created_at and one.1 < recoveries.created_at + toIntervalMillisecond({windowMs: Int64}),
        arrayConcat(by_cart.orders, by_recovery.orders)
      ) as followed
    from recoveries
    left join by_cart on by_cart.cart_id = recoveries.cart_id
    left join by_recovery on by_recovery.recovery_id = recoveries.id
    where probability is not null
      and recoveries.created_at >= {from: DateTime64(3, 'UTC')} and recoveries.created_at < {to: DateTime64(3, 'UTC')}
  )
  select toUInt8(least(floor(chance * {bins: UInt8}), {bins: UInt8} - 1)) as bin, count() as predictions,
    countIf(is_matured) as matured, sumIf(chance, is_matured) as chances,
    countIf(is_matured and notEmpty(followed)) as bought,
    countIf(is_matured and arrayExists(one -> one.2, followed)) as "boughtAfterMessage"
  from judged
  group by bin
  order by bin`;

/** Recoveries by their predicted chance, with what became of those that are old enough to tell. */
export function predictionBins(
  store: StoreAnalytics,
  { from, to, maturedBefore, windowMs }: ReportRange & { readonly maturedBefore: Date; readonly windowMs: number },
): Promise<PredictionBinRow[]> {
  return store.query(query, {
    from: utcText(from.getTime()),
    to: utcText(to.getTime()),
    maturedBefore: utcText(maturedBefore.getTime()),
    windowMs,
    bins: binCount,
  });
}
