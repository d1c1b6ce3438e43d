/** A name as the set of its trigrams, ends included. */
export type Trigrams = ReadonlySet<string>;

export function trigramsOf(name: string): Trigrams {
  const padded = `^${name}$`;
  return new Set(Array.from({ length: Math.max(1, padded.length - 2) }, (_, index) => padded.slice(index, index + 3)));
}

/** How alike two names are written, from 0 to 1. */
export function trigramSimilarity(one: Trigrams, other: Trigrams): number {
  let shared = 0;
  for (const trigram of one) if (other.has(trigram)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}

/** Share of the words that two names have in common, from 0 to 1. */
export function wordOverlap(one: readonly string[], other: readonly string[]): number {
  const all = new Set([...one, ...other]);
  if (all.size === 0) return 0;
  const shared = new Set(one.filter((word) => other.includes(word)));
  return shared.size / all.size;
}

/** Whether a short name keeps letters of the long one in their order, e.g. `qty` of `quantity`. */
export function isShortFor(short: string, long: string): boolean {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}
