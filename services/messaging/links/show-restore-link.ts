import { z } from '@hono/zod-openapi';
import { and, desc, eq } from 'drizzle-orm';
import { carts, links, messages, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { keptKeyOfMessage } from '../../state/links/link-key.ts';
import { linkToken, linkTokenHash } from '../../state/links/link-token.ts';
import { type LinkSettings, linkBase } from './issue.ts';

const shown = z.object({ cartId: idSchema });

export interface ShowRestoreLink {
  readonly actor: Actor;
  readonly storeId: string;
  readonly cartId: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface ShownLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/**
 * Shows the recovery link of the cart's newest message, so that it can be given to the shopper once more. Whoever has it can
 * open the cart: that it was shown is written down. Throws `conflict` where no message holds one that still works.
 */
export async function showRestoreLink(
  { database, links: settings }: { readonly database: Pick<Database, 'app'>; readonly links: LinkSettings },
  { actor, storeId, now, ...given }: ShowRestoreLink,
): Promise<ShownLink> {
  requirePermission(actor, 'recoveries:command', storeId);
  const { cartId } = readInput(shown, given);
  return withStore(database, storeId, async (tx) => {
    const [cart] = await tx
      .select({ id: carts.id })
      .from(carts)
      .where(and(eq(carts.storeId, storeId), eq(carts.id, cartId)));
    if (!cart) throw new ServiceError('not_found', 'This store has no cart with this id.', { path: 'id' });
    const [link] = await tx
      .select({ messageId: links.messageId, tokenHash: links.tokenHash, expiresAt: links.expiresAt })
      .from(recoveries)
      // By recovery and message, because that is how messages and links are indexed.
      .innerJoin(messages, and(eq(messages.storeId, storeId), eq(messages.recoveryId, recoveries.id)))
      .innerJoin(links, and(eq(links.storeId, storeId), eq(links.messageId, messages.id), eq(links.kind, 'restore')))
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.cartId, cartId)))
      .orderBy(desc(links.createdAt))
      .limit(1);
    const key = link ? keptKeyOfMessage(settings.secret, link.messageId) : null;
    const token = link && key && linkToken(key, { kind: 'restore', storeId, messageId: link.messageId });
    // One whose key is kept no more works in its message, and cannot be made again.
    if (!link?.expiresAt || link.expiresAt.getTime() <= now || !token || linkTokenHash(token) !== link.tokenHash)
      throw new ServiceError('conflict', 'No message about this cart holds a link that still works.', { path: 'id' });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'recoveries:command' },
      subject: { kind: 'cart', id: cartId },
      change: { recoveryLink: { after: 'shown' } },
    });
    return { url: `${linkBase(settings, storeId)}/r/${token}`, expiresAt: link.expiresAt };
  });
}
