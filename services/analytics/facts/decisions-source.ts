import type { DecisionRow } from '../../../db/clickhouse/tables/decisions.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import { type FactSource, factTopic } from './fact-source.ts';
import { newestQueued } from './newest-queued.ts';

interface StoredDecision extends Omit<DecisionRow, 'at' | 'detail'> {
  readonly at: number;
  readonly detail: Record<string, unknown> | null;
}

/** Decisions, which never change: a row that is inserted again replaces itself. */
export const decisionsSource: FactSource = {
  topic: factTopic('decisions'),
  table: 'decisions',
  async read(tx, queued): Promise<readonly DecisionRow[]> {
    const sql = rawSql(tx);
    const rows = await sql<StoredDecision[]>`
      select d.store_id, d.id, d.kind, d.cart_id, d.recovery_id, coalesce(d.rule_id, '') as rule_id,
        coalesce(d.channel, '') as channel, coalesce(d.reason, '') as reason, d.detail,
        (extract(epoch from d.at) * 1000)::float8 as at
      from ${newestQueued(sql, queued)}
      join decisions d on d.store_id = queued.store_id and d.id = queued.row_id`;
    return rows.map(({ at, detail, ...row }) => ({ ...row, at: utcText(at), detail: JSON.stringify(detail ?? {}) }));
  },
};
