import type { EventLog } from '../../events/event-log.ts';
import { ServiceError } from '../service-error.ts';

/** Whoever is refused comes back after this long; the backlog needs longer, but a few early birds cost nothing. */
const COME_BACK_MS = 10_000;

/** The log as a door sees it: takes nothing while too much is waiting. Throws `overloaded` then. */
export function holdBack(eventLog: Pick<EventLog, 'append'>, isOverloaded: () => boolean): Pick<EventLog, 'append'> {
  return {
    append(storeId, events, options) {
      if (!isOverloaded()) return eventLog.append(storeId, events, options);
      return Promise.reject(
        new ServiceError(
          'overloaded',
          'More events are waiting than may wait. Nothing was acknowledged: send the same again after the time in Retry-After.',
          { retryAfterMs: COME_BACK_MS },
        ),
      );
    },
  };
}
