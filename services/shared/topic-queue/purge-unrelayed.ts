import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Topic } from '../../../events/topics.ts';

/**
 * Takes rows from the queue of a topic that is away for longer than it keeps a record anyway, a bounded number at a time;
 * returns how many.
 */
export async function purgeUnrelayed(
  database: Pick<Database, 'engine'>,
  topic: Pick<Topic, 'name' | 'retentionMs'>,
  { limit }: { readonly limit: number },
): Promise<number> {
  const forgotten = await withEngine(
    database,
    (tx) => rawSql(tx)`
      delete from topic_outbox using (
        select id from topic_outbox where topic = ${topic.name} order by topic_outbox.id limit ${limit}::int
      ) oldest
      where topic_outbox.topic = ${topic.name} and topic_outbox.id = oldest.id
        and created_at < now() - make_interval(secs => ${topic.retentionMs / 1_000}::float8)`,
  );
  return forgotten.count;
}
