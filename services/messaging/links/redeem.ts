import { and, eq, isNull } from 'drizzle-orm';
import { links, messages, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { tellHappened } from '../../journal/signals/tell-happened.ts';
import { findLink } from '../../state/links/find.ts';
import { linkTokenHash } from '../../state/links/link-token.ts';
import { type OpenedLink, openRestoreLink } from './open.ts';

export interface RedeemLink {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** No person asked for it. */
  readonly byMachine?: boolean;
}

/**
 * The customer goes on with the cart: notes the first time (it ties an order to the message, and flows
 * are told of it) and says where to go.
 * A program that follows it is noted as such and counts for nothing; where the store wants nothing noted, nothing is.
 * Repeatable; grants nothing beyond that one cart: no session, no account.
 */
export async function redeemRestoreLink(
  database: Pick<Database, 'app'>,
  { token, now, byMachine = false }: RedeemLink,
): Promise<OpenedLink> {
  const opened = await openRestoreLink(database, { token, now });
  const link = opened.kind === 'open' ? await findLink(database, token, 'restore') : null;
  if (link) {
    await withStore(database, link.storeId, async (tx) => {
      const [store] = await tx.select({ tracks: stores.clickTracking }).from(stores).where(eq(stores.id, link.storeId));
      if (!store?.tracks) return;
      if (byMachine) {
        await tx
          .update(links)
          .set({ machineAt: new Date(now) })
          .where(
            and(eq(links.storeId, link.storeId), eq(links.tokenHash, linkTokenHash(token)), isNull(links.machineAt)),
          );
        return;
      }
      const first = await tx
        .update(links)
        .set({ redeemedAt: new Date(now) })
        .where(
          and(eq(links.storeId, link.storeId), eq(links.tokenHash, linkTokenHash(token)), isNull(links.redeemedAt)),
        )
        .returning({ cartId: links.cartId, customerId: links.customerId, messageId: links.messageId });
      for (const { cartId, customerId, messageId } of first) {
        const [message] = await tx
          .select({ recoveryId: messages.recoveryId })
          .from(messages)
          .where(and(eq(messages.storeId, link.storeId), eq(messages.id, messageId)));
        if (!message) continue;
        const event = { name: 'message_clicked', cartId, at: now } as const;
        await tellHappened(tx, { storeId: link.storeId, customerIds: [customerId], ...message, event });
      }
    });
  }
  return opened;
}
