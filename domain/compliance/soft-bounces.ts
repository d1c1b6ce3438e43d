import { dayMs } from '../duration.ts';

/** On as many days an address may refuse messages for the moment, one after the other, before it is left alone. */
export const softBounceDaysMax = 5;

/** Older ones say nothing of the address as it is now. */
export const softBounceMemoryMs = 90 * dayMs;

/** What was reported of one message to an address, in epoch milliseconds of when it happened; null: nothing of the kind. */
export interface AddressReport {
  readonly bouncedAt: number | null;
  readonly deliveredAt: number | null;
}

/**
 * The days on which an address refused messages since it last took one. A report counts as of when it happened: a delivery
 * of Sunday that is heard of on Wednesday wipes out nothing that came after Sunday. Several messages of one day are one
 * trouble of the mailbox. Days are those of UTC.
 */
export function softBounceDays(reports: readonly AddressReport[], nowMs: number): number {
  const lastTaken = Math.max(nowMs - softBounceMemoryMs, ...reports.flatMap(({ deliveredAt }) => deliveredAt ?? []));
  const refused = reports.flatMap(({ bouncedAt }) => (bouncedAt !== null && bouncedAt > lastTaken ? [bouncedAt] : []));
  return new Set(refused.map((at) => Math.floor(at / dayMs))).size;
}

/** Whether nothing more goes to an address on its channel. */
export function isWornOut(reports: readonly AddressReport[], nowMs: number): boolean {
  return softBounceDays(reports, nowMs) >= softBounceDaysMax;
}
