import { dayMs } from '../duration.ts';
import type { DriftReport } from './drift-report.ts';
import { weekDays } from './week-by-weekday.ts';

/** Whether a model is asked to learn anew because of drift, and if not, why. */
export type Retraining =
  | { readonly kind: 'asked' }
  | { readonly kind: 'not_asked'; readonly because: NotAskedBecause; readonly until: number | null };

export const notAskedReasons = ['no_change', 'quality', 'not_lasting', 'cool_down', 'budget'] as const;
/**
 * `no_change`: what comes true is as before, so that there is nothing to learn. `quality`: it would learn from broken data.
 * `not_lasting`: a sale of some days is wrong to learn from. `cool_down`, `budget`: asked a short while ago, or often enough.
 */
export type NotAskedBecause = (typeof notAskedReasons)[number];

/** Of one scope within seven days. */
export const requestsPerWeekMax = 2;
export const coolDownMs = 3 * dayMs;
/** A whole week, so that each weekday was seen. */
export const lastingDays = weekDays;

export interface RetrainingFacts {
  readonly report: DriftReport;
  /** When training was asked for because of drift in this scope, epoch milliseconds. */
  readonly asked: readonly number[];
  readonly nowMs: number;
}

/**
 * Decides by what came true among people without messages: that features or chances moved is no reason, since the same model
 * may well be right about other carts; nor is what others do, which the campaign changes. Nothing goes live by it:
 * what is trained has a rollout with gates of its own.
 */
export function decideRetraining({ report, asked, nowMs }: RetrainingFacts): Retraining {
  const change = report.realised.find(({ group }) => group === 'untouched')?.change;
  if (!change) return notAsked('no_change');
  if (report.cause?.kind === 'quality') return notAsked('quality');
  if (!change.lasts || change.days < lastingDays) return notAsked('not_lasting');
  const last = Math.max(...asked, Number.NEGATIVE_INFINITY);
  if (nowMs - last < coolDownMs) return notAsked('cool_down', last + coolDownMs);
  const ofWeek = asked.filter((at) => nowMs - at < weekDays * dayMs);
  if (ofWeek.length >= requestsPerWeekMax) return notAsked('budget', Math.min(...ofWeek) + weekDays * dayMs);
  return { kind: 'asked' };
}

function notAsked(because: NotAskedBecause, until: number | null = null): Retraining {
  return { kind: 'not_asked', because, until };
}
