import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';

/** A delivery that this process works on, until its lease ends. */
export interface TakenDelivery {
  readonly storeId: string;
  readonly id: string;
  readonly integrationId: string;
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Times that it was tried, this one included. */
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/**
 * Takes the deliveries that are due and hides them for `leaseMs`: a process that dies with one in hand makes it late,
 * never lost. Any number of processes may ask.
 */
export async function takeDueDeliveries(
  tx: Tx,
  { limit, leaseMs, now }: { readonly limit: number; readonly leaseMs: number; readonly now: number },
): Promise<readonly TakenDelivery[]> {
  const sql = rawSql(tx);
  const at = new Date(now).toISOString();
  const taken = await sql<TakenDelivery[]>`
    with ready as materialized (
      select store_id, id from webhook_deliveries
      where status = 'received' and due_at <= ${at}::timestamptz
      order by due_at
      limit ${limit}::int
      for update skip locked
    )
    update webhook_deliveries d
    set attempts = attempts + 1, due_at = ${at}::timestamptz + make_interval(secs => ${leaseMs / 1_000}::float8)
    from ready
    where d.store_id = ready.store_id and d.id = ready.id
    returning d.store_id as "storeId", d.id, d.integration_id as "integrationId", d.topic, d.headers, d.body,
      d.attempts, (extract(epoch from d.received_at) * 1000)::float8 as "receivedAt"`;
  return taken.sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
}
