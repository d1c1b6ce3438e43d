import { isTakenOverQuota } from '../../../domain/metering/quota.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import type { Appended, EventLog } from '../../../events/event-log.ts';
import type { Quotas } from '../../state/usage/quotas.ts';

/**
 * The log as an endpoint sees it, of stores whose plan includes no more events: purchases, consents, identities and what happens to
 * carts that are being won back are taken in. The rest is refused event by event, also where that is all of a request: a sender that
 * tries a whole request again for ever would hold up the purchases behind it.
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
      const appended = taken.length === 0 ? [] : await eventLog.append(storeId, taken, options);
      let next = 0;
      return isTaken.map((one): Appended => (one ? (appended[next++] ?? 'quota_exceeded') : 'quota_exceeded'));
    },
  };
}

function asMetered(event: AcceptedEvent) {
  return { type: event.type, cartId: 'cartId' in event ? event.cartId : undefined };
}
