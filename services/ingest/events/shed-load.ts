import type { EventLog } from '../../../events/event-log.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Backpressure } from './backpressure.ts';

/** The log as an endpoint sees it: takes nothing of a store whose endpoint is closed. Throws `overloaded` then. */
export function shedLoad(
  eventLog: Pick<EventLog, 'append'>,
  backpressure: Pick<Backpressure, 'refusal' | 'took'>,
): Pick<EventLog, 'append'> {
  return {
    append(storeId, events, options) {
      const refusal = backpressure.refusal(storeId);
      if (refusal !== null)
        return Promise.reject(
          new ServiceError(
            'overloaded',
            `${refusal.message} Nothing was acknowledged: send the same again after the time in Retry-After.`,
            { retryAfterMs: refusal.retryAfterMs },
          ),
        );
      backpressure.took(storeId, events.length);
      return eventLog.append(storeId, events, options);
    },
  };
}
