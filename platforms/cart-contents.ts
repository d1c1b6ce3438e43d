import { linesValue } from '../domain/cart-lines.ts';
import { cartLinesOf, cartValueMinor, type EventLine, type PlatformLine } from './cart-line-of.ts';

/** The contents of a cart for its event: its goods, and its value where that is not the sum of them. */
export function cartContentsOf(
  lines: readonly PlatformLine[],
  {
    currency,
    told,
    siteUrl = null,
  }: {
    readonly currency: string | null;
    readonly told?: unknown;
    /** Completes addresses that are told without their site. */
    readonly siteUrl?: string | null | undefined;
  },
): { readonly lines: readonly EventLine[]; readonly currency?: string; readonly valueMinor?: number } {
  const valueMinor = cartValueMinor(told, lines, currency);
  return {
    lines: cartLinesOf(lines, currency, siteUrl),
    ...(currency !== null && { currency }),
    ...(valueMinor !== null && { valueMinor }),
  };
}

/** What lines come to, less the discounts among them. Null: the price of one is not known. */
export function sumOf(lines: readonly PlatformLine[], currency: string): number | null {
  return cartValueMinor(undefined, lines, currency) ?? linesValue(cartLinesOf(lines, currency));
}
