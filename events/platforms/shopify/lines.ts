import { z } from 'zod';
import { cartLinesOf, type EventLine } from '../cart-line-of.ts';

export const lineItemsSchema = z.array(z.looseObject({ quantity: z.union([z.number(), z.string()]) }));

type LineItem = z.infer<typeof lineItemsSchema>[number];

/** The variant is what lies in a cart and what a cart link names; products made up in an order have only a line. */
export function shopifyLines(items: readonly LineItem[], currency: string | null): EventLine[] {
  return cartLinesOf(
    items.map((item) => ({
      ids: [item['variant_id'], item['product_id'], prefixed('sku', item['sku']), prefixed('line', item['id'])],
      quantity: item.quantity,
      unitPrice: item['price'],
      name: item['title'],
      category: item['product_type'],
      imageUrl: imageOf(item),
    })),
    currency,
  );
}

function prefixed(name: string, value: unknown): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? `${name}:${value}` : undefined;
}

function imageOf(item: LineItem): unknown {
  const featured = item['featured_image'];
  return typeof featured === 'object' && featured !== null && 'url' in featured ? featured.url : item['image'];
}
