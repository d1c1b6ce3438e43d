import type { Invariant } from './invariant.ts';

export const ordersAreKeptOnce: Invariant = {
  name: 'every acknowledged order is kept once, placed and paid',
  async check({ sql, storeId, ledger }) {
    const placed = new Set(
      ledger.entries.flatMap(({ event }) => (event.type === 'order_placed' ? [event.orderId] : [])),
    );
    const rows = await sql<{ external_id: string; whole: boolean }[]>`
      select external_id, placed_at is not null and paid_at is not null as whole from orders where store_id = ${storeId}`;
    const kept = new Map(rows.map(({ external_id, whole }) => [external_id, whole]));
    return [
      ...[...placed].filter((id) => !kept.has(id)).map((id) => `order ${id} is lost`),
      ...[...kept].filter(([id]) => !placed.has(id)).map(([id]) => `order ${id} was never placed`),
      ...[...kept]
        .filter(([id, whole]) => placed.has(id) && !whole)
        .map(([id]) => `order ${id} lacks its placing or its payment`),
    ];
  },
};
