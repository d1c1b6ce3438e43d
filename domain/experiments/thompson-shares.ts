import type { ArmSummary } from './arm-sums.ts';

/** What is known of a variant. Who may still buy is in neither number: not yet is no answer. */
export interface VariantOutcome {
  readonly id: string;
  /** People whose time to buy is over. */
  readonly matured: number;
  /** Of these: bought. */
  readonly buyers: number;
}

/** Somebody who saw a variant. */
export interface VariantViewer {
  readonly variant: string;
  /** Epoch milliseconds. */
  readonly exposedAt: number;
  readonly bought: boolean;
}

/** The outcomes of those whose time to buy is over; of the others a purchase counts no more than none, or quick ones would. */
export function maturedOutcomes(
  viewers: readonly VariantViewer[],
  {
    variants,
    nowMs,
    windowMs,
  }: { readonly variants: readonly string[]; readonly nowMs: number; readonly windowMs: number },
): readonly VariantOutcome[] {
  const matured = viewers.filter(({ exposedAt }) => exposedAt + windowMs <= nowMs);
  return variants.map((id) => {
    const own = matured.filter(({ variant }) => variant === id);
    return { id, matured: own.length, buyers: own.filter(({ bought }) => bought).length };
  });
}

/** However badly a variant does, so much of the people still see it: else a bad beginning would never be corrected. */
export const shareFloor = 0.05;
/** Places at which the densities are compared: far closer than their spread. */
const places = 4_096;
/** Standard deviations on either side of a variant beyond which nothing of it lies. */
const reach = 9;

/**
 * Shares of people by Thompson sampling: each variant as often as it is the best by what is known, which is
 * Beta(buyers + 1, matured - buyers + 1), and none below the floor. The sum of the shares is 1.
 *
 * W. R. Thompson, "On the likelihood that one unknown probability exceeds another in view of the evidence of two samples"
 * (Biometrika 1933). Computed instead of drawn, so that the same outcomes give the same shares.
 */
export function thompsonShares(variants: readonly VariantOutcome[], floor = shareFloor): ReadonlyMap<string, number> {
  const shares = withFloor(probabilitiesOfBest(variants), floor);
  return new Map(variants.map(({ id }, index) => [id, shares[index] ?? 0]));
}

/** How probable it is of each that it is the best of all, with a floor below which nobody falls. */
export function withFloor(best: readonly number[], floor = shareFloor): readonly number[] {
  if (best.length * floor > 1) throw new RangeError(`${best.length} variants cannot each have ${floor}`);
  // What the floor leaves is shared by chance of being the best, so that no variant is pushed below it.
  const free = 1 - best.length * floor;
  return best.map((probability) => floor + free * probability);
}

/** How probable it is of each that it is the best of all. */
export function probabilitiesOfBest(variants: readonly Omit<VariantOutcome, 'id'>[]): readonly number[] {
  const betas = variants.map(({ matured, buyers }) => ({ a: buyers + 1, b: matured - buyers + 1 }));
  const spreads = betas.map(({ a, b }) => {
    const all = a + b;
    return { mean: a / all, deviation: Math.sqrt((a * b) / (all * all * (all + 1))) };
  });
  const logDensities = betas.map(
    ({ a, b }) =>
      (x: number) =>
        (a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x),
  );
  return winsOf(spreads, logDensities, { least: 0, most: 1 });
}

/**
 * The same by what a person spends: of so many people the mean is as good as normal, and nothing else about it is known
 * beforehand. Each needs a spread of its own, so nobody asks before some people of each bought.
 */
export function probabilitiesOfBestMean(variants: readonly ArmSummary[]): readonly number[] {
  const spreads = variants.map(({ mean, variance, people }) => ({ mean, deviation: Math.sqrt(variance / people) }));
  if (spreads.some(({ deviation }) => !(deviation > 0))) throw new RangeError('a mean without a spread is no estimate');
  const logDensities = spreads.map(
    ({ mean, deviation }) =>
      (x: number) =>
        -((x - mean) ** 2) / (2 * deviation ** 2),
  );
  return winsOf(spreads, logDensities, { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY });
}

/** How often each of several independent values is the largest, from their densities on a common grid. */
function winsOf(
  spreads: readonly { readonly mean: number; readonly deviation: number }[],
  logDensities: readonly ((x: number) => number)[],
  { least, most }: { readonly least: number; readonly most: number },
): readonly number[] {
  const low = Math.max(least, Math.min(...spreads.map(({ mean, deviation }) => mean - reach * deviation)));
  const high = Math.min(most, Math.max(...spreads.map(({ mean, deviation }) => mean + reach * deviation)));
  const at = (place: number) => low + ((high - low) * (place + 0.5)) / places;
  const densities = logDensities.map((logDensity) => {
    const logs = Array.from({ length: places }, (_, n) => logDensity(at(n)));
    const highest = logs.reduce((one, other) => Math.max(one, other));
    const weights = logs.map((log) => Math.exp(log - highest));
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / whole);
  });
  const below = densities.map((weights) => {
    let sum = 0;
    return weights.map((weight) => {
      sum += weight;
      return sum - weight / 2;
    });
  });
  const wins = densities.map((weights, own) =>
    weights.reduce(
      (sum, weight, place) =>
        sum + below.reduce((all, others, other) => (other === own ? all : all * (others[place] ?? 0)), weight),
      0,
    ),
  );
  const whole = wins.reduce((sum, win) => sum + win, 0);
  return wins.map((win) => win / whole);
}
