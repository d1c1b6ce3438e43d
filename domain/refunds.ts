/** A refund of an order that is recognised when it is told again. */
export type KnownRefund =
  /** The event's id alone, from the time when every refund was added to the sum as it came. */
  string | { readonly id: string; readonly refundedMinor: number; readonly currency?: string };

/**
 * What was given back of an order, in minor units of the order's currency. A refund in another currency is no part of it,
 * and neither sum depends on what was told first: the refund or the order. While the order's currency is not known,
 * refunds of one currency are a sum and others are not.
 */
export function refundedMinor(refunds: readonly KnownRefund[], currency: string | null): number {
  const told = refunds.filter((refund) => typeof refund !== 'string');
  const currencies = new Set(told.flatMap((refund) => refund.currency ?? []));
  const counted = currency ?? (currencies.size === 1 ? [...currencies][0] : undefined);
  return told.reduce(
    (sum, refund) => (refund.currency === undefined || refund.currency === counted ? sum + refund.refundedMinor : sum),
    0,
  );
}

export function isKnown(refunds: readonly KnownRefund[], id: string): boolean {
  return refunds.some((refund) => (typeof refund === 'string' ? refund : refund.id) === id);
}
