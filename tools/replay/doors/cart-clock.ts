/**
 * Times of one cart's events, no two alike: a trace that runs a thousand times faster puts several into one
 * millisecond, and platforms give their events ids that do not sort like the trace.
 */
export function createCartClock(): (cartId: string, occurredAt: string) => number {
  const lastOf = new Map<string, number>();
  return (cartId, occurredAt) => {
    const at = Math.max(Date.parse(occurredAt), (lastOf.get(cartId) ?? 0) + 1);
    lastOf.set(cartId, at);
    return at;
  };
}
