/**
 * Divides `places` among those that wait: nobody gets less than another unless it has no more waiting, and odd places
 * go to those that come first. Answers a share for each, in the order of `waiting`.
 */
export function fairShares(waiting: readonly number[], places: number): readonly number[] {
  const shares = waiting.map(() => 0);
  // Whoever waits for least is served first: what it leaves is divided among the rest.
  const order = waiting
    .map((count, index) => ({ count, index }))
    .sort((a, b) => a.count - b.count || b.index - a.index);
  let left = places;
  order.forEach(({ count, index }, served) => {
    const share = Math.min(count, Math.floor(left / (order.length - served)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
