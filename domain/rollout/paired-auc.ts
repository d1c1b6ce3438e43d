/** A cart whose time to buy is over, with what two versions said of it. */
export interface PairedScore {
  readonly bought: boolean;
  readonly primary: number;
  readonly candidate: number;
}

export interface PairedAuc {
  readonly primary: number;
  readonly candidate: number;
  /** Candidate less primary, with its standard error: both are of the same carts, so it is far smaller than that of each. */
  readonly difference: number;
  readonly standardError: number;
}

/**
 * The areas under the curves of two versions over the same carts. Null: all of them bought, or none.
 *
 * E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
 * characteristic curves" (1988), by ranks as of X. Sun and W. Xu (2014): n log n, not buyers times others.
 */
export function pairedAuc(carts: readonly PairedScore[]): PairedAuc | null {
  const buyers = carts.filter(({ bought }) => bought);
  const others = carts.filter(({ bought }) => !bought);
  if (buyers.length < 2 || others.length < 2) return null;
  const [primary, candidate] = [
    placements(scoresOf(buyers, 'primary'), scoresOf(others, 'primary')),
    placements(scoresOf(buyers, 'candidate'), scoresOf(others, 'candidate')),
  ];
  const ofBuyers = varianceOf(candidate.ofBuyers.map((value, at) => value - (primary.ofBuyers[at] ?? 0)));
  const ofOthers = varianceOf(candidate.ofOthers.map((value, at) => value - (primary.ofOthers[at] ?? 0)));
  return {
    primary: primary.auc,
    candidate: candidate.auc,
    difference: candidate.auc - primary.auc,
    standardError: Math.sqrt(ofBuyers / buyers.length + ofOthers / others.length),
  };
}

function scoresOf(carts: readonly PairedScore[], of: 'primary' | 'candidate'): readonly number[] {
  return carts.map((cart) => cart[of]);
}

/** Of each buyer the share of others below, of each other the share of buyers above; equal scores count half. */
function placements(buyers: readonly number[], others: readonly number[]) {
  const all = midranks([...buyers, ...others]);
  const [amongBuyers, amongOthers] = [midranks(buyers), midranks(others)];
  const ofBuyers = buyers.map((_, at) => ((all[at] ?? 0) - (amongBuyers[at] ?? 0)) / others.length);
  const ofOthers = others.map((_, at) => 1 - ((all[buyers.length + at] ?? 0) - (amongOthers[at] ?? 0)) / buyers.length);
  return { ofBuyers, ofOthers, auc: ofBuyers.reduce((sum, value) => sum + value, 0) / buyers.length };
}

/** Ranks from 1, equal values sharing the middle of theirs. */
function midranks(values: readonly number[]): readonly number[] {
  // Numbers of a typed array are sorted without asking a function for each pair.
  const sorted = Float64Array.from(values).sort();
  const ranks = new Map<number, number>();
  let from = 0;
  while (from < sorted.length) {
    const value = sorted[from] ?? 0;
    let to = from;
    while (to + 1 < sorted.length && sorted[to + 1] === value) to += 1;
    ranks.set(value, (from + to) / 2 + 1);
    from = to + 1;
  }
  return values.map((value) => ranks.get(value) ?? 0);
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
