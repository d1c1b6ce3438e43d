import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { planRound, type TurnQueue, type Turns } from '../../shared/turns/plan-round.ts';

const queue: TurnQueue = { table: 'carts', key: 'store_id', due: 'abandon_at', waits: 'abandon_at is not null' };

export interface LockDue {
  readonly turns: Turns;
  readonly nowMs: number;
  readonly limit: number;
}

export interface LockedCarts {
  readonly locked: readonly { readonly storeId: string; readonly id: string }[];
  /** More may be due. */
  readonly more: boolean;
  /** When the next cart will be due, epoch milliseconds; null: none waits. Says nothing while there is `more`. */
  readonly nextDueAt: number | null;
}

/**
 * Locks due carts that no other sweep holds, in turn by store, the longest due of each first. The partial index
 * `carts_turns` finds them whatever the number of carts.
 */
export async function lockDueCarts(tx: Tx, { turns, nowMs, limit }: LockDue): Promise<LockedCarts> {
  const { shares, ...rest } = await planRound(tx, queue, { turns, now: nowMs, places: limit });
  if (shares.length === 0) return { locked: [], ...rest };
  const sql = rawSql(tx);
  const locked = await sql<{ storeId: string; id: string }[]>`
    select cart.store_id as "storeId", cart.id
    from unnest(
      ${plain(shares.map(({ key }) => key))}::uuid[],
      ${plain(shares.map(({ places }) => places))}::int[]
    ) as share (store_id, places)
    cross join lateral (
      select store_id, id from carts
      where store_id = share.store_id and abandon_at <= to_timestamp(${nowMs}::float8 / 1000)
      order by abandon_at
      limit share.places
      for update skip locked
    ) cart`;
  return { locked, ...rest };
}
