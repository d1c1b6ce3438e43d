import type { Evidence } from './invariants/invariant.ts';

/** When each order arrived, by the shop's id, epoch milliseconds. That it is true is an invariant of its own. */
export async function arrivalsOfOrders({ sql, storeId }: Evidence): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<
    { external_id: string; arrived_at: Date }[]
  >`select external_id, arrived_at from orders where store_id = ${storeId} and arrived_at is not null`;
  return new Map(rows.map(({ external_id, arrived_at }) => [external_id, arrived_at.getTime()]));
}
