import type { Click, ClickFormat } from '../click.ts';
import { textOf } from '../click.ts';

const kinds = { view: 'view', cart: 'add', remove_from_cart: 'remove', purchase: 'purchase' } as const;

/**
 * REES46 shops (cosmetics, electronics, …): one row per product, no quantity, so a repeated `cart` row is one more.
 * The rows of one purchase share user, session and second.
 */
export const rees46: ClickFormat = {
  name: 'rees46',
  encoding: 'csv',
  currency: 'USD',
  recognises: (columns) =>
    ['event_time', 'event_type', 'product_id', 'price', 'user_id'].every((column) => columns.has(column)),
  readRow(row): Click {
    const time = textOf(row['event_time']);
    const at = Date.parse(time.replace(' UTC', 'Z').replace(' ', 'T'));
    const kind = kinds[textOf(row['event_type']) as keyof typeof kinds];
    const visitor = textOf(row['user_id']);
    const productId = textOf(row['product_id']);
    if (Number.isNaN(at)) return { kind: 'skipped', reason: 'unreadable time' };
    if (!kind) return { kind: 'skipped', reason: `event type ${textOf(row['event_type'])}` };
    if (!visitor || !productId) return { kind: 'skipped', reason: 'no user or product' };
    const item = {
      productId,
      unitPriceMinor: priceMinorOf(textOf(row['price'])),
      category: textOf(row['category_code']) || undefined,
    };
    return kind === 'purchase'
      ? { kind, at, visitor, item, orderKey: `${visitor}/${textOf(row['user_session'])}/${at}` }
      : { kind, at, visitor, item };
  },
};

/** Prices have two digits after the point; some rows have negative ones, which are no prices. */
function priceMinorOf(text: string): number | undefined {
  const price = Number(text);
  return text === '' || !Number.isFinite(price) || price < 0 ? undefined : Math.round(price * 100);
}
