import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';
import { weekDays } from '../../../domain/drift/week-by-weekday.ts';
import type { DriftScope } from './read-sample.ts';

/** Stores that one question finds: the next begins behind the last of them. */
export const scopesPerPage = 100;

/** All stores together: by UTC, since they share no calendar. */
export const allStores: DriftScope = { storeId: null, timeZone: 'UTC' };

/**
 * Stores behind `after`, in order, that had predictions in the last week of whole days and were not checked since the last of
 * them was over.
 */
export async function storesToCheck(
  database: Pick<Database, 'engine'>,
  { after, now }: { readonly after: string | null; readonly now: Date },
): Promise<readonly (DriftScope & { readonly storeId: string })[]> {
  const at = now.toISOString();
  const rows = await engineRead(database)<{ storeId: string; timeZone: string }[]>`
    select s.store_id as "storeId", s.time_zone as "timeZone"
    from stores s
    cross join lateral (select date_trunc('day', ${at}::timestamptz at time zone s.time_zone) as today) own
    where s.test_of is null and (${after}::uuid is null or s.store_id > ${after}::uuid)
      and exists (
        select from predictions p
        where p.store_id = s.store_id and p.at < own.today at time zone s.time_zone
          and p.at >= (own.today - make_interval(days => ${weekDays}::int)) at time zone s.time_zone
      )
      and not exists (
        select from drift_checks c where c.store_id = s.store_id and c.to_day >= own.today::date - 1
      )
    order by 1 limit ${scopesPerPage}`;
  return [...rows];
}
