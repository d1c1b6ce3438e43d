import { recoveryIsToStart } from '../../../db/postgres/schema/index.ts';
import { type Database, engineRead } from '../../../db/postgres/tenancy.ts';
import type { Waiting } from '../../../domain/operation-problems.ts';

/** Counted no further: with more than this the number says nothing new, and counting would itself be load. */
export const waitingCountMax = 10_000;

export interface WaitingWork {
  /** Carts whose idle threshold has passed. */
  readonly carts: Waiting;
  /** Recoveries whose workflow is not started. */
  readonly recoveries: Waiting;
  readonly inboxes: readonly (Waiting & { readonly name: InboxName })[];
}

export type InboxName = 'webhooks' | 'callbacks' | 'signals' | 'confirmations';

interface Row {
  readonly name: InboxName | 'carts' | 'recoveries';
  readonly waiting: number;
  readonly oldest_ms: number | null;
}

/** What waits in PostgreSQL for a role to take it, counted up to `waitingCountMax`. By store where the index goes by store. */
export async function readWaitingWork(database: Pick<Database, 'engine'>): Promise<WaitingWork> {
  const sql = engineRead(database);
  const rows = await sql<Row[]>`
    select waits.name, count(waits.at)::int as waiting, (extract(epoch from min(waits.at)) * 1000)::float8 as oldest_ms
    from (
      (select 'carts' as name, due.at from stores cross join lateral (
        select abandon_at as at from carts
        where carts.store_id = stores.store_id and abandon_at <= now() order by abandon_at limit ${waitingCountMax}
      ) due limit ${waitingCountMax})
      union all
      (select 'recoveries', due.at from stores cross join lateral (
        select created_at as at from recoveries
        where recoveries.store_id = stores.store_id and ${sql.unsafe(recoveryIsToStart)}
        order by created_at limit ${waitingCountMax}
      ) due limit ${waitingCountMax})
      union all
      (select 'webhooks', due_at from webhook_deliveries
        where status = 'received' and due_at <= now() limit ${waitingCountMax})
      union all
      (select 'callbacks', due_at from provider_callbacks
        where status = 'received' and due_at <= now() order by due_at limit ${waitingCountMax})
      union all
      (select 'signals', due_at from signal_outbox where due_at <= now() order by due_at limit ${waitingCountMax})
      union all
      (select 'confirmations', due_at from opt_in_requests
        where status in ('waiting', 'sending') and due_at <= now() order by due_at limit ${waitingCountMax})
    ) waits
    group by waits.name`;
  const of = (name: Row['name']): Waiting => {
    const row = rows.find((one) => one.name === name);
    return { waiting: row?.waiting ?? 0, oldestMs: row?.oldest_ms ?? null };
  };
  const inboxes = (['webhooks', 'callbacks', 'signals', 'confirmations'] as const).map((name) => ({
    name,
    ...of(name),
  }));
  return { carts: of('carts'), recoveries: of('recoveries'), inboxes };
}
