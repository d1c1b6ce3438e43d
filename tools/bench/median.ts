/** The item in the middle by a number of it: of rounds on a machine that others use too, the one to report. */
export function medianBy<T>(items: readonly T[], by: (item: T) => number): T {
  const median = items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)];
  if (median === undefined) throw new Error('nothing was measured');
  return median;
}

export function median(values: readonly number[]): number {
  return medianBy(values, (value) => value);
}

/** The smallest value that `share` of all are not above (nearest rank); 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
