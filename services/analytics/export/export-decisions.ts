import type { ClickHouseClient } from '@clickhouse/client';
import type { DecisionRow } from '../../../db/clickhouse/tables/decisions.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';

interface StoredDecision {
  readonly store_id: string;
  readonly id: string;
  readonly kind: string;
  readonly cart_id: string;
  readonly recovery_id: string | null;
  readonly rule_id: string | null;
  readonly channel: string | null;
  readonly reason: string | null;
  readonly detail: Record<string, unknown> | null;
  readonly at_ms: number;
}

const decisionsPerRoundMax = 5_000;

/**
 * Copies decisions that analytics does not have yet, and then marks them. By mark and not by number or time: a
 * transaction that commits late would be passed over. Two processes may copy the same row; it replaces itself.
 */
export async function exportDecisions({
  database,
  clickhouse,
}: {
  readonly database: Pick<Database, 'engine'>;
  readonly clickhouse: ClickHouseClient;
}): Promise<number> {
  const rows = await withEngine(
    database,
    (tx) => rawSql(tx)<StoredDecision[]>`
    select store_id, id, kind, cart_id, recovery_id, rule_id, channel, reason, detail, (extract(epoch from at) * 1000)::float8 as at_ms
    from decisions where not exported order by at limit ${decisionsPerRoundMax}`,
  );
  if (rows.length === 0) return 0;
  await clickhouse.insert({ table: 'decisions', values: rows.map(decisionRow), format: 'JSONEachRow' });
  await withEngine(
    database,
    (tx) => rawSql(tx)`
    update decisions set exported = true
    from unnest(${rows.map((row) => row.store_id)}::uuid[], ${rows.map((row) => row.id)}::uuid[]) as copied (store_id, id)
    where decisions.store_id = copied.store_id and decisions.id = copied.id`,
  );
  return rows.length;
}

function decisionRow({ at_ms, ...row }: StoredDecision): DecisionRow {
  return {
    ...row,
    at: utcText(at_ms),
    rule_id: row.rule_id ?? '',
    channel: row.channel ?? '',
    reason: row.reason ?? '',
    detail: JSON.stringify(row.detail ?? {}),
  };
}
