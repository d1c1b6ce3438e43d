import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';

/** Longer than a round takes. Who is killed with a topic in hand is followed after this. */
export const topicLeaseMs = 30_000;

export interface TopicHolder {
  readonly topic: string;
  /** Id of who relays. */
  readonly holder: string;
}

/** Takes a topic that has something queued, for as long as a round takes; false: nothing to do, or somebody else does it. */
export async function holdTopic(tx: Tx, { topic, holder }: TopicHolder): Promise<boolean> {
  const held = await rawSql(tx)`
    insert into topic_relays (topic, holder, leased_until)
    select ${topic}, ${holder}::uuid, now() + make_interval(secs => ${topicLeaseMs / 1_000}::float8)
    where exists (select from topic_outbox where topic = ${topic})
    on conflict (topic) do update set holder = excluded.holder, leased_until = excluded.leased_until
    where topic_relays.holder = excluded.holder or topic_relays.leased_until <= now()
    returning topic`;
  return held.length > 0;
}

/** Lets others have a topic at once. */
export async function releaseTopic(database: Pick<Database, 'engine'>, { topic, holder }: TopicHolder): Promise<void> {
  await withEngine(
    database,
    (tx) => rawSql(tx)`delete from topic_relays where topic = ${topic} and holder = ${holder}::uuid`,
  );
}
