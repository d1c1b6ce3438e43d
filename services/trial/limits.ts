import { dayMs, hourMs } from '../../domain/duration.ts';

export const trialLimits = {
  /** Test messages of one person or key, or of the operator, in a store. */
  messagesPerHourMax: 20,
  /** Test runs that one person begins in a store. */
  runsPerHourMax: 20,
  periodMs: hourMs,
  /** Rows of test messages and test runs. */
  keptMs: 30 * dayMs,
  phoneLengthMax: 16,
  deviceTokenLengthMax: 4_096,
} as const;
