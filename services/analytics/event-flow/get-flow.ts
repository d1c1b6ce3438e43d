import { eq } from 'drizzle-orm';
import { eventFlows } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { FlowKind } from './judge-flows.ts';

export interface EventFlow {
  readonly state: FlowKind;
  /** When it came into this state; of `silent`: its last event. */
  readonly since: Date;
  readonly lastEventAt: Date;
  /** What its own past would have brought since then. */
  readonly expectedEvents: number;
  readonly checkedAt: Date;
}

/** How a store's events come; null: nobody has looked yet, or there never was one. */
export async function getEventFlow(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<EventFlow | null> {
  const [flow] = await withStore(database, storeId, (tx) =>
    tx.select().from(eventFlows).where(eq(eventFlows.storeId, storeId)),
  );
  if (!flow) return null;
  const { storeId: _, ...shown } = flow;
  return { ...shown, expectedEvents: Math.round(shown.expectedEvents) };
}
