import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';
import type { FlowKind } from '../event-flow/judge-flows.ts';

export interface StoreFlow {
  readonly storeId: string;
  readonly name: string;
  /** Null: it never sent an event. */
  readonly state: FlowKind | null;
  /** When it came into this state; of `silent`: its last event. */
  readonly since: Date | null;
  readonly lastEventAt: Date | null;
  /** What its own past would have brought since its last event. */
  readonly expectedEvents: number | null;
}

export interface StoreFlows {
  /** The silent ones first, then those whose last event is longest ago; at most `storesShownMax`. */
  readonly stores: readonly StoreFlow[];
  readonly total: number;
}

export const storesShownMax = 200;

/** How the events of every store come. */
export async function readStoreFlows(database: Pick<Database, 'engine'>): Promise<StoreFlows> {
  const rows = await engineRead(database)<(StoreFlow & { total: number })[]>`
    select s.store_id as "storeId", s.name, f.state, f.since, f.last_event_at as "lastEventAt",
      round(f.expected_events)::int as "expectedEvents", count(*) over ()::int as total
    from stores s left join event_flows f on f.store_id = s.store_id
    where s.test_of is null
    order by f.state is distinct from 'silent', f.last_event_at nulls last, s.store_id
    limit ${storesShownMax}`;
  return {
    stores: rows.map(({ total: _, since, lastEventAt, ...flow }) => ({
      ...flow,
      since: since && new Date(since),
      lastEventAt: lastEventAt && new Date(lastEventAt),
    })),
    total: rows[0]?.total ?? 0,
  };
}
