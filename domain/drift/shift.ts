import { chiSquareLimit, chiSquareTail } from '../statistics/chi-square.ts';
import { klDivergence, smoothed, stabilityIndex } from '../statistics/divergence.ts';
import { drawsFrom } from '../statistics/draws.ts';
import { type Compared, type CountsByDay, compareWeeks, comparisonsWithin } from './week-by-weekday.ts';

/** How far the spread of the last week is from that of the three weeks before, and whether chance alone would bring that. */
export interface Shift {
  readonly cartsNow: number;
  readonly cartsThen: number;
  /** Population stability index. */
  readonly psi: number;
  /** Kullback–Leibler divergence of now from then, in nats. */
  readonly kl: number;
  /** What `psi` stays below in 99 of 100 weeks in which nothing changed, with so many carts and days that differ so much. */
  readonly psiLimit: number;
  /** How probable a `psi` this large is if nothing changed. */
  readonly p: number;
  /** Shares by bin. */
  readonly now: readonly number[];
  readonly past: readonly number[];
}

/** Of weeks without a change. */
const limitTail = 0.01;
/** Weeks that are made of the reference's own days: their 99th percentile is between the second and the third largest. */
const drawnWeeks = 200;

/**
 * Without a change PSI / (1/n + 1/m) follows a chi-square distribution with one degree of freedom less than there are bins, so
 * that what is a large index depends on how many carts there are: the fixed limits 0.1 and 0.25 alarm at small samples and
 * sleep at large ones. Source: B. Yurdakul, J. Naranjo, "Statistical properties of the population stability index" (Journal of
 * Risk Model Validation 14(4), 2020).
 *
 * Days differ by more than chance (a newsletter, the weather). By how much is seen within the reference (`comparisonsWithin`): its
 * 99th percentile widens the distribution, and never narrows it.
 */
export function shiftOf(days: CountsByDay): Shift | null {
  const compared = compareWeeks(days);
  if (!compared) return null;
  const bins = binsInUse(compared);
  if (bins < 2) return null;
  const [now, past] = spreadsOf(compared);
  const psi = stabilityIndex(now, past);
  const scale = compared.noise * overdispersion(days, bins - 1);
  return {
    ...{ cartsNow: compared.cartsNow, cartsThen: compared.cartsThen, now, past, psi, kl: klDivergence(now, past) },
    psiLimit: scale * chiSquareLimit(limitTail, bins - 1),
    p: chiSquareTail(psi / scale, bins - 1),
  };
}

function overdispersion(days: CountsByDay, degrees: number): number {
  const found = comparisonsWithin(days, drawnWeeks, drawsFrom(1))
    .map((compared) => stabilityIndex(...spreadsOf(compared)) / compared.noise)
    .sort((a, b) => a - b);
  const high = found[Math.ceil(found.length * (1 - limitTail)) - 1] ?? 0;
  return Math.max(1, high / chiSquareLimit(limitTail, degrees));
}

function spreadsOf({ now, past, cartsNow, noise }: Compared): [readonly number[], readonly number[]] {
  const cartsThen = 1 / Math.max(noise - 1 / cartsNow, Number.EPSILON);
  return [
    smoothed(
      now.map((count) => count / cartsNow),
      cartsNow,
    ),
    smoothed(past, cartsThen),
  ];
}

/** Bins that somebody was in, now or then. */
function binsInUse({ now, past }: Compared): number {
  return now.filter((count, bin) => count > 0 || (past[bin] ?? 0) > 0).length;
}
