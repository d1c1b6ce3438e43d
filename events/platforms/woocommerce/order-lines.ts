import { type PlatformLine, priceMinor } from '../cart-line-of.ts';
import { type Fields, fields, fieldsOfEach } from '../fields.ts';

/** The goods of an order after discounts; null: it tells none. */
export function wooLines({ line_items: items }: Fields): readonly PlatformLine[] | null {
  if (!Array.isArray(items)) return null;
  return fieldsOfEach(items).map((item) => ({
    ids: [unlessZero(item['variation_id']), unlessZero(item['product_id']), lineIdOf(item)],
    quantity: item['quantity'],
    unitPrice: item['price'],
    name: item['name'],
    imageUrl: fields(item['image'])['src'],
  }));
}

/** What was given back, as a positive amount; null: it cannot be read. */
export function refundAmountMinor(total: unknown, currency: string | null): number | null {
  if (currency === null) return null;
  return priceMinor(String(total ?? '').replace(/^-/, ''), currency);
}

/** A product that was deleted from the shop has no number any more; the line has. */
function lineIdOf(item: Fields): string | undefined {
  const id = item['id'];
  return typeof id === 'number' || typeof id === 'string' ? `line:${id}` : undefined;
}

/** 0 means none. */
function unlessZero(value: unknown): unknown {
  return value === 0 || value === '0' ? undefined : value;
}
