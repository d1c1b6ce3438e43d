import type { CartContents } from '../domain/cart.ts';
import { minorUnitDigitsOf } from '../domain/money.ts';
import type { ShoppingActivity } from './shopping-activity.ts';

/** Everything a feature may look at: what was known at `atMs`, nothing later. Plain JSON. */
export interface FeatureInput {
  readonly activity: ShoppingActivity;
  /** Null while the shopper has no cart. */
  readonly cart: CartSummary | null;
  /** The moment of the decision, epoch milliseconds. */
  readonly atMs: number;
  /** IANA zone of the store: hours and weekends are the shop's own. */
  readonly timeZone: string;
}

export interface CartSummary {
  readonly distinctItems: number;
  readonly itemCount: number;
  /** Integer minor units; null when a price is unknown. */
  readonly valueMinor: number | null;
  /** Digits after the decimal point of the cart's currency; null when the currency is unknown. */
  readonly currencyExponent: number | null;
}

export function summariseCart(contents: Pick<CartContents, 'lines' | 'valueMinor' | 'currency'>): CartSummary {
  return {
    distinctItems: contents.lines.length,
    itemCount: contents.lines.reduce((sum, line) => sum + line.quantity, 0),
    valueMinor: contents.valueMinor,
    currencyExponent: contents.currency === null ? null : minorUnitDigitsOf(contents.currency),
  };
}
