import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { maturityMs } from '../../../domain/prediction-maturity.ts';

/**
 * The one question of what became of a prediction, in parts of a statement: rollouts, drift and training have to mean the same by
 * "bought", or a version would be taught by one truth and judged by another.
 */

/** How long people have to buy, as an interval of the wall's clock; `stores` is the alias of their store's row. */
export function timeToBuy(tx: Tx, stores: string) {
  const sql = rawSql(tx);
  return sql`make_interval(secs => ${maturityMs / 1_000}::float8 / ${sql(stores)}.time_scale)`;
}

/**
 * Whether the cart or its customer ordered after the prediction and in time, told whenever. Asks a relation `asked` with `store_id`,
 * `cart_id`, `customer_id`, `at` and `until`; each half has an index of its own.
 */
export function boughtInTime(tx: Tx) {
  const sql = rawSql(tx);
  return sql`(
    exists (
      select from orders o where o.store_id = asked.store_id and o.cart_id = asked.cart_id and ${orderedInTime(tx)}
    ) or exists (
      select from orders o where o.store_id = asked.store_id and o.customer_id = asked.customer_id and ${orderedInTime(tx)}
    )
  )`;
}

/** Whether an order `o` stands and came after the prediction of `asked` and in time. */
export function orderedInTime(tx: Tx) {
  return rawSql(tx)`o.status = 'placed' and o.arrived_at > asked.at and o.arrived_at <= asked.until`;
}
