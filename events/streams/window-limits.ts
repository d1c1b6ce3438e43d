/**
 * For how long an event id is known at the door. The window slides in slots: when the current slot is full or old, the
 * oldest is dropped at once, so that forgetting costs nothing.
 */
export interface WindowLimits {
  readonly slots: number;
  /** Longest time that one slot takes new ids, in milliseconds. */
  readonly slotMs: number;
  /** Most ids in one slot of one partition, about 50 bytes each. */
  readonly slotIdsMax: number;
}

/** Seven days, or the last 1.6 million ids of a partition when more than that came in. */
export const windowLimits: WindowLimits = { slots: 8, slotMs: 24 * 3_600_000, slotIdsMax: 200_000 };
