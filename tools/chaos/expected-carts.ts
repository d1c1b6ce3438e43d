import { createFoldOracle, type ExpectedCart } from '../../test/fold-oracle.ts';
import { arrivalsOfOrders } from './arrivals-of-orders.ts';
import type { Evidence } from './invariants/invariant.ts';

/**
 * What an independent fold makes of everything that was acknowledged. The loadGenerator's orders name no lines, so they take
 * what was put in by the time of their arrival, and when a touch arrived is all the same. Who is behind a device is known
 * from the journal; the engine had to find it out.
 */
export async function expectedCarts(evidence: Evidence): Promise<ReadonlyMap<string, ExpectedCart>> {
  const { entries } = evidence.journal;
  const arrivals = await arrivalsOfOrders(evidence);
  const introduced = new Set(
    entries.filter(({ event }) => event.who.email !== undefined).map(({ shopper }) => shopper),
  );
  const oracle = createFoldOracle();
  for (const { event, shopper, acknowledgedAt } of entries) {
    const who = introduced.has(shopper) ? { ...event.who, customerId: `shopper-${shopper}` } : event.who;
    const arrivedAt = event.type === 'order_placed' ? arrivals.get(event.orderId) : acknowledgedAt;
    oracle.add({ ...event, who }, arrivedAt ?? undefined);
  }
  return oracle.carts();
}
