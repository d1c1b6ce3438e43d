import { assertNever } from './assert-never.ts';
import type { CampaignRule } from './campaign.ts';
import { firstLocalTime } from './first-local-time.ts';

export interface StoreClock {
  /** Epoch milliseconds, wall clock, at which the delays begin. */
  readonly clockStartAt: number;
  /** How much faster than the wall the store's clock runs. */
  readonly timeScale: number;
  /** IANA zone. */
  readonly timeZone: string;
}

/** When a rule is due, epoch milliseconds of the wall clock. The store's clock agrees with it at `clockStartAt`. */
export function dueAt(rule: CampaignRule, { clockStartAt, timeScale, timeZone }: StoreClock): number {
  const due = dueInStoreTime(rule, clockStartAt + rule.delayMs, timeZone);
  return clockStartAt + Math.ceil((due - clockStartAt) / timeScale);
}

/** When the trigger lets a rule go out whose delay is over at `earliest`. */
function dueInStoreTime(rule: CampaignRule, earliest: number, timeZone: string): number {
  switch (rule.trigger) {
    case 'cart_abandoned':
    case 'prediction_high':
      return earliest;
    case 'time_based':
      return firstLocalTime(rule.localTime, earliest, timeZone);
    default:
      return assertNever(rule);
  }
}
