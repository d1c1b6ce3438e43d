import { expectedCarts } from '../expected-carts.ts';
import type { Invariant } from './invariant.ts';

export const cartsAreAccountedFor: Invariant = {
  name: 'every cart left behind had a recovery, or a decision that says why not',
  async check(evidence) {
    const { sql, storeId } = evidence;
    const left = [...(await expectedCarts(evidence))]
      .filter(([, { lines, status }]) => status === 'open' && lines.size > 0)
      .map(([cart]) => cart);
    const silent = await sql<{ external_id: string; due: boolean }[]>`
      select c.external_id, c.abandon_at is not null as due from carts c
      where c.store_id = ${storeId} and c.external_id = any(${left})
        and (c.abandon_at is not null or not exists (
          select from decisions d where d.store_id = c.store_id and d.cart_id = c.id and d.kind = 'not_started'
        ) and not exists (select from recoveries r where r.store_id = c.store_id and r.cart_id = c.id))`;
    return {
      breaches: silent.map(
        ({ external_id, due }) =>
          `cart ${external_id} was left behind and ${due ? 'was never seen as abandoned' : 'nothing was decided about it'}`,
      ),
    };
  },
};
