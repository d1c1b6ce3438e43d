import { dayMs, hourMs } from '../duration.ts';
import type { UsageRow } from './meter.ts';
import { usageRowId } from './usage-event.ts';

/**
 * What a vendor of bills is told of a row: Stripe's meter events, which it takes once under an identifier for 24 hours at least and
 * for moments of the last 35 days (docs.stripe.com/api/billing/meter-event). What it was told is therefore kept here.
 */
export interface MeterEvent {
  readonly identifier: string;
  /** `cart_recovery_messages` */
  readonly eventName: string;
  readonly value: number;
  /** Epoch seconds. */
  readonly timestamp: number;
}

/** Where a part of a row stands with the vendor. */
export const sentStates = [
  /** On its way, or nobody knows whether it arrived: sent again under its identifier while the vendor remembers that. */
  'sending',
  'sent',
  /** Nobody knows, and the vendor has forgotten the identifier: a person looks. It is never sent again on a hope. */
  'unknown',
  /** The vendor refused it for good. */
  'refused',
  /** It was counted after the vendor had stopped taking its day: it is billed by hand. */
  'too_late',
] as const;
export type SentState = (typeof sentStates)[number];

/** A part that may have arrived is sent again for so long: an hour less than the vendor remembers identifiers. */
export const rememberedMs = 23 * hourMs;
/** An hour less than the vendor takes back. */
const takenBackMs = 35 * dayMs - hourMs;

/** One row, of which so much was not told before; `part` counts what was told of it, from 1. */
export function meterEventOf(
  row: UsageRow,
  { storeId, part }: { readonly storeId: string; readonly part: number },
): MeterEvent {
  const id = usageRowId(row, storeId);
  return {
    identifier: part === 1 ? id : `${id}/${part}`,
    eventName: `cart_recovery_${row.meter}`,
    value: row.quantity,
    timestamp: row.slotMs / 1_000,
  };
}

/** What is done about a part: new ones are sent, and those in doubt only while the same identifier adds nothing. */
export function whatToDo(
  { slotMs, firstSentMs }: { readonly slotMs: number; readonly firstSentMs: number | null },
  nowMs: number,
): 'send' | 'unknown' | 'too_late' {
  if (firstSentMs !== null && nowMs - firstSentMs > rememberedMs) return 'unknown';
  return nowMs - slotMs > takenBackMs ? 'too_late' : 'send';
}
