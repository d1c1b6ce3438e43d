import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { CustomerHistory } from '../../../ml/feature-input.ts';

export interface HistoryOf {
  readonly storeId: string;
  readonly customerId: string;
  /** Orders and messages of after this moment are not seen, epoch milliseconds. */
  readonly atMs: number;
  /** How much faster than the wall the store's clock runs. */
  readonly timeScale: number;
}

interface Row {
  readonly orders: number;
  readonly lastOrderMs: number | null;
  readonly messages: number;
  readonly lastMessageMs: number | null;
  readonly reachableBy: readonly Channel[];
}

/**
 * What the system of record knows of a customer at a moment, in one statement. Orders count from when we were told of them and
 * messages from when they were permitted: neither moment changes afterwards, so the same question later has the same answer.
 */
export async function readCustomerHistory(
  tx: Tx,
  { storeId, customerId, atMs, timeScale }: HistoryOf,
): Promise<CustomerHistory> {
  const at = new Date(atMs).toISOString();
  const [row] = await rawSql(tx)<Row[]>`
    select o.orders, o."lastOrderMs", m.messages, m."lastMessageMs", array(
        select c.channel from consents c
        where c.store_id = ${storeId} and c.customer_id = ${customerId} and c.status = 'granted' and exists (
          select from identities i where i.store_id = c.store_id and i.customer_id = c.customer_id
            and i.kind = case c.channel when 'sms' then 'phone' else c.channel end)
        order by c.channel
      ) as "reachableBy"
    from (
      select count(*)::int as orders, (extract(epoch from max(arrived_at)) * 1000)::float8 as "lastOrderMs" from orders
      where store_id = ${storeId} and customer_id = ${customerId} and arrived_at <= ${at}::timestamptz
    ) o cross join (
      select count(*)::int as messages, (extract(epoch from max(claimed_at)) * 1000)::float8 as "lastMessageMs" from messages
      where store_id = ${storeId} and customer_id = ${customerId} and claimed_at <= ${at}::timestamptz
    ) m`;
  if (!row) throw new Error('an aggregate has one row');
  const age = (ms: number | null): number | null => (ms === null ? null : (atMs - ms) * timeScale);
  return {
    orders: row.orders,
    lastOrderAgoMs: age(row.lastOrderMs),
    messages: row.messages,
    lastMessageAgoMs: age(row.lastMessageMs),
    reachableBy: row.reachableBy,
  };
}
