/** Poisson(1): the chances of 0, 1, 2 … copies of a row, summed up. Beyond the last one in ten million rows. */
const copiesUpTo = (() => {
  const sums: number[] = [];
  for (let [copies, chance, sum] = [0, Math.exp(-1), 0]; copies < 11; copies++, chance /= copies) {
    sum += chance;
    sums.push(sum);
  }
  return sums;
})();

/**
 * How often each row is drawn in one resample, by Poisson(1) instead of drawing with replacement: the same in the limit, and rows that
 * are sorted stay sorted (N. Chamandy et al., "Estimating uncertainty for massive data streams", Google 2012). The same seed
 * gives the same numbers (mulberry32).
 */
export function resampled(rows: number, seed: number): readonly number[] {
  let state = seed >>> 0;
  return Array.from({ length: rows }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const drawn = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    const copies = copiesUpTo.findIndex((sum) => drawn < sum);
    return copies === -1 ? copiesUpTo.length : copies;
  });
}
