import type { RecoveryFact } from '../../../db/clickhouse/tables/facts.ts';
import { utcText, utcTextOrNull } from '../../../db/clickhouse/utc-text.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import { type FactSource, factTopic } from './fact-source.ts';
import { newestQueued } from './newest-queued.ts';

interface StoredRecovery extends Omit<RecoveryFact, 'created_at' | 'abandoned_at' | 'started_at' | 'ended_at'> {
  readonly created_at: number;
  readonly abandoned_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
}

/** Recoveries, from their start to their outcome. */
export const recoveriesSource: FactSource = {
  topic: factTopic('recoveries'),
  table: 'recoveries',
  async read(tx, queued): Promise<readonly RecoveryFact[]> {
    const sql = rawSql(tx);
    const rows = await sql<StoredRecovery[]>`
      select r.store_id, r.id, queued.version, r.cart_id, r.campaign_id, r.campaign_version, r.stage,
        coalesce(r.outcome, '') as outcome, coalesce(r.reason, '') as reason, r.probability,
        coalesce(r.model_version, '') as model_version,
        (extract(epoch from r.created_at) * 1000)::float8 as created_at,
        (extract(epoch from r.abandoned_at) * 1000)::float8 as abandoned_at,
        (extract(epoch from r.started_at) * 1000)::float8 as started_at,
        (extract(epoch from r.ended_at) * 1000)::float8 as ended_at
      from ${newestQueued(sql, queued)}
      join recoveries r on r.store_id = queued.store_id and r.id = queued.row_id`;
    return rows.map((row) => ({
      ...row,
      created_at: utcText(row.created_at),
      abandoned_at: utcText(row.abandoned_at),
      started_at: utcTextOrNull(row.started_at),
      ended_at: utcTextOrNull(row.ended_at),
    }));
  },
};
