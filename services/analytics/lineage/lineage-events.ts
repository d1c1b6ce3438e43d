import type { ClickHouseClient } from '@clickhouse/client';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import { analyticsFailure } from '../queries/analytics-failure.ts';

/** An event as analytics keeps it. */
export interface LineageEvent {
  /** The shop's own id of it. */
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly cartId: string | null;
  readonly orderId: string | null;
}

/** Events of a store by their id or their cart. Rejects with `unavailable` while analytics is away. */
export interface LineageEvents {
  /** Null: there is none, or it is not there yet. */
  find(asked: { readonly storeId: string; readonly eventId: string }): Promise<LineageEvent | null>;
  /** The newest first. */
  ofCart(asked: {
    readonly storeId: string;
    readonly cartId: string;
    readonly limit: number;
  }): Promise<readonly LineageEvent[]>;
}

interface Row {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  readonly cartId: string | null;
  readonly orderId: string | null;
}

const columns = `event_id as id, type, toFloat64(toUnixTimestamp64Milli(occurred_at)) as atMs,
  toString(cart_id) as cartId, toString(order_id) as orderId`;

export function createLineageEvents({ clickhouse }: { readonly clickhouse: ClickHouseClient }): LineageEvents {
  const read = async (storeId: string, query: string, parameters: Readonly<Record<string, unknown>>) => {
    const rows = await analyticsFailure(() => forStore(clickhouse, storeId).query<Row>(query, parameters));
    return rows.map(({ atMs, ...row }) => ({ ...row, at: new Date(atMs) }));
  };
  return {
    async find({ storeId, eventId }) {
      const query = `select ${columns} from events where event_id = {eventId: String} order by received_at desc limit 1`;
      return (await read(storeId, query, { eventId }))[0] ?? null;
    },
    ofCart: ({ storeId, cartId, limit }) =>
      read(
        storeId,
        `select ${columns} from events where cart_id = {cartId: UUID} order by occurred_at desc limit {limit: UInt32}`,
        { cartId, limit },
      ),
  };
}
