import { hourMs } from '../../../domain/duration.ts';
import { isTakenOverQuota } from '../../../domain/metering/quota.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import type { Appended, EventLog } from '../../../events/event-log.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Quotas } from '../../state/usage/quotas.ts';

/** A month begins, or its operator gives the store another plan: neither is a matter of seconds. */
const retryAfterMs = hourMs;

/**
 * The log as an endpoint sees it, of stores whose plan includes no more events: purchases, consents, identities and what happens to
 * carts that are being won back are taken in, and the rest is refused item by item. Where all of it is refused, so is the
 * request. Throws `quota_exceeded` then.
 */
export function holdQuota(
  eventLog: Pick<EventLog, 'append'>,
  quotas: Pick<Quotas, 'eventsOf'>,
): Pick<EventLog, 'append'> {
  return {
    async append(storeId, events, options) {
      const usedUp = quotas.eventsOf(storeId);
      if (usedUp === null) return eventLog.append(storeId, events, options);
      const isTaken = events.map((event) => isTakenOverQuota(asMetered(event), usedUp.isInRecovery));
      const taken = events.filter((_, index) => isTaken[index]);
      if (taken.length === 0)
        throw new ServiceError(
          'quota_exceeded',
          'The plan of this store includes no more events this month. Nothing was acknowledged: send them when the next month begins, or ask the operator for another plan.',
          { retryAfterMs },
        );
      const appended = await eventLog.append(storeId, taken, options);
      let next = 0;
      return isTaken.map((one): Appended => (one ? (appended[next++] ?? 'quota_exceeded') : 'quota_exceeded'));
    },
  };
}

function asMetered(event: AcceptedEvent) {
  return { type: event.type, cartId: 'cartId' in event ? event.cartId : undefined };
}
