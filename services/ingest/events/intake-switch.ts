import { minuteMs } from '../../../domain/duration.ts';
import type { Flags } from '../../state/flags/flags.ts';
import type { Backpressure, Refusal } from './backpressure.ts';

const switchedOff: Refusal = { message: 'Taking events in is switched off.', retryAfterMs: minuteMs };

/** Closes the doors of those stores too whose events somebody does not want taken in now. Asked for each event, so nothing waits. */
export function withIntakeSwitch(
  doors: Pick<Backpressure, 'refusal' | 'took'>,
  flags: Pick<Flags, 'isOnNow'>,
): Pick<Backpressure, 'refusal' | 'took'> {
  return {
    took: doors.took,
    refusal: (storeId) => (flags.isOnNow('event_intake', { storeId }) ? doors.refusal(storeId) : switchedOff),
  };
}
