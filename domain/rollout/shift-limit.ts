import { chiSquareLimit } from '../statistics/chi-square.ts';
import { totalOf } from '../statistics/divergence.ts';
import { psi } from './psi.ts';

/** Bins of scores, by the tenths of the version that answers. */
export const shiftBins = 10;

export interface ShiftCounts {
  /** Carts by bin of the score: of the version that answers, and of the one that is rolled out. */
  readonly expected: readonly number[];
  readonly actual: readonly number[];
  /** The version that answers against itself: its carts in two halves by chance. */
  readonly halves: readonly [readonly number[], readonly number[]];
}

/** Between two of these looks the sample grows by half as much again at most. */
const growth = 1.25;

/**
 * How large the index may be before the shift is surely more than `tolerated`, at every look at once.
 *
 * Its root is about the length of a vector of B - 1 normal errors (`psi`) plus the true shift, so by the triangle inequality it is at
 * most the root of the true one plus that length. Looks are gathered in spans within which the sample grows by a quarter: by P. Lévy's
 * inequality the worst look of a span is at most twice as probable as its last one. The spans share `alpha` as 1/(j(j+1)).
 * Where the version that answers differs from itself by more than chance, carts are not independent, and all of it is that much wider.
 */
export function shiftLimit(
  counts: ShiftCounts,
  { tolerated, alpha, sampleMin }: { readonly tolerated: number; readonly alpha: number; readonly sampleMin: number },
): number {
  const [n, m] = [totalOf(counts.expected), totalOf(counts.actual)];
  if (!n || !m) return Number.POSITIVE_INFINITY;
  const span = Math.max(1, Math.floor(Math.log(Math.min(n, m) / Math.max(1, sampleMin)) / Math.log(growth)) + 1);
  const ofSpan = alpha / (span * (span + 1)) / 2;
  const chance = (1 / n + 1 / m) * growth * chiSquareLimit(ofSpan, counts.expected.length - 1);
  return (Math.sqrt(tolerated) + Math.sqrt(chance * overDispersion(counts))) ** 2;
}

/** How much more than chance the version that answers differs from itself, at least 1. */
function overDispersion({ halves: [one, other] }: ShiftCounts): number {
  const { value, criticalValue } = psi(one, other);
  return Number.isFinite(criticalValue) ? Math.max(1, value / criticalValue) : 1;
}
