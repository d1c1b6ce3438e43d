import type { Invariant } from './invariant.ts';

export const recoveriesEnd: Invariant = {
  name: 'every recovery ended with an outcome and a reason, one at a time per person, and no signal waits',
  async check({ sql, storeId }) {
    const open = await sql<{ id: string; stage: string }[]>`
      select id, stage from recoveries where store_id = ${storeId} and (ended_at is null or outcome is null or reason is null or stage <> 'ended')`;
    const together = await sql<{ customer_id: string }[]>`
      select distinct a.customer_id from recoveries a join recoveries b
        on b.store_id = a.store_id and b.customer_id = a.customer_id and b.id <> a.id and b.created_at >= a.created_at and b.created_at < a.ended_at
      where a.store_id = ${storeId}`;
    const [signals] = await sql<
      { waiting: number }[]
    >`select count(*)::int as waiting from signal_outbox where store_id = ${storeId}`;
    return {
      breaches: [
        ...open.map(({ id, stage }) => `recovery ${id} stands at ${stage}`),
        ...together.map(({ customer_id }) => `person ${customer_id} was in two recoveries at a time`),
        ...(signals && signals.waiting > 0 ? [`${signals.waiting} signals were never delivered`] : []),
      ],
    };
  },
};
