import { reasonCodes } from '../../../domain/reason-code.ts';
import type { Invariant } from './invariant.ts';

/** What may speak against trying again while the campaign goes on. That nothing was left to do is no reason. */
const { no_touch_left: _, ...reasons } = reasonCodes;
const excuses = [...Object.keys(reasons), 'sent_another_way'];

/**
 * A send that a kill broke off may honestly end as unknown when something speaks against trying again, and the message
 * says what. Where its recovery ended for the same cause (a purchase, a newer cart) that is enough.
 */
export const noMessageIsLost: Invariant = {
  name: 'every accepted message is in the outbox, every claim was settled, and none was given up without a reason',
  async check({ sql, storeId }) {
    const lost = await sql<{ id: string }[]>`
      select m.id from messages m left join sandbox_messages o on o.store_id = m.store_id and o.message_id = m.id
      where m.store_id = ${storeId} and m.state = 'accepted' and o.message_id is null`;
    const unsettled = await sql<{ id: string; state: string }[]>`
      select id, state from messages where store_id = ${storeId} and state in ('sending', 'retry')`;
    const givenUp = await sql<{ id: string }[]>`
      select m.id from messages m join recoveries r on r.store_id = m.store_id and r.id = m.recovery_id
      where m.store_id = ${storeId} and m.state = 'unknown' and r.outcome = 'completed'
        and (m.error_code = any(${excuses})) is not true`;
    const unsaid = await sql<{ id: string; state: string }[]>`
      select m.id, m.state from messages m join sandbox_messages o on o.store_id = m.store_id and o.message_id = m.id
      where m.store_id = ${storeId} and m.state not in ('accepted', 'unknown')`;
    return {
      breaches: [
        ...lost.map(({ id }) => `message ${id} counts as accepted and never went out`),
        ...unsettled.map(({ id, state }) => `message ${id} was left in state ${state}`),
        ...givenUp.map(({ id }) => `message ${id} was given up although nothing spoke against it`),
        ...unsaid.map(({ id, state }) => `message ${id} went out and counts as ${state}`),
      ],
    };
  },
};
