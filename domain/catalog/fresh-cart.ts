import { type CartLine, linesValue, lineTotal } from '../cart-lines.ts';
import type { Money } from '../money.ts';
import type { SoldOutWay } from './catalog-source.ts';
import { goodKey, type SaidOfGood } from './said-of-good.ts';

/** A line of a message: as the cart told it, or as the shop says that it is now. */
export interface FreshLine extends CartLine {
  /** It cannot be bought any more, and so has no price. */
  readonly soldOut?: true;
  /** What one piece cost in the cart, in minor units, where it costs something else now. */
  readonly unitPriceBeforeMinor?: number;
}

export interface ToldCart {
  readonly lines: readonly CartLine[];
  readonly currency: string | null;
  readonly valueMinor: number | null;
  readonly linesOmitted?: number;
}

export interface FreshGoods extends ToldCart {
  readonly lines: readonly FreshLine[];
}

export type FreshCart =
  | { readonly kind: 'cart'; readonly cart: FreshGoods; readonly soldOut: number; readonly repriced: number }
  /** None of the lines can be bought: there is nothing to remind of. */
  | { readonly kind: 'nothing_left'; readonly soldOut: number };

/** A price that is so many times another one is more likely a mistake of units than a price. */
const priceFactorMax = 10;

/**
 * A cart as its shop says that it is now. Lines of which it says nothing stand as they were told; so does the price of a line
 * that was told with a discount, or in another currency. A product that the shop does not know counts as sold out only
 * beside one that it knows: else the numbers may be another system's. Totals are what is left, recomputed.
 */
export function freshCart(cart: ToldCart, said: readonly SaidOfGood[], way: SoldOutWay): FreshCart {
  const byGood = new Map(said.map((one) => [goodKey(one), one]));
  const knowsSome = said.some(({ availability }) => availability !== 'missing');
  const isGone = (line: CartLine): boolean => {
    const availability = byGood.get(goodKey(line))?.availability;
    return availability === 'sold_out' || (availability === 'missing' && knowsSome);
  };
  const gone = cart.lines.filter(isGone);
  const left = cart.lines.filter((line) => !isGone(line));
  if (gone.length > 0 && left.length === 0) return { kind: 'nothing_left', soldOut: gone.length };
  const fresh = left.map((line) => repriced(line, byGood.get(goodKey(line))?.price ?? null, cart.currency));
  const changed = fresh.filter((line) => line.unitPriceBeforeMinor !== undefined).length;
  if (gone.length === 0 && changed === 0) return { kind: 'cart', cart, soldOut: 0, repriced: 0 };
  // Behind what can be bought: a text that names the first product names one of these.
  const lines = way === 'mark' ? [...fresh, ...gone.map(marked)] : fresh;
  const valueMinor = cart.linesOmitted ? null : linesValue(fresh, cart.currency);
  return { kind: 'cart', cart: { ...cart, lines, valueMinor }, soldOut: gone.length, repriced: changed };
}

function repriced(line: CartLine, price: Money | null, currency: string | null): FreshLine {
  const { unitPriceMinor: before, totalMinor, ...described } = line;
  if (price === null || before === undefined || price.currency !== (line.currency ?? currency)) return line;
  const now = price.amountMinor;
  if (now === before || !isBelievable(now, before)) return line;
  // Three for 100.00, or a discount of the cart: what it comes to now, the price of one does not say.
  if (totalMinor !== undefined && totalMinor !== lineTotal({ ...described, unitPriceMinor: before })) return line;
  const fresh = { ...described, unitPriceMinor: now, unitPriceBeforeMinor: before };
  return Number.isSafeInteger(lineTotal(fresh)) ? fresh : line;
}

function isBelievable(now: number, before: number): boolean {
  return Number.isSafeInteger(now) && now > 0 && now < before * priceFactorMax && now * priceFactorMax > before;
}

function marked({ unitPriceMinor: _, totalMinor: __, ...described }: CartLine): FreshLine {
  return { ...described, soldOut: true };
}
