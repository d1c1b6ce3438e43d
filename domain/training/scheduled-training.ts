import { dayMs } from '../duration.ts';

/**
 * Whether a store's model learns anew each month. `auto`: once enough of its carts say who buys without a message. `on`: also
 * before; a run that finds too few carts says so. `off`: only when somebody asks, or because of drift.
 */
export const scheduledTrainingChoices = ['auto', 'on', 'off'] as const;
export type ScheduledTraining = (typeof scheduledTrainingChoices)[number];

/** From so many buyers on a run tries trees of its own: with fewer it could only move the level of the model that answers. */
export const buyersForSchedule = 500;
/** A run for whatever reason counts: who trained a week ago has nothing to gain from the calendar. */
export const restMs = 30 * dayMs;
/** Of all scopes together: each takes a core for a minute or more, and carts are won back on the same machine. */
export const scheduledPerDayMax = 10;

/** Whether a scope is looked at at all, before its carts are counted. */
export function mayBeDue(
  choice: ScheduledTraining,
  { lastAskedMs, nowMs }: { readonly lastAskedMs: number | null; readonly nowMs: number },
): boolean {
  return choice !== 'off' && (lastAskedMs === null || nowMs - lastAskedMs >= restMs);
}

export function hasEnoughBuyers(choice: ScheduledTraining, buyers: number): boolean {
  return choice === 'on' || buyers >= buyersForSchedule;
}
