import { dayMs } from '../duration.ts';

/** What became of an arm that showed itself the best. */
export const winnerStates = [
  /** It takes all new people on its date, unless somebody objects. */
  'proposed',
  /** Somebody objected: the split goes on as it is, and proposes nothing more. */
  'objected',
  /** It takes all new people. */
  'applied',
] as const;
export type WinnerState = (typeof winnerStates)[number];

/** Store time between the proposal of a winner and its date: enough to see it after a weekend. */
export const winnerDelayMs = 3 * dayMs;
