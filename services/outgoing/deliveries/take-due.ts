import { plain } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { OutgoingEventType } from '../../../domain/outgoing/event-types.ts';
import { planRound, type TurnQueue, type Turns } from '../../shared/turns/plan-round.ts';
import { type Lanes, laneLimits } from './lanes.ts';

/** A delivery that this process tries, until its lease ends. */
export interface TakenDelivery {
  readonly storeId: string;
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly type: OutgoingEventType;
  readonly isTest: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  /** Times that it was tried, this one included. */
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly createdAtMs: number;
  /** How long it had been due when it was taken. */
  readonly lateMs: number;
  readonly endpoint: {
    readonly url: string;
    readonly isActive: boolean;
    readonly secrets: string;
    readonly previousSecretUntil: Date | null;
  };
}

const queue: TurnQueue = {
  table: 'endpoint_deliveries',
  key: 'endpoint_id',
  due: 'due_at',
  waits: "state = 'waiting'",
};

export interface TakeDue {
  readonly turns: Turns;
  readonly lanes: Pick<Lanes, 'free' | 'full' | 'room'>;
  readonly leaseMs: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface TakenRound {
  readonly taken: readonly TakenDelivery[];
  /** More may be due that there are places for. */
  readonly more: boolean;
  /** When the next one will be due, epoch milliseconds; null: none is known. */
  readonly nextDueAt: number | null;
}

type Row = Omit<TakenDelivery, 'endpoint'> & {
  readonly url: string;
  readonly isActive: boolean;
  readonly secrets: string;
  readonly previousSecretUntil: Date | null;
};

/**
 * Takes deliveries that are due, in turn by endpoint and within the room of each lane, and hides them for `leaseMs`: a
 * process that dies with one in hand makes it late, never lost. Any number of processes may ask.
 */
export async function takeDueOutgoing(tx: Tx, { turns, lanes, leaseMs, now }: TakeDue): Promise<TakenRound> {
  const places = lanes.free();
  const { shares, more, nextDueAt } = await planRound(tx, queue, { turns, now, places, except: lanes.full() });
  if (shares.length === 0) return { taken: [], more: false, nextDueAt };
  const endpoints = lanes.room.endpoints();
  const stores = lanes.room.stores();
  const at = new Date(now).toISOString();
  const rows = await rawSql(tx)<Row[]>`
    with share as (
      select named.endpoint_id, least(named.places, coalesce(room.places, ${laneLimits.perEndpointMax}::int)) as places
      from unnest(
        ${plain(shares.map(({ key }) => key))}::uuid[],
        ${plain(shares.map(({ places: count }) => count))}::int[]
      ) as named (endpoint_id, places)
      left join unnest(
        ${plain(endpoints.map(({ id }) => id))}::uuid[],
        ${plain(endpoints.map(({ places: count }) => count))}::int[]
      ) as room (endpoint_id, places) using (endpoint_id)
    ), due as materialized (
      select one.store_id, one.id, one.due_at
      from share
      cross join lateral (
        select store_id, id, due_at from endpoint_deliveries
        where state = 'waiting' and endpoint_id = share.endpoint_id and due_at <= ${at}::timestamptz
        order by due_at
        limit share.places
        for update skip locked
      ) one
    ), ready as materialized (
      select ranked.store_id, ranked.id, ranked.due_at
      from (select due.*, row_number() over (partition by store_id order by due_at, id) as nth from due) ranked
      left join unnest(
        ${plain(stores.map(({ id }) => id))}::uuid[],
        ${plain(stores.map(({ places: count }) => count))}::int[]
      ) as room (store_id, places) using (store_id)
      where ranked.nth <= coalesce(room.places, ${laneLimits.perStoreMax}::int)
    )
    update endpoint_deliveries d
    set attempts = d.attempts + 1, attempted_at = ${at}::timestamptz,
      due_at = ${at}::timestamptz + make_interval(secs => ${leaseMs / 1_000}::float8)
    from ready join webhook_endpoints e on e.store_id = ready.store_id
    where d.store_id = ready.store_id and d.id = ready.id and e.id = d.endpoint_id
    returning d.store_id as "storeId", d.id, d.endpoint_id as "endpointId", d.event_id as "eventId", d.type,
      d.is_test as "isTest", d.data, d.attempts, (extract(epoch from d.created_at) * 1000)::float8 as "createdAtMs",
      (extract(epoch from ${at}::timestamptz - ready.due_at) * 1000)::float8 as "lateMs",
      e.url, e.status = 'active' as "isActive", e.secrets, e.previous_secret_until as "previousSecretUntil"`;
  const taken = rows.map(({ url, isActive, secrets, previousSecretUntil, ...delivery }) => ({
    ...delivery,
    endpoint: {
      ...{ url, isActive, secrets },
      previousSecretUntil: previousSecretUntil && new Date(previousSecretUntil),
    },
  }));
  return { taken, more: more && taken.length > 0, nextDueAt };
}
