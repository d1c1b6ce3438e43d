/** Shares of the same bins; each sums to 1, and none is 0. */
type Shares = readonly number[];

/**
 * How far apart two spreads are: the population stability index, Σ (p − q) ln(p / q), which is the Kullback–Leibler divergence
 * one way and the other added up. 0: alike.
 */
export function stabilityIndex(now: Shares, past: Shares): number {
  return now.reduce((sum, share, bin) => {
    const before = past[bin] ?? share;
    return sum + (share - before) * Math.log(share / before);
  }, 0);
}

/**
 * What is lost, in nats, by taking the spread of now for that of then: Σ p ln(p / q).
 *
 * Source: Kullback & Leibler, "On Information and Sufficiency" (Annals of Mathematical Statistics 22, 1951).
 */
export function klDivergence(now: Shares, past: Shares): number {
  return now.reduce((sum, share, bin) => sum + share * Math.log(share / (past[bin] ?? share)), 0);
}

/** Half a cart more in each bin, of this many carts: a bin that nobody is in yet is no infinite distance. */
export function smoothed(shares: readonly number[], carts: number): Shares {
  const whole = carts + shares.length / 2;
  return shares.map((share) => (share * carts + 0.5) / whole);
}

/** Of all bins together. */
export function totalOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
