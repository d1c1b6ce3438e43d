import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { planRound, type TurnQueue, type Turns } from '../../shared/turns/plan-round.ts';

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

/** Each integration has its turn: what one shop sends in a rush, or cannot be understood, holds up no other. */
const queue: TurnQueue = {
  table: 'webhook_deliveries',
  key: 'integration_id',
  due: 'due_at',
  waits: "status = 'received'",
};

export interface TakeDue {
  readonly turns: Turns;
  readonly limit: number;
  readonly leaseMs: number;
  readonly now: number;
  /** Integrations that have enough in hand. */
  readonly except: readonly string[];
}

export interface TakenRound {
  readonly taken: readonly TakenDelivery[];
  /** More may be due. */
  readonly more: boolean;
}

/**
 * Takes deliveries that are due, in turn by integration, and hides them for `leaseMs`: a process that dies with one in
 * hand makes it late, never lost. Any number of processes may ask.
 */
export async function takeDueDeliveries(tx: Tx, { turns, limit, leaseMs, now, except }: TakeDue): Promise<TakenRound> {
  const { shares, more } = await planRound(tx, queue, { turns, now, places: limit, except });
  if (shares.length === 0) return { taken: [], more };
  const sql = rawSql(tx);
  const at = new Date(now).toISOString();
  const taken = await sql<TakenDelivery[]>`
    with ready as materialized (
      select one.store_id, one.id
      from unnest(
        ${plain(shares.map(({ key }) => key))}::uuid[],
        ${plain(shares.map(({ places }) => places))}::int[]
      ) as share (integration_id, places)
      cross join lateral (
        select store_id, id from webhook_deliveries
        where status = 'received' and integration_id = share.integration_id and due_at <= ${at}::timestamptz
        order by due_at
        limit share.places
        for update skip locked
      ) one
    )
    update webhook_deliveries d
    set attempts = attempts + 1, due_at = ${at}::timestamptz + make_interval(secs => ${leaseMs / 1_000}::float8)
    from ready
    where d.store_id = ready.store_id and d.id = ready.id
    returning d.store_id as "storeId", d.id, d.integration_id as "integrationId", d.topic, d.headers, d.body,
      d.attempts, (extract(epoch from d.received_at) * 1000)::float8 as "receivedAt"`;
  return { taken: taken.sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1)), more };
}
