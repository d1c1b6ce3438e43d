export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Of 95 of 100 intervals. */
const z = 1.959964;

/**
 * Where a share probably lies of which `count` of `all` were seen (Wilson, 95 %): right for few and for shares near 0 and 1,
 * where the usual plus-minus leaves the range.
 */
export function wilsonInterval(count: number, all: number): Interval {
  if (all === 0) return { low: 0, high: 1 };
  const share = count / all;
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const [middle, scale] = [share + (z * z) / (2 * all), 1 + (z * z) / all];
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}
