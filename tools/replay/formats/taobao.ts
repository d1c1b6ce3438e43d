import type { Click, ClickFormat } from '../click.ts';
import { textOf } from '../click.ts';

const kinds = { product_viewed: 'view', cart_add: 'add', purchase: 'purchase' } as const;

/** Taobao user behaviour as normalised rows `{ts, visitor, type, item, category}`: no prices; wish lists are not carts. */
export const taobao: ClickFormat = {
  name: 'taobao',
  encoding: 'ndjson',
  currency: 'XXX',
  recognises: (keys) => ['ts', 'visitor', 'type', 'item'].every((key) => keys.has(key)),
  readRow(row): Click {
    const at = Date.parse(textOf(row['ts']));
    const kind = kinds[textOf(row['type']) as keyof typeof kinds];
    const visitor = textOf(row['visitor']);
    const productId = textOf(row['item']);
    if (Number.isNaN(at)) return { kind: 'skipped', reason: 'unreadable time' };
    if (!kind) return { kind: 'skipped', reason: `type ${textOf(row['type'])}` };
    if (!visitor || !productId) return { kind: 'skipped', reason: 'no visitor or item' };
    const item = { productId, category: textOf(row['category']) || undefined };
    return kind === 'purchase'
      ? { kind, at, visitor, item, orderKey: `${visitor}/${at}` }
      : { kind, at, visitor, item };
  },
};
