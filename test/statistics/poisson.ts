/** Counts one by one until their waits fill the time (Knuth). */
export function poisson(random: () => number, mean: number): number {
  let [count, waited] = [-1, 0];
  while (waited < mean) {
    waited -= Math.log(1 - random());
    count++;
  }
  return count;
}
