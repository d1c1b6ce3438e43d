import type { OrderMeaning, PlatformSettings } from './platform.ts';

/**
 * What a status means: as the store says, else as the platform does. An unknown status (shops invent their own: "in
 * production", "ready to collect") means bought: a message too few is better than one after a purchase.
 */
export function orderMeaningOf(
  status: string,
  { orderStatuses }: PlatformSettings,
  defaults: Readonly<Record<string, OrderMeaning>>,
): OrderMeaning {
  return own(orderStatuses, status) ?? own(defaults, status) ?? 'bought';
}

/** The status is the platform's text: it must not reach what every object has. */
function own(table: Readonly<Record<string, OrderMeaning>>, status: string): OrderMeaning | undefined {
  return Object.hasOwn(table, status) ? table[status] : undefined;
}
