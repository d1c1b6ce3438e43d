import { rawSql, type Tx } from '../../../../db/postgres/tenancy.ts';
import type { RecordedRecoveries } from '../../../../domain/dry-run/estimates.ts';
import { dayMs } from '../../../../domain/duration.ts';

/** How far back it is looked for what recoveries brought, and the newest so many of them at most. */
export const recordedMs = 90 * dayMs;
const recoveriesMax = 20_000;

interface Row {
  readonly recoveries: number;
  readonly recovered: number;
  readonly currency: string | null;
  readonly orders: number | null;
  readonly mean: number | null;
}

/** What the store's recoveries with a message have brought lately. */
export async function readRecorded(tx: Tx, storeId: string, nowMs: number): Promise<RecordedRecoveries> {
  const sql = rawSql(tx);
  const [row] = await sql<Row[]>`
    with begun as materialized (
      select r.id from recoveries r
      where r.store_id = ${storeId} and r.created_at >= ${new Date(nowMs - recordedMs).toISOString()}::timestamptz
      order by r.created_at desc limit ${recoveriesMax}
    ), written as materialized (
      select begun.id, min(m.claimed_at) as first_at
      from begun join messages m on m.store_id = ${storeId} and m.recovery_id = begun.id and m.state = 'accepted'
      group by begun.id
    ), bought as materialized (
      select written.id, o.currency, o.total_minor
      from written
      join orders o on o.store_id = ${storeId} and o.recovery_id = written.id and o.status = 'placed'
        and o.arrived_at >= written.first_at
    ), main as (
      select currency, count(*)::int as orders, avg(total_minor)::float8 as mean from bought
      where currency is not null and total_minor is not null
      group by currency order by orders desc, currency limit 1
    )
    select (select count(*)::int from written) as recoveries, (select count(distinct id)::int from bought) as recovered,
      main.currency, main.orders, main.mean
    from (select 1) one left join main on true`;
  const { recoveries = 0, recovered = 0, currency = null, orders = null, mean = null } = row ?? {};
  return {
    ...{ recoveries, recovered },
    orders: currency === null || orders === null || mean === null ? null : { currency, count: orders, meanMinor: mean },
  };
}
