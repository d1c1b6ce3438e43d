import type { Invariant } from './invariant.ts';

export const messagesGoOutOnce: Invariant = {
  name: 'no message went out twice, and none without a claim',
  async check({ sql, storeId }) {
    const twice = await sql<{ recovery_id: string; rule_id: string; channel: string; times: number }[]>`
      select m.recovery_id, m.rule_id, m.channel, count(*)::int as times
      from sandbox_messages o join messages m on m.store_id = o.store_id and m.id = o.message_id
      where o.store_id = ${storeId} group by 1, 2, 3 having count(*) > 1`;
    const unclaimed = await sql<{ message_id: string }[]>`
      select o.message_id from sandbox_messages o left join messages m on m.store_id = o.store_id and m.id = o.message_id
      where o.store_id = ${storeId} and m.id is null`;
    const sameMoment = await sql<{ cart_id: string; times: number }[]>`
      select cart_id, count(*)::int as times from recoveries where store_id = ${storeId} group by cart_id, abandoned_at having count(*) > 1`;
    return {
      breaches: [
        ...twice.map(
          (row) => `${row.channel} of rule ${row.rule_id} in recovery ${row.recovery_id} went out ${row.times} times`,
        ),
        ...unclaimed.map((row) => `message ${row.message_id} went out without a claim`),
        ...sameMoment.map((row) => `cart ${row.cart_id} was recovered ${row.times} times for one abandonment`),
      ],
    };
  },
};
