import { type MeterName, meterNames } from './meter.ts';
import type { MeterLimit, Plan } from './plan.ts';

/** Where a meter stands in its month. Part of the public API: add, never rename. */
export const quotaStates = ['under', 'near', 'over'] as const;
export type QuotaState = (typeof quotaStates)[number];

/** From this many hundredths of what is included on somebody is told. */
export const nearPercent = 80;

/** Without a limit it is always `under`. `over`: all that is included is used, so the next unit is one too many. */
export function quotaState(used: number, limit: MeterLimit | undefined): QuotaState {
  if (!limit) return 'under';
  if (used >= limit.included) return 'over';
  // In whole numbers: a share as a fraction would be near a unit too early or too late.
  return used * 100 >= limit.included * nearPercent ? 'near' : 'under';
}

export type UsedOf = Readonly<Partial<Record<MeterName, number>>>;

/** The meters of which a hard limit is used up, in the order of their list. */
export function usedUp({ limits }: Plan, used: UsedOf): readonly MeterName[] {
  return meterNames.filter((meter) => {
    const limit = limits[meter];
    return limit?.hard && quotaState(used[meter] ?? 0, limit) === 'over';
  });
}

/** What a recovery uses: with one of these used up none is started, and those that run go on. */
const ofRecoveries: ReadonlySet<MeterName> = new Set(['events', 'active_carts', 'messages', 'predictions']);

export function startsNoRecovery(meters: readonly MeterName[]): boolean {
  return meters.some((meter) => ofRecoveries.has(meter));
}

/** An event as the doors see it. */
export interface MeteredEvent {
  readonly type: string;
  readonly cartId?: string | undefined;
}

/** What says that somebody bought, may be written to or not, or who they are: without it a person would be bothered. */
const alwaysTaken: ReadonlySet<string> = new Set([
  'order_placed',
  'order_pending',
  'order_failed',
  'order_paid',
  'order_cancelled',
  'order_refunded',
  'customer_identified',
  'consent_updated',
]);

/** Whether an event is taken in although the store's events are used up: never in the middle of a recovery is one refused. */
export function isTakenOverQuota({ type, cartId }: MeteredEvent, isInRecovery: (cartId: string) => boolean): boolean {
  return alwaysTaken.has(type) || (cartId !== undefined && isInRecovery(cartId));
}
