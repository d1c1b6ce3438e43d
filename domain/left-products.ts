import { type CartLines, lineTotal } from './cart-lines.ts';

/** A product of a cart or an order, once, whatever its variants and lines are. */
export interface LeftProduct {
  /** Blank: it is not known which, or all beyond those that are kept. */
  readonly productId: string;
  /** What its lines cost together, in minor units of the cart's currency; a line without a price adds nothing. */
  readonly valueMinor: number;
  readonly name?: string;
}

/** Products of one cart that are kept one by one; the others become one without an id. */
const productsMax = 100;

/** The products that lie in lines, dearest first. Lines in another currency than the cart's add no value. */
export function productsOf(lines: CartLines, currency: string | null): readonly LeftProduct[] {
  const products = new Map<string, LeftProduct>();
  for (const line of lines) {
    const known = products.get(line.productId);
    const isOwn = line.currency === undefined || line.currency === currency;
    const name = line.name ?? known?.name;
    products.set(line.productId, {
      productId: line.productId,
      valueMinor: sumOf(known?.valueMinor ?? 0, isOwn ? (lineTotal(line) ?? 0) : 0),
      ...(name !== undefined && { name }),
    });
  }
  const sorted = [...products.values()].toSorted((a, b) => b.valueMinor - a.valueMinor);
  const rest = sorted.slice(productsMax);
  if (rest.length === 0) return sorted;
  const valueMinor = rest.reduce((sum, product) => sumOf(sum, product.valueMinor), 0);
  return [...sorted.slice(0, productsMax), { productId: '', valueMinor }];
}

/** Past what an integer holds an amount is no amount: it adds nothing, and whoever copies it finds an integer. */
function sumOf(sum: number, added: number): number {
  return Number.isSafeInteger(sum + added) ? sum + added : sum;
}
