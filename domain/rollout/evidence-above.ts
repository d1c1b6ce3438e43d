/** Alternatives that the limit is held against, as times its odds: from a little too many to nearly all. */
const oddsTimes = [1.25, 1.5, 2, 3, 5, 10, 30, 100, 1_000] as const;

/**
 * How strongly `count` of `all` speaks for a share above `limit`, as the logarithm of an e-value: while the share is at most the
 * limit, the e-value exceeds 1/α at any look, ever, with a probability of α at most (J. Ville, 1939). So it may be asked after
 * each cart. Evidence of independent stages adds up.
 *
 * The mean of likelihood ratios, each of a larger share against the limit: a supermartingale for every share up to the limit.
 */
export function logEvidenceAbove(count: number, all: number, limit: number): number {
  if (all === 0 || limit >= 1) return 0;
  if (limit <= 0) return count > 0 ? Number.POSITIVE_INFINITY : 0;
  const logs = oddsTimes.map((times) => {
    const odds = (times * limit) / (1 - limit);
    const share = odds / (1 + odds);
    return count * Math.log(share / limit) + (all - count) * Math.log((1 - share) / (1 - limit));
  });
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
}
