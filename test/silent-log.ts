import type { EventLog } from '../events/event-log.ts';

/** A log for tests in which nobody tells it anything. */
export const silentLog: Pick<EventLog, 'append'> = {
  append: () => Promise.reject(new Error('nothing is to be told here')),
};
