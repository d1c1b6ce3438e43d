import type { Database } from '../../../db/postgres/tenancy.ts';
import type { CartLine } from '../../../domain/cart.ts';
import { openRestoreLink } from '../../messaging/links/open.ts';
import { findLink } from '../../state/links/find.ts';

/** A cart as the shop's page needs it to put it back together. */
export interface RestoredCart {
  readonly cartId: string;
  readonly currency: string | null;
  readonly lines: readonly CartLine[];
}

/**
 * The cart behind a recovery link of this store; null when the link is unknown, of another store or expired, and when
 * the cart was bought or emptied meanwhile. Changes nothing.
 */
export async function restoreCart(
  database: Pick<Database, 'app'>,
  { storeId, token, now }: { readonly storeId: string; readonly token: string; readonly now: number },
): Promise<RestoredCart | null> {
  const link = await findLink(database, token, 'restore');
  if (link?.storeId !== storeId) return null;
  const opened = await openRestoreLink(database, { token, now });
  if (opened.kind !== 'open' || opened.cart.purchased || opened.cart.lines.length === 0) return null;
  // Nobody put these into a cart.
  if (opened.cart.browsing) return null;
  const { externalId, currency, lines } = opened.cart;
  return { cartId: externalId, currency, lines };
}
