/** The logarithm of the odds of a chance above 0 and below 1. */
export function logOdds(chance: number): number {
  return Math.log(chance / (1 - chance));
}

/** The chance of which these are the log-odds. */
export function chanceOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
