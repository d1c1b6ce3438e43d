import { and, eq, isNull } from 'drizzle-orm';
import { links } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { findLink } from '../../state/links/find.ts';
import { linkTokenHash } from '../../state/links/link-token.ts';
import { type OpenedLink, openRestoreLink } from './open.ts';

/**
 * The customer goes on with the cart: notes the first time (it ties an order to the message) and says where to go.
 * Repeatable; grants nothing beyond that one cart: no session, no account.
 */
export async function redeemRestoreLink(
  database: Pick<Database, 'app'>,
  { token, now }: { readonly token: string; readonly now: number },
): Promise<OpenedLink> {
  const opened = await openRestoreLink(database, { token, now });
  const link = opened.kind === 'open' ? await findLink(database, token, 'restore') : null;
  if (link) {
    await withStore(database, link.storeId, (tx) =>
      tx
        .update(links)
        .set({ redeemedAt: new Date(now) })
        .where(
          and(eq(links.storeId, link.storeId), eq(links.tokenHash, linkTokenHash(token)), isNull(links.redeemedAt)),
        ),
    );
  }
  return opened;
}
