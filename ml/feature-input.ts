import type { CartContents, CartStage } from '../domain/cart.ts';
import type { Channel } from '../domain/channel.ts';
import { minorUnitDigitsOf } from '../domain/money.ts';
import type { ShoppingActivity } from './shopping-activity.ts';

/** Everything a feature may look at: what was known at `atMs`, nothing later. Plain JSON. */
export interface FeatureInput {
  readonly activity: ShoppingActivity;
  /** Null while the shopper has no cart. */
  readonly cart: CartSummary | null;
  /** What the customer had done and been told before; absent: nobody knows who they are. */
  readonly history?: CustomerHistory;
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
  /** Of one piece, integer minor units; null when a price is unknown. */
  readonly lowestPriceMinor: number | null;
  readonly highestPriceMinor: number | null;
  readonly stage: CartStage;
}

/** A customer in the system of record at the moment of the decision. Ages are in the time of the store. */
export interface CustomerHistory {
  readonly orders: number;
  /** Since the newest order; null: there is none. */
  readonly lastOrderAgoMs: number | null;
  /** Messages that were permitted to go out. */
  readonly messages: number;
  readonly lastMessageAgoMs: number | null;
  /** Channels on which the customer agreed and has an address. */
  readonly reachableBy: readonly Channel[];
}

export function summariseCart(
  contents: Pick<CartContents, 'lines' | 'valueMinor' | 'currency' | 'stage'>,
): CartSummary {
  const prices = contents.lines.flatMap(({ unitPriceMinor }) => unitPriceMinor ?? []);
  const priced = prices.length > 0 && prices.length === contents.lines.length;
  return {
    distinctItems: contents.lines.length,
    itemCount: contents.lines.reduce((sum, line) => sum + line.quantity, 0),
    valueMinor: contents.valueMinor,
    currencyExponent: contents.currency === null ? null : minorUnitDigitsOf(contents.currency),
    lowestPriceMinor: priced ? Math.min(...prices) : null,
    highestPriceMinor: priced ? Math.max(...prices) : null,
    stage: contents.stage,
  };
}
