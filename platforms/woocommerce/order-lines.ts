import { printed } from '../../domain/printed.ts';
import { type PlatformLine, priceMinor } from '../cart-line-of.ts';
import { type Fields, fields, fieldsOfEach } from '../fields.ts';

/** The goods of an order after discounts; null: it tells none. */
export function wooLines({ line_items: items }: Fields): readonly PlatformLine[] | null {
  if (!Array.isArray(items)) return null;
  return fieldsOfEach(items).map((item) => ({
    ids: [unlessZero(item['variation_id']), unlessZero(item['product_id']), lineIdOf(item)],
    quantity: item['quantity'],
    ...pricesOf(item),
    name: item['name'],
    imageUrl: fields(item['image'])['src'],
  }));
}

/**
 * As the shopper saw them: the price of the REST API is without tax, and the order's total is with it. The whole line
 * counts before the price of one, which is its total divided by its quantity and need not be exact.
 */
function pricesOf(item: Fields): Pick<PlatformLine, 'unitPrice' | 'total'> {
  const net = decimalOf(item['total']);
  const quantity = decimalOf(item['quantity']);
  if (net === null || quantity === null || quantity <= 0) return { unitPrice: item['price'] };
  const total = roundedTo(net + (decimalOf(item['total_tax']) ?? 0));
  return { unitPrice: roundedTo(total / quantity), total };
}

/** WooCommerce writes amounts with a dot and at most six digits behind it. */
function decimalOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^\s{0,9}-?\d{1,15}(\.\d{1,20})?\s{0,9}$/.test(value) ? Number(value) : null;
}

function roundedTo(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

/** What was given back, as a positive amount; null: it cannot be read. */
export function refundAmountMinor(total: unknown, currency: string | null): number | null {
  if (currency === null) return null;
  return priceMinor(printed(total ?? '').replace(/^-/, ''), currency);
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
