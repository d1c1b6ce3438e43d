import type { ClickHouseClient } from '@clickhouse/client';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import type { EventOfPerson, ReadPersonEvents } from '../../accounts/person-exports/person-events.ts';
import { analyticsFailure } from './analytics-failure.ts';

type Row = Omit<EventOfPerson, 'occurredAt' | 'receivedAt'> & {
  readonly occurredMs: number;
  readonly receivedMs: number;
};

/** Reads what a person did, the newest first. Rejects with `unavailable` while analytics is away. */
export function createPersonEvents({ clickhouse }: { readonly clickhouse: ClickHouseClient }): ReadPersonEvents {
  return async ({ storeId, shoppers, cartIds, limit }) => {
    const rows = await analyticsFailure(() =>
      forStore(clickhouse, storeId).query<Row>(
        `select event_id as id, type, toFloat64(toUnixTimestamp64Milli(occurred_at)) as occurredMs,
          toFloat64(toUnixTimestamp64Milli(received_at)) as receivedMs, toString(cart_id) as cartId,
          toString(order_id) as orderId, product_ids as productIds, quantity, value_minor as valueMinor, currency
        from events where shopper in {shoppers: Array(String)} or cart_id in {cartIds: Array(UUID)}
        order by occurred_at desc, event_id limit {limit: UInt32}`,
        { shoppers: shoppers.map((shopper) => shopper.toWellFormed()), cartIds, limit },
      ),
    );
    return rows.map(({ occurredMs, receivedMs, ...row }) => ({
      ...row,
      occurredAt: new Date(occurredMs),
      receivedAt: new Date(receivedMs),
    }));
  };
}
