import type { Click, ClickFormat } from '../click.ts';
import { textOf } from '../click.ts';

const kinds = { view: 'view', addtocart: 'add', transaction: 'purchase' } as const;

/** RetailRocket: millisecond times, no prices, no removals; the rows of one purchase share the transaction. */
export const retailrocket: ClickFormat = {
  name: 'retailrocket',
  encoding: 'csv',
  currency: 'XXX',
  recognises: (columns) =>
    ['timestamp', 'visitorid', 'event', 'itemid', 'transactionid'].every((column) => columns.has(column)),
  readRow(row): Click {
    const at = Number(textOf(row['timestamp']) || Number.NaN);
    const kind = kinds[textOf(row['event']) as keyof typeof kinds];
    const visitor = textOf(row['visitorid']);
    const productId = textOf(row['itemid']);
    if (!Number.isSafeInteger(at)) return { kind: 'skipped', reason: 'unreadable time' };
    if (!kind) return { kind: 'skipped', reason: `event ${textOf(row['event'])}` };
    if (!visitor || !productId) return { kind: 'skipped', reason: 'no visitor or item' };
    const item = { productId };
    if (kind !== 'purchase') return { kind, at, visitor, item };
    // The whole-number column was once written as a decimal: 8693.0.
    return {
      kind,
      at,
      visitor,
      item,
      orderKey: textOf(row['transactionid']).replace(/\.0$/, '') || `${visitor}/${at}`,
    };
  },
};
