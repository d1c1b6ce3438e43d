import type { Invariant } from './invariant.ts';

export const noMessageIsLost: Invariant = {
  name: 'every accepted message is in the outbox, and every claim was settled',
  async check({ sql, storeId }) {
    const lost = await sql<{ id: string }[]>`
      select m.id from messages m left join outbox_messages o on o.store_id = m.store_id and o.message_id = m.id
      where m.store_id = ${storeId} and m.state = 'accepted' and o.message_id is null`;
    const unsettled = await sql<{ id: string; state: string }[]>`
      select id, state from messages where store_id = ${storeId} and state in ('sending', 'retry', 'unknown')`;
    const unsaid = await sql<{ id: string; state: string }[]>`
      select m.id, m.state from messages m join outbox_messages o on o.store_id = m.store_id and o.message_id = m.id
      where m.store_id = ${storeId} and m.state <> 'accepted'`;
    return [
      ...lost.map(({ id }) => `message ${id} counts as accepted and never went out`),
      ...unsettled.map(({ id, state }) => `message ${id} was left in state ${state}`),
      ...unsaid.map(({ id, state }) => `message ${id} went out and counts as ${state}`),
    ];
  },
};
