import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';
import type { Waiting } from '../../../domain/operation-problems.ts';
import { waitingCountMax } from './read-waiting.ts';

export interface RelayState extends Waiting {
  readonly topic: string;
  /** Until when a process has the topic in hand; null: nobody has. */
  readonly heldUntil: Date | null;
}

/** What waits to be told to each topic, or to be copied to each table of analytics. */
export async function readRelays(
  database: Pick<Database, 'engine'>,
  topics: readonly string[],
): Promise<readonly RelayState[]> {
  const rows = await engineRead(database)<
    { topic: string; waiting: number; oldest_ms: number | null; held_until: Date | null }[]
  >`
    select names.topic, queued.waiting, queued.oldest_ms, relays.leased_until as held_until
    from unnest(${[...topics]}::text[]) with ordinality as names (topic, nth)
    cross join lateral (
      select count(*)::int as waiting, (extract(epoch from min(created_at)) * 1000)::float8 as oldest_ms
      from (
        select created_at from topic_outbox
        where topic_outbox.topic = names.topic order by topic_outbox.id limit ${waitingCountMax}
      ) oldest
    ) queued
    left join topic_relays relays on relays.topic = names.topic and relays.leased_until > now()
    order by names.nth`;
  return rows.map(({ topic, waiting, oldest_ms, held_until }) => ({
    topic,
    waiting,
    oldestMs: oldest_ms,
    heldUntil: held_until === null ? null : new Date(held_until),
  }));
}
