import type { StoreAnalytics } from '../for-store.ts';
import { type ReportRange, rangeParameters } from './report-range.ts';

export interface MessageStatesRow {
  readonly channel: string;
  readonly provider: string;
  readonly state: string;
  /** What the provider said of it last; null: nothing. */
  readonly deliveryState: string | null;
  readonly messages: number;
  /** Attempts to send them. */
  readonly attempts: number;
}

const query = `
  select channel, provider, state, nullIf(delivery_state, '') as "deliveryState", count() as messages, sum(attempts) as attempts
  from messages
  where claimed_at >= {from: DateTime64(3, 'UTC')} and claimed_at < {to: DateTime64(3, 'UTC')}
  group by channel, provider, state, "deliveryState"
  order by channel, provider, state, "deliveryState"
  limit {limit: UInt32}`;

/** What became of the messages that were permitted within the range, by channel and provider. */
export function messageStates(store: StoreAnalytics, range: ReportRange): Promise<MessageStatesRow[]> {
  return store.query(query, rangeParameters(range));
}
