import type { EventLog } from '../../../events/event-log.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Doors } from './doors.ts';

/** The log as a door sees it: takes nothing of a store whose door is closed. Throws `overloaded` then. */
export function holdBack(
  eventLog: Pick<EventLog, 'append'>,
  doors: Pick<Doors, 'refusal' | 'took'>,
): Pick<EventLog, 'append'> {
  return {
    append(storeId, events, options) {
      const refusal = doors.refusal(storeId);
      if (refusal !== null)
        return Promise.reject(
          new ServiceError(
            'overloaded',
            `${refusal.message} Nothing was acknowledged: send the same again after the time in Retry-After.`,
            { retryAfterMs: refusal.retryAfterMs },
          ),
        );
      doors.took(storeId, events.length);
      return eventLog.append(storeId, events, options);
    },
  };
}
