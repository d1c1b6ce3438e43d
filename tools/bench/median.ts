/** The item in the middle by a number of it: of rounds on a machine that others use too, the one to report. */
export function medianBy<T>(items: readonly T[], by: (item: T) => number): T {
  const median = items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)];
  if (median === undefined) throw new Error('nothing was measured');
  return median;
}

export function median(values: readonly number[]): number {
  return medianBy(values, (value) => value);
}
