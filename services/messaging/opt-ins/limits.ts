import { dayMs, hourMs } from '../../../domain/duration.ts';

/** How the address of a stranger is kept from being written to again and again. On the wall clock. */
export const optInLimits = {
  /** An address is asked once in this time, whoever names it. */
  addressPauseMs: dayMs,
  /** And so often within `keptMs`. */
  perAddressMax: 3,
  /** Addresses that one store asks within an hour: beyond, the yes is only kept. */
  perStoreAndHourMax: 200,
  storePeriodMs: hourMs,
  /** How long the link in the e-mail is good. */
  linkMs: 7 * dayMs,
  /** What came so late that nobody remembers asking for it is not asked about. */
  ageMsMax: dayMs,
  /** A request is forgotten after this, and its address with it. */
  keptMs: 30 * dayMs,
} as const;
