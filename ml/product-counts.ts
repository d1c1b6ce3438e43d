/**
 * How often each product was seen, small enough to live in a cache: ids are kept as 32-bit fingerprints, sorted, and
 * only the `productsMax` smallest of them. The smallest ones never depend on arrival order, so two folds of the same
 * events agree; a session with more products keeps an even sample of them.
 */
export type ProductCounts = readonly (readonly [fingerprint: number, count: number])[];

export const productsMax = 64;

export function addProduct(counts: ProductCounts, productId: string): ProductCounts {
  const fingerprint = fingerprintOf(productId);
  const index = counts.findIndex(([known]) => known >= fingerprint);
  const present = counts[index];
  if (present?.[0] === fingerprint) return counts.with(index, [fingerprint, present[1] + 1]);
  const next = [...counts];
  next.splice(index === -1 ? counts.length : index, 0, [fingerprint, 1]);
  return next.slice(0, productsMax);
}

/** FNV-1a over UTF-16 code units. Two of 64 products share a fingerprint once in two million sessions. */
function fingerprintOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
