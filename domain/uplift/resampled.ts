import { drawsFrom } from '../statistics/draws.ts';

/** Poisson(1): the chances of 0, 1, 2 … copies of a row, summed up; what lies beyond comes once in ten million rows. */
const copiesUpTo = Float64Array.from([
  0.367879441171, 0.735758882343, 0.919698602929, 0.981011843124, 0.996340153173, 0.999405815182, 0.999916758851,
  0.999989750804, 0.999998874798, 0.999999888575, 0.999999989952,
]);

/**
 * How often each row is drawn in one resample, by Poisson(1) instead of drawing with replacement: the same in the limit, and rows that
 * are sorted stay sorted (N. Chamandy et al., "Estimating uncertainty for massive data streams", Google 2012). The same seed
 * gives the same numbers.
 */
export function resampled(rows: number, seed: number): Uint8Array {
  const copies = new Uint8Array(rows);
  const draw = drawsFrom(seed);
  for (let row = 0; row < rows; row++) {
    const drawn = draw();
    let count = 0;
    while (count < copiesUpTo.length && drawn >= (copiesUpTo[count] ?? 1)) count++;
    copies[row] = count;
  }
  return copies;
}
