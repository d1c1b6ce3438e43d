import { normalTails } from '../statistics/chi-square.ts';
import { chanceOf } from '../statistics/log-odds.ts';
import type { SliceDrift } from './drift-report.ts';
import { isNow, type SampledCart } from './drift-sample.ts';
import type { LabelledCart } from './labelled-cart.ts';
import { isMonitored } from './realised-change.ts';
import { recalibrate, recalibrated } from './recalibration.ts';
import type { Judged } from './share-shift.ts';
import { spreadOf } from './spread.ts';

/** A feature with more values than yes and no makes no slices: each would be too thin. */
const valuesMax = 2;
const cartsMin = 200;
/** Labelled carts of a slice, now and then, and buyers of then. */
const labelledSliceMin = 100;
const buyersMin = 20;
/** Fewer points between expected and observed change no decision. */
const outcomePointsMin = 0.02;

export interface JudgedSlice extends Omit<SliceDrift, 'scores' | 'outcome'> {
  readonly scores: Judged<NonNullable<SliceDrift['scores']>> | null;
  readonly outcome: Judged<NonNullable<SliceDrift['outcome']>> | null;
}

/** Carts by each feature that is a yes or no, or not known. */
export function slicesOf(
  features: readonly string[],
  carts: readonly SampledCart[],
  labelled: readonly LabelledCart[],
): readonly JudgedSlice[] {
  return features.flatMap((feature, index) => {
    const known = new Set<number>();
    for (const cart of carts) {
      const value = cart.features[index];
      if (typeof value === 'number' && known.add(value).size > valuesMax) return [];
    }
    return [...known, null].flatMap((value): JudgedSlice[] => {
      const own = carts.filter((cart) => (cart.features[index] ?? null) === value);
      if (own.filter(isNow).length < cartsMin) return [];
      const spread = spreadOf(own.map(({ day, probability }) => ({ day, value: probability })));
      return [
        {
          ...{ feature, value, carts: own.filter(isNow).length },
          scores: spread && { psi: spread.psi, psiLimit: spread.psiLimit, p: spread.p, matters: spread.matters },
          outcome: outcomeOf(labelled.filter((cart) => (cart.features[index] ?? null) === value)),
        },
      ];
    });
  });
}

/** What was bought against what the slice's own past lets expect; what that past leaves open counts as doubt. */
function outcomeOf(labelled: readonly LabelledCart[]): JudgedSlice['outcome'] {
  const [now, past] = [labelled.filter(isMonitored), labelled.filter((cart) => !isMonitored(cart))];
  if (now.length < labelledSliceMin || past.length < labelledSliceMin) return null;
  if (past.filter(({ bought }) => bought).length < buyersMin) return null;
  const before = recalibrate(past);
  let [expected, variance, doubt] = [0, 0, 0];
  for (const { probability } of now) {
    const { odds, spread } = recalibrated(before, probability);
    const chance = chanceOf(odds);
    expected += chance;
    variance += chance * (1 - chance);
    doubt += chance * (1 - chance) * spread;
  }
  const observed = now.filter(({ bought }) => bought).length;
  const z = (observed - expected) / Math.sqrt(variance + doubt ** 2);
  return {
    ...{ carts: now.length, expected: expected / now.length, observed: observed / now.length, p: normalTails(z) },
    matters: Math.abs(observed - expected) / now.length >= outcomePointsMin,
  };
}
