import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type FlowBaseline, type FlowState, judgeFlow } from '../../../domain/traffic-anomaly.ts';

export type FlowKind = FlowState['kind'];

/** A store whose flow is another one than at the last look. */
export interface FlowChange {
  readonly storeId: string;
  readonly from: FlowKind;
  readonly to: FlowKind;
  readonly lastEventAt: number;
  readonly expectedEvents: number;
}

export interface JudgedFlows {
  readonly changes: readonly FlowChange[];
  readonly counts: Readonly<Record<FlowKind, number>>;
}

export interface JudgeFlows {
  readonly usual: ReadonlyMap<string, FlowBaseline>;
  /** Epoch milliseconds, by store. */
  readonly lastEvents: ReadonlyMap<string, number>;
  readonly nowMs: number;
}

interface Row {
  readonly storeId: string;
  readonly state: FlowKind;
  readonly since: number;
  readonly lastEventAt: number;
  readonly expectedEvents: number;
}

const unknown: FlowBaseline = { days: 0, hours: [] };

/** Looks at the flow of all stores and keeps what it found. Of several processes, one sees each change. */
export async function judgeFlows(
  database: Pick<Database, 'engine'>,
  { usual, lastEvents, nowMs }: JudgeFlows,
): Promise<JudgedFlows> {
  return withEngine(database, async (tx) => {
    const before = await lockFlows(tx);
    const counts = { learning: 0, flowing: 0, silent: 0 };
    const changes: FlowChange[] = [];
    const rows: Row[] = [];
    for (const [storeId, lastEventAt] of lastEvents) {
      const known = before.get(storeId);
      const state = judgeFlow({
        usual: usual.get(storeId) ?? unknown,
        lastEventAt,
        nowMs,
        silentSince: known?.state === 'silent' ? known.lastEventAt : null,
      });
      const from = known?.state ?? 'learning';
      const expectedEvents = state.kind === 'learning' ? 0 : state.expectedEvents;
      counts[state.kind] += 1;
      if (state.kind !== from) changes.push({ storeId, from, to: state.kind, lastEventAt, expectedEvents });
      const since = known?.state === state.kind ? known.since : state.kind === 'silent' ? lastEventAt : nowMs;
      rows.push({ storeId, state: state.kind, since, lastEventAt, expectedEvents });
    }
    await keepFlows(tx, rows, nowMs);
    return { changes, counts };
  });
}

/** One process at a time: the next one finds what this one kept. */
async function lockFlows(tx: Tx): Promise<ReadonlyMap<string, Pick<Row, 'state' | 'since' | 'lastEventAt'>>> {
  const sql = rawSql(tx);
  await sql`select pg_advisory_xact_lock(hashtext('event_flows'))`;
  const rows = await sql<Pick<Row, 'storeId' | 'state' | 'since' | 'lastEventAt'>[]>`
    select store_id as "storeId", state, (extract(epoch from since) * 1000)::float8 as since,
      (extract(epoch from last_event_at) * 1000)::float8 as "lastEventAt"
    from event_flows`;
  return new Map(rows.map((row) => [row.storeId, row]));
}

async function keepFlows(tx: Tx, rows: readonly Row[], nowMs: number): Promise<void> {
  if (rows.length === 0) return;
  const sql = rawSql(tx);
  const text = (atMs: number) => new Date(atMs).toISOString();
  await sql`
    insert into event_flows (store_id, state, since, last_event_at, expected_events, checked_at)
    select flow.store_id, flow.state, flow.since::timestamptz, flow.last_event_at::timestamptz, flow.expected_events,
      ${text(nowMs)}::timestamptz
    from unnest(
      ${rows.map(({ storeId }) => storeId)}::uuid[],
      ${rows.map(({ state }) => state)}::text[],
      ${rows.map(({ since }) => text(since))}::text[],
      ${rows.map(({ lastEventAt }) => text(lastEventAt))}::text[],
      ${rows.map(({ expectedEvents }) => expectedEvents)}::float8[]
    ) as flow (store_id, state, since, last_event_at, expected_events)
    join stores on stores.store_id = flow.store_id and stores.test_of is null
    on conflict (store_id) do update set state = excluded.state, since = excluded.since,
      last_event_at = excluded.last_event_at, expected_events = excluded.expected_events, checked_at = excluded.checked_at`;
}
