import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { factSources } from './fact-sources.ts';

/** Up to when analytics has everything that was committed: since the oldest change that waits, of any store, or now. */
export async function readAsOf(database: Pick<Database, 'engine'>): Promise<Date> {
  const [row] = await withEngine(
    database,
    (tx) => rawSql(tx)<{ at_ms: number }[]>`
      select (extract(epoch from least(now(), min(oldest.created_at))) * 1000)::float8 as at_ms
      from unnest(${factSources.map(({ topic }) => topic.name)}::text[]) as facts (topic)
      left join lateral (
        select created_at from topic_outbox where topic_outbox.topic = facts.topic order by id limit 1
      ) oldest on true`,
  );
  if (!row) throw new Error('an aggregate is one row');
  return new Date(row.at_ms);
}
