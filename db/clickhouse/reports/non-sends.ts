import type { StoreAnalytics } from '../for-store.ts';
import { type ReportRange, rangeParameters } from './report-range.ts';

export interface NonSendRow {
  /** `not_started`: no recovery began; `not_sent`: a message was left out. */
  readonly kind: 'not_started' | 'not_sent';
  readonly reason: string | null;
  readonly channel: string | null;
  readonly decisions: number;
  readonly carts: number;
}

const query = `
  select kind, nullIf(reason, '') as reason, nullIf(channel, '') as channel, count() as decisions, uniqExact(cart_id) as carts
  from decisions
  where kind in ('not_started', 'not_sent') and at >= {from: DateTime64(3, 'UTC')} and at < {to: DateTime64(3, 'UTC')}
  group by kind, reason, channel
  order by decisions desc, kind, reason, channel
  limit {limit: UInt32}`;

/** Why nothing was started or sent within the range, most frequent first. */
export function nonSends(store: StoreAnalytics, range: ReportRange): Promise<NonSendRow[]> {
  return store.query(query, rangeParameters(range));
}
