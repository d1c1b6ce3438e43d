import { assertNever } from './assert-never.ts';
import type { CampaignStep } from './campaign.ts';
import { firstLocalTime } from './first-local-time.ts';

export interface StoreClock {
  /** Epoch milliseconds, wall clock, at which the delays begin. */
  readonly clockStartAt: number;
  /** How much faster than the wall the store's clock runs. */
  readonly timeScale: number;
  /** IANA zone. */
  readonly timeZone: string;
}

/** When a step is due, epoch milliseconds of the wall clock. The store's clock agrees with it at `clockStartAt`. */
export function dueAt(step: CampaignStep, { clockStartAt, timeScale, timeZone }: StoreClock): number {
  const due = dueInStoreTime(step, clockStartAt + step.delayMs, timeZone);
  return clockStartAt + Math.ceil((due - clockStartAt) / timeScale);
}

/** When the trigger lets a step go out whose delay is over at `earliest`. */
function dueInStoreTime(step: CampaignStep, earliest: number, timeZone: string): number {
  switch (step.trigger) {
    case 'cart_abandoned':
    case 'prediction_high':
      return earliest;
    case 'time_based':
      return firstLocalTime(step.localTime, earliest, timeZone);
    default:
      return assertNever(step);
  }
}
