import type { Money } from '../money.ts';

/** A product as a line of a cart names it. */
export interface Good {
  readonly productId: string;
  readonly variantId?: string;
}

/** What a shop says of a product of its own. */
export interface SaidOfGood extends Good {
  /**
   * `unclear`: nothing of whether it can be bought. `missing`: the shop knows no such product, be it because it was deleted
   * or because its number is another system's.
   */
  readonly availability: 'for_sale' | 'sold_out' | 'unclear' | 'missing';
  /** Of one piece; null: none was said, or it depends on a choice. */
  readonly price: Money | null;
}

/** What a shop said when a message was worded, kept with it: every attempt at the message goes by it. */
export interface ShopSaid {
  /** Of the cart whose goods were asked for. */
  readonly cartVersion: number;
  readonly said: readonly SaidOfGood[];
  /** What followed, for whoever asks why the message said what it said. */
  readonly soldOut: number;
  readonly repriced: number;
}

/** Most products of one cart that a shop is asked about; the others stand as they were told. */
export const goodsAskedMax = 50;

/** Tells goods apart. */
export function goodKey({ productId, variantId }: Good): string {
  return JSON.stringify([productId, variantId ?? null]);
}

/** The goods of a cart, each once, as many as are asked about. */
export function goodsToAsk(lines: readonly Good[]): readonly Good[] {
  const goods = new Map<string, Good>();
  for (const { productId, variantId } of lines) {
    if (goods.size >= goodsAskedMax) break;
    const good = variantId === undefined ? { productId } : { productId, variantId };
    goods.set(goodKey(good), good);
  }
  return [...goods.values()];
}
