import { dayMs, hourMs, minuteMs } from '../../../domain/duration.ts';

/** How much is kept and passed on of what people write back. On the wall clock. */
export const replyLimits = {
  /** A reply is forgotten after this, with its words and the address of who wrote it. */
  keptMs: 90 * dayMs,
  /** Replies of one person that are kept within a day: a program that answers to each answer stops here. */
  perPersonAndDayMax: 20,
  /** Replies forwarded to the mailbox of one store within a day; the others are shown on its pages. */
  forwardedPerStoreAndDayMax: 500,
  dayMs,
  /** Stores that know the sender of a mail which names none of our messages: more than anybody shops at. */
  storesOfSenderMax: 200,
  /** Attempts at forwarding one reply, with the pauses between them about three hours. */
  forwardAttemptsMax: 8,
  forwardBackoff: { minMs: minuteMs, maxMs: hourMs },
  /** An operator has to bring the provider back, or the store to pick another. */
  noProviderRetryMs: 10 * minuteMs,
} as const;
