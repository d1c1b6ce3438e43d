/**
 * Which of many findings stand, so that at most this share of those that do is expected to be chance; where nothing changed at
 * all, that is the chance that any stands. Returns whether each stands, in the order of the probabilities.
 *
 * Source: Y. Benjamini, Y. Hochberg, "Controlling the False Discovery Rate" (Journal of the Royal Statistical Society B 57, 1995).
 */
export function discoveries(probabilities: readonly number[], share: number): readonly boolean[] {
  const sorted = probabilities.toSorted((a, b) => a - b);
  const count = sorted.findLastIndex((p, index) => p <= ((index + 1) / sorted.length) * share) + 1;
  const limit = sorted[count - 1] ?? Number.NEGATIVE_INFINITY;
  return probabilities.map((p) => p <= limit);
}
