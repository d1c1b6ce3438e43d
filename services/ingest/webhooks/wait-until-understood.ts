import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import { pollUntil } from '../../../runtime/poll-until.ts';

/** A delivery that could not be understood so often waits for a platform that is away: the store's messages do not. */
const attemptsMax = 4;

/**
 * Waits until every webhook that was acknowledged to the store's platform before this call has been worked on, so that
 * the log holds each purchase that the platform was told we have.
 *
 * False: the work is further behind than a few seconds; ask again later.
 */
export async function waitUntilUnderstood(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  storeId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const mark = new Date(now()).toISOString();
  return pollUntil(async () => {
    const waiting = await withStore(database, storeId, async (tx) => {
      const sql = rawSql(tx);
      const [row] = await sql<{ waiting: boolean }[]>`
        select exists (
          select from webhook_deliveries
          where store_id = ${storeId}::uuid and status = 'received' and attempts < ${attemptsMax}::int
            and received_at <= ${mark}::timestamptz
        ) as waiting`;
      return row?.waiting === true;
    });
    return !waiting;
  }, signal);
}
