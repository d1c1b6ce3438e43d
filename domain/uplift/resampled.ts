/** Poisson(1): the chances of 0, 1, 2 … copies of a row, summed up; what lies beyond comes once in ten million rows. */
const copiesUpTo = Float64Array.from([
  0.367879441171, 0.735758882343, 0.919698602929, 0.981011843124, 0.996340153173, 0.999405815182, 0.999916758851,
  0.999989750804, 0.999998874798, 0.999999888575, 0.999999989952,
]);

/**
 * How often each row is drawn in one resample, by Poisson(1) instead of drawing with replacement: the same in the limit, and rows that
 * are sorted stay sorted (N. Chamandy et al., "Estimating uncertainty for massive data streams", Google 2012). The same seed
 * gives the same numbers (mulberry32).
 */
export function resampled(rows: number, seed: number): Uint8Array {
  const copies = new Uint8Array(rows);
  let state = seed >>> 0;
  for (let row = 0; row < rows; row++) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const drawn = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    let count = 0;
    while (count < copiesUpTo.length && drawn >= (copiesUpTo[count] ?? 1)) count++;
    copies[row] = count;
  }
  return copies;
}
