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
  const earliest = clockStartAt + rule.delayMs;
  const due = rule.trigger === 'time_based' ? firstLocalTime(rule.localTime, earliest, timeZone) : earliest;
  return clockStartAt + Math.ceil((due - clockStartAt) / timeScale);
}
