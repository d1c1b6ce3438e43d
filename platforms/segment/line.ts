import { cartLineOf, type EventLine, type PlatformLine } from '../cart-line-of.ts';
import { type Fields, fieldsOfEach } from '../fields.ts';

/** The product that an event is about; without a quantity it is one. */
export function lineOf(properties: Fields, currency: string | null, siteUrl?: string | null): EventLine | null {
  return cartLineOf(platformLine(properties), currency, siteUrl);
}

/** Null: it is no list. */
export function linesIn({ products }: Fields): readonly PlatformLine[] | null {
  return Array.isArray(products) ? fieldsOfEach(products).map(platformLine) : null;
}

/** Segment's `product_id` names a product in every event; `variant` is a word for the shopper. */
export function productIdsOf(product: Fields): readonly unknown[] {
  return [product['product_id'], product['productId'], product['id'], product['sku']];
}

function platformLine(product: Fields): PlatformLine {
  return {
    ids: productIdsOf(product),
    quantity: product['quantity'] ?? 1,
    unitPrice: product['price'],
    name: product['name'],
    url: product['url'],
    imageUrl: product['image_url'],
    category: product['category'],
  };
}
