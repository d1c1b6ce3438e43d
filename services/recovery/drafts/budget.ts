import { rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { dayMs, minuteMs } from '../../../domain/duration.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { DraftDeps } from './draft-deps.ts';

const offRetryMs = 5 * minuteMs;

/** The day (UTC) that requests are counted by. */
export function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}

/**
 * Counts one request to a model, before it is made. Throws `rate_limited` when the store has used its day, and `unavailable` while
 * drafts are switched off.
 */
export async function takeRequest(
  { database, models, flags, now }: Pick<DraftDeps, 'database' | 'models' | 'flags' | 'now'>,
  storeId: string,
): Promise<void> {
  if (!(await flags.isOn('generated_drafts', { storeId })))
    throw new ServiceError('unavailable', 'Drafts by a model are switched off.', { retryAfterMs: offRetryMs });
  const nowMs = now();
  const taken = await withStore(database, storeId, (tx) =>
    countOne(tx, storeId, dayOf(nowMs), models.requestsPerDayMax),
  );
  if (!taken)
    throw new ServiceError(
      'rate_limited',
      `This store has asked a model ${models.requestsPerDayMax} times today, which is as often as it may. Go on tomorrow.`,
      { retryAfterMs: dayMs - (nowMs % dayMs) },
    );
}

async function countOne(tx: Tx, storeId: string, day: string, max: number): Promise<boolean> {
  const rows = await rawSql(tx)`
    insert into draft_settings as d (store_id, used_day, used_requests)
    select ${storeId}::uuid, ${day}::date, 1 where ${max} > 0
    on conflict (store_id) do update set
      used_day = excluded.used_day,
      used_requests = case when d.used_day = excluded.used_day then d.used_requests + 1 else 1 end
    where d.used_day is distinct from excluded.used_day or d.used_requests < ${max}
    returning used_requests`;
  return rows.length === 1;
}
