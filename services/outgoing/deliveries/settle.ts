import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { failingMsMax, type OutgoingState } from '../../../domain/outgoing/delivery-attempt.ts';
import { endWaiting } from '../endpoints/endpoint.ts';
import type { TakenDelivery } from './take-due.ts';

interface SettleDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly now: () => number;
}

type Attempted = Pick<TakenDelivery, 'storeId' | 'id' | 'endpointId' | 'attempts'>;

export interface Settlement {
  readonly state: OutgoingState;
  readonly reason: string | null;
  /** When it is tried again, epoch milliseconds; given while it is `waiting`. */
  readonly dueAtMs?: number;
  readonly statusCode?: number | null;
  readonly durationMs?: number;
  readonly answer?: string | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Writes down what an attempt came to, unless the delivery ended or was taken by another meanwhile. */
export async function settle({ database, now }: SettleDeps, taken: Attempted, settled: Settlement): Promise<void> {
  const { state, reason, dueAtMs, statusCode = null, durationMs = null, answer = null } = settled;
  const at = now();
  await withEngine(
    database,
    (tx) => rawSql(tx)`
      update endpoint_deliveries
      set state = ${state}, reason = ${reason}, due_at = ${iso(dueAtMs ?? at)}::timestamptz, status_code = ${statusCode}::int,
        duration_ms = ${durationMs}::int, answer = ${answer},
        settled_at = ${state === 'waiting' ? null : iso(at)}::timestamptz
      where store_id = ${taken.storeId} and id = ${taken.id} and attempts = ${taken.attempts} and state = 'waiting'`,
  );
}

/** An attempt that this process broke off counts as none: the next process makes it at once, under the same `webhook-id`. */
export async function giveBack({ database, now }: SettleDeps, taken: Attempted): Promise<void> {
  await withEngine(
    database,
    (tx) => rawSql(tx)`
      update endpoint_deliveries set attempts = attempts - 1, due_at = ${iso(now())}::timestamptz
      where store_id = ${taken.storeId} and id = ${taken.id} and attempts = ${taken.attempts} and state = 'waiting'`,
  );
}

/**
 * Keeps since when an endpoint fails, and switches it off when that has been too long or it wants no more. A transaction of
 * its own: whoever switches an endpoint off holds it before its deliveries. An endpoint that goes on as it was is not written.
 */
export async function noteHealth(
  { database, now }: SettleDeps,
  { storeId, endpointId }: Attempted,
  { ok, gone }: { readonly ok: boolean; readonly gone: boolean },
): Promise<void> {
  const at = now();
  await withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    if (ok) {
      await sql`
        update webhook_endpoints set failing_since = null
        where store_id = ${storeId} and id = ${endpointId} and failing_since is not null`;
      return;
    }
    const tooLong = sql`coalesce(failing_since, ${iso(at)}::timestamptz) <= ${iso(at - failingMsMax)}::timestamptz`;
    const [changed] = await sql<{ status: string }[]>`
      update webhook_endpoints
      set failing_since = coalesce(failing_since, ${iso(at)}::timestamptz),
        status = case when ${gone} or ${tooLong} then 'off' else status end,
        off_reason = case when ${gone} then 'gone' when ${tooLong} then 'failing' end,
        off_at = case when ${gone} or ${tooLong} then ${iso(at)}::timestamptz end,
        revision = revision + case when ${gone} or ${tooLong} then 1 else 0 end
      where store_id = ${storeId} and id = ${endpointId} and status = 'active'
        and (failing_since is null or ${gone} or ${tooLong})
      returning status`;
    if (changed?.status === 'off') await endWaiting(tx, { storeId, endpointId }, at);
  });
}
