import type { StoreAnalytics } from '../../../db/clickhouse/for-store.ts';
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

/** What a customer did, folded from all their events in analytics; empty when it has none (yet). */
export async function foldActivity(analytics: StoreAnalytics, shopper: string): Promise<ShoppingActivity> {
  const newestFirst = await analytics.query<HistoryRow>(
    `select type, toUnixTimestamp64Milli(occurred_at) as at_ms, product_ids
    from events where shopper = {shopper: String}
    order by occurred_at desc, event_id desc limit {limit: UInt32}`,
    { shopper, limit: historyEventsMax },
  );
  return newestFirst
    .toReversed()
    .flatMap((row) => eventOf(row) ?? [])
    .reduce(addToActivity, emptyActivity);
}

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
