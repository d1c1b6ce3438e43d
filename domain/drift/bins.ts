/** By what values are counted: set once by the reference, so that now and then are counted alike. */
export type Bins =
  /** Bin n holds what is above `edges[n - 1]` and up to `edges[n]`; the outer ones are open. */
  | { readonly kind: 'ranges'; readonly edges: readonly number[] }
  /** A bin for each of these values, and one for all others. */
  | { readonly kind: 'values'; readonly values: readonly number[] };

/** Deciles: with more bins a shift needs more carts to be seen, with fewer it has to be a larger one. */
export const binsMax = 10;
/** A value that is rarer has no bin of its own: too few carts would decide. */
const valueShareMin = 0.02;

/** Bins that hold about equally many of the reference's values, or one for each where there are only a few different ones. */
export function binsOf(reference: readonly number[]): Bins {
  const counts = new Map<number, number>();
  for (const value of reference) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > binsMax) return ranges(reference);
  }
  const least = valueShareMin * reference.length;
  return {
    kind: 'values',
    values: [...counts].flatMap(([value, count]) => (count >= least ? [value] : [])).sort((a, b) => a - b),
  };
}

function ranges(reference: readonly number[]): Bins {
  const sorted = reference.toSorted((a, b) => a - b);
  const edges = Array.from(
    { length: binsMax - 1 },
    (_, index) => sorted[Math.ceil(((index + 1) * sorted.length) / binsMax) - 1] ?? 0,
  );
  // What is frequent would be the edge of several bins. Above the last edge there has to be something.
  const distinct = [...new Set(edges)].filter((edge) => edge < (sorted.at(-1) ?? 0));
  return { kind: 'ranges', edges: distinct };
}

export function binCountOf(bins: Bins): number {
  return (bins.kind === 'ranges' ? bins.edges.length : bins.values.length) + 1;
}

/** In which bin a value lies. */
export function binOf(bins: Bins, value: number): number {
  if (bins.kind === 'values') {
    const index = bins.values.indexOf(value);
    return index === -1 ? bins.values.length : index;
  }
  const index = bins.edges.findIndex((edge) => value <= edge);
  return index === -1 ? bins.edges.length : index;
}

/** How many of the values lie in each bin. */
export function countIn(bins: Bins, values: readonly number[]): number[] {
  const counts = new Array<number>(binCountOf(bins)).fill(0);
  for (const value of values) {
    const bin = binOf(bins, value);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
