import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';

/** How long an ended session is kept, to tell where somebody was signed in. */
const sessionAgeMsMax = 90 * dayMs;
/** Longer than any window in which tries are counted. */
const attemptAgeMsMax = dayMs;

/**
 * Deletes refresh tokens and links to new passwords that are over, sessions that ended long ago, and old counts of tries; returns how many rows of the
 * kind that there are most of. Several processes may do so at once.
 */
export async function purgeOldSessions(
  database: Pick<Database, 'engine'>,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<number> {
  const before = (ageMs: number) => new Date(nowMs - ageMs).toISOString();
  return withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    const tokens = await sql`
      delete from refresh_tokens where token_hash in (
        select token_hash from refresh_tokens where expires_at <= ${before(0)}
        order by expires_at limit ${limit} for update skip locked)`;
    const sessions = await sql`
      delete from sessions where id in (
        select s.id from sessions s where s.last_seen_at <= ${before(sessionAgeMsMax)}
          and not exists (select from refresh_tokens t where t.session_id = s.id)
        limit ${limit} for update skip locked)`;
    const attempts = await sql`
      delete from attempts where (kind, subject) in (
        select kind, subject from attempts where since <= ${before(attemptAgeMsMax)}
        order by since limit ${limit} for update skip locked)`;
    const resets = await sql`
      delete from password_resets where id in (
        select id from password_resets where expires_at <= ${before(0)}
        order by expires_at limit ${limit} for update skip locked)`;
    return Math.max(resets.count, tokens.count, sessions.count, attempts.count);
  });
}
