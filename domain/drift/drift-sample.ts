import { firstCurrentDay, referenceWeeks, weekDays } from './week-by-weekday.ts';

/** One served version in one scope: what it was asked in four weeks of whole days, and what came of it. */
export interface DriftSample {
  /** In the order of the model. */
  readonly features: readonly string[];
  /** All predictions of each day, also where only some of them are in `carts`. */
  readonly predictionsByDay: readonly number[];
  readonly carts: readonly SampledCart[];
}

export interface SampledCart {
  /** From 0, the oldest. */
  readonly day: number;
  readonly probability: number;
  readonly features: readonly (number | null)[];
  /** Null: its time to buy is not over. */
  readonly outcome: { readonly bought: boolean; readonly untouched: boolean } | null;
}

/** With fewer, only a landslide would be seen, and a rare value of a feature looks like one. */
export const cartsNowMin = 100;
export const cartsThenMin = 300;
/** Of the reference: with fewer, how much days differ anyway is not known. */
const fullDaysMin = 14;

export const isNow = ({ day }: { readonly day: number }): boolean => day >= firstCurrentDay;

/** Whether there is enough to tell a change from chance. */
export function isEnough({ carts, predictionsByDay }: DriftSample): boolean {
  const now = carts.filter(isNow).length;
  const days = predictionsByDay.slice(0, referenceWeeks * weekDays).filter((count) => count > 0).length;
  return now >= cartsNowMin && carts.length - now >= cartsThenMin && days >= fullDaysMin;
}
