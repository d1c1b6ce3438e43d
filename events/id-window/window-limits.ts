import { dayMs } from '../../domain/duration.ts';

/**
 * For how long an event id is known at the endpoint. The window of a store slides in slots: when the current slot is full or
 * old, the oldest is dropped at once, so that forgetting costs nothing.
 */
export interface WindowLimits {
  readonly slots: number;
  /** Longest time that one slot takes new ids, in milliseconds. */
  readonly slotMs: number;
  /** Most ids in one slot of one store, about 85 bytes each. */
  readonly slotIdsMax: number;
  /** Most ids of all stores of a partition; what is above is taken from the store that has most. */
  readonly partitionIdsMax: number;
}

/**
 * Seven days, or the last 1.3 million ids of a store when more than that came in: 185 thousand events a day for a week,
 * or 130 seconds of 10,000 a second. A partition holds 1.6 million, about 136 MB.
 */
export const windowLimits: WindowLimits = {
  slots: 8,
  slotMs: dayMs,
  slotIdsMax: 200_000,
  partitionIdsMax: 1_600_000,
};
