import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { deadLetterLimits } from './letter-limits.ts';

const lettersPerRoundMax = 1_000;

/**
 * Takes the content of dead letters that nobody settled in time: it may be personal. Settled ones go altogether; what was
 * done about them stays in the log. Returns how many it changed.
 */
export async function expireDeadLetters(
  database: Pick<Database, 'engine'>,
  { now, retentionMs = deadLetterLimits.retentionMs }: { readonly now: number; readonly retentionMs?: number },
): Promise<number> {
  const before = new Date(now - retentionMs).toISOString();
  return withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    const at = new Date(now).toISOString();
    const [expired] = await sql<{ letters: number }[]>`
      with due as (
        select store_id, id from dead_letters where last_at < ${before}::timestamptz and state in ('new', 'proposed')
        limit ${lettersPerRoundMax} for update skip locked),
      expired as (
        update dead_letters letter set state = 'expired', event = '', size_bytes = 0, steps = null, content_hash = null,
          settled_at = ${at}::timestamptz, settled_by = 'engine'
        from due where letter.store_id = due.store_id and letter.id = due.id
        returning letter.store_id, letter.id, letter.fingerprint),
      forgotten as (
        delete from dead_letter_subjects subject using expired
        where subject.store_id = expired.store_id and subject.letter_id = expired.id),
      logged as (
        insert into repair_log (store_id, id, at, actor, action, fingerprint, letters)
        select store_id, gen_random_uuid(), ${at}::timestamptz, 'engine', 'expired', fingerprint, count(*)::int
        from expired group by store_id, fingerprint)
      select count(*)::int as letters from expired`;
    const removed = await sql`
      with due as (
        select store_id, id from dead_letters
        where settled_at < ${before}::timestamptz and state in ('repaired', 'rejected', 'expired')
        limit ${lettersPerRoundMax} for update skip locked)
      delete from dead_letters letter using due where letter.store_id = due.store_id and letter.id = due.id`;
    return (expired?.letters ?? 0) + removed.count;
  });
}
