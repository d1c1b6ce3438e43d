import type { StoreAnalytics } from '../../../db/clickhouse/for-store.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import {
  type ActivityEvent,
  addToActivity,
  emptyActivity,
  type ShoppingActivity,
} from '../../../ml/shopping-activity.ts';

interface HistoryRow {
  readonly type: string;
  /** Epoch milliseconds; 64-bit integers arrive as text. */
  readonly at_ms: string;
  readonly product_ids: readonly string[];
}

/** The newest events of a customer that are folded; older ones would hardly move a feature. */
const historyEventsMax = 5_000;

/**
 * What a customer did, folded from all their events in analytics; empty when it has none (yet). An order counts as of when it
 * arrived, as for the cart: shops date orders by many clocks. `asOfMs` (epoch milliseconds) leaves out what happened later and
 * what arrived later alike: neither was known at that moment.
 */
export async function foldActivity(
  analytics: StoreAnalytics,
  shopper: string,
  asOfMs?: number,
): Promise<ShoppingActivity> {
  const asOf = asOfMs === undefined ? undefined : utcText(asOfMs);
  const newestFirst = await analytics.query<HistoryRow>(
    `select type, toUnixTimestamp64Milli(if(type = 'order_placed', received_at, occurred_at)) as at_ms, product_ids
    from events where shopper = {shopper: String}${asOf === undefined ? '' : knownThen}
    order by at_ms desc, event_id desc limit {limit: UInt32}`,
    { shopper, limit: historyEventsMax, ...(asOf !== undefined && { asOf }) },
  );
  return newestFirst
    .toReversed()
    .flatMap((row) => eventOf(row) ?? [])
    .reduce(addToActivity, emptyActivity);
}

const knownThen = `
      and occurred_at <= {asOf: DateTime64(3, 'UTC')} and received_at <= {asOf: DateTime64(3, 'UTC')}`;

function eventOf({ type, at_ms, product_ids }: HistoryRow): ActivityEvent | null {
  const atMs = Number(at_ms);
  const lines = product_ids.map((productId) => ({ productId }));
  const [first] = lines;
  switch (type) {
    case 'product_viewed':
      return first ? { type, atMs, productId: first.productId } : null;
    case 'line_added':
      return first ? { type, atMs, line: first } : null;
    case 'line_removed':
    case 'order_placed':
      return { type, atMs };
    case 'cart_updated':
    case 'checkout_started':
    case 'checkout_updated':
      return { type, atMs, lines };
    default:
      return null;
  }
}
