/** The item in the middle by a number of it: of rounds on a machine that others use too, the one to report. */
export function middleBy<T>(items: readonly T[], by: (item: T) => number): T {
  const middle = items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

export function middle(values: readonly number[]): number {
  return middleBy(values, (value) => value);
}
