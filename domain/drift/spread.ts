import { type Bins, binCountOf, binOf, binsOf } from './bins.ts';
import type { Spread } from './drift-report.ts';
import { isNow } from './drift-sample.ts';
import type { Judged } from './share-shift.ts';
import { shiftOf } from './shift.ts';
import { daysCompared } from './week-by-weekday.ts';

/** A smaller index changes no decision, however certain it is. */
const psiMin = 0.02;
/** Of values, now and then: with fewer, bins are too empty for the distribution that they are judged by. */
const valuesNowMin = 100;
const valuesThenMin = 300;

export interface DayValue {
  readonly day: number;
  readonly value: number;
}

/** How values are spread now and then, over bins of the reference; null: there are too few. */
export function spreadOf(values: readonly DayValue[]): Judged<Spread> | null {
  const past = values.flatMap((one) => (isNow(one) ? [] : [one.value]));
  if (past.length < valuesThenMin || values.length - past.length < valuesNowMin) return null;
  const bins = binsOf(past);
  const days = Array.from({ length: daysCompared }, () => new Array<number>(binCountOf(bins)).fill(0));
  for (const { day, value } of values) {
    const counts = days[day];
    const bin = binOf(bins, value);
    if (counts) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const shift = shiftOf(days);
  return shift && { ...shift, bins: shown(bins), matters: shift.psi >= psiMin };
}

function shown(bins: Bins): Spread['bins'] {
  return bins.kind === 'ranges'
    ? [...bins.edges.map((to) => ({ to })), { to: null }]
    : [...bins.values.map((value) => ({ value })), { value: null }];
}
