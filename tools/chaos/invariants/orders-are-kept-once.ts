import type { Invariant } from './invariant.ts';

/** The shop and the engine read one clock; it may be set between two readings. */
const clockStepMs = 5;

export const ordersAreKeptOnce: Invariant = {
  name: 'every acknowledged order is kept once, placed and paid, as of the moment at which it arrived',
  async check({ sql, storeId, journal }) {
    const placed = new Map(
      journal.entries.flatMap((entry) => (entry.event.type === 'order_placed' ? [[entry.event.orderId, entry]] : [])),
    );
    const rows = await sql<{ external_id: string; whole: boolean; arrived_at: Date | null }[]>`
      select external_id, placed_at is not null and paid_at is not null as whole, arrived_at
      from orders where store_id = ${storeId}`;
    const kept = new Map(rows.map((row) => [row.external_id, row]));
    return {
      breaches: [
        ...[...placed.keys()].filter((id) => !kept.has(id)).map((id) => `order ${id} is lost`),
        ...[...kept.keys()].filter((id) => !placed.has(id)).map((id) => `order ${id} was never placed`),
        ...rows
          .filter(({ external_id, whole }) => placed.has(external_id) && !whole)
          .map(({ external_id }) => `order ${external_id} lacks its placing or its payment`),
        ...rows.flatMap(({ external_id, arrived_at }) => {
          const entry = placed.get(external_id);
          if (!entry) return [];
          const { sentAt, acknowledgedAt } = entry;
          const arrivedAt = arrived_at?.getTime() ?? Number.NaN;
          const isBetween =
            sentAt !== null &&
            acknowledgedAt !== null &&
            arrivedAt >= sentAt - clockStepMs &&
            arrivedAt <= acknowledgedAt + clockStepMs;
          return isBetween
            ? []
            : [`order ${external_id} arrived at ${arrivedAt}, not between ${sentAt} and ${acknowledgedAt}`];
        }),
      ],
    };
  },
};
