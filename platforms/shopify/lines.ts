import { z } from 'zod';
import { cartLinesOf, type EventLine, type PlatformLine } from '../cart-line-of.ts';
import { type Fields, fieldsOfEach } from '../fields.ts';

export const lineItemsSchema = z.array(z.looseObject({ quantity: z.union([z.number(), z.string()]) }));

/**
 * The variant is what lies in a cart and what a cart link names; products made up in an order have only a line. A line of
 * which discounts take something says what is left of it, so that the lines are worth what the shop says in sum.
 */
export function shopifyLine(item: Fields): PlatformLine {
  return {
    ids: [item['variant_id'], item['product_id'], prefixed('sku', item['sku']), prefixed('line', item['id'])],
    quantity: item['quantity'],
    unitPrice: item['price'],
    discounts: discountsOf(item),
    name: item['title'],
    category: item['product_type'],
    imageUrl: imageOf(item),
  };
}

export function shopifyLines(items: readonly Fields[], currency: string | null): EventLine[] {
  return cartLinesOf(items.map(shopifyLine), currency);
}

/** Checkouts and orders say the part of each discount in the line, those of the whole order among them; carts their sum. */
function discountsOf(item: Fields): readonly unknown[] {
  const parts = fieldsOfEach(item['discount_allocations']).map(({ amount }) => amount);
  return parts.length > 0 ? parts : [item['total_discount']];
}

function prefixed(name: string, value: unknown): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? `${name}:${value}` : undefined;
}

function imageOf(item: Fields): unknown {
  const featured = item['featured_image'];
  return typeof featured === 'object' && featured !== null && 'url' in featured ? featured.url : item['image'];
}
