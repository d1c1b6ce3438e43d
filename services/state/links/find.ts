import { and, eq } from 'drizzle-orm';
import { links } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { isLinkToken, type LinkKind, linkTokenHash } from './link-token.ts';

/** What a token stands for; everything else is then read inside its store. */
export interface FoundLink {
  readonly storeId: string;
  readonly tokenHash: string;
  readonly messageId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly channel: Channel;
  /** Epoch milliseconds; null: never. */
  readonly expiresAt: number | null;
}

/**
 * Looks a token up by its hash. A token carries no store, so this one query goes through the engine's door; a token of
 * another kind is as unknown as none.
 */
export async function findLink(
  database: Pick<Database, 'engine'>,
  token: string,
  kind: LinkKind,
): Promise<FoundLink | null> {
  if (!isLinkToken(token)) return null;
  const [row] = await withEngine(database, (tx) =>
    tx
      .select()
      .from(links)
      .where(and(eq(links.tokenHash, linkTokenHash(token)), eq(links.kind, kind)))
      .limit(1),
  );
  if (!row) return null;
  const { storeId, tokenHash, messageId, cartId, customerId, channel, expiresAt } = row;
  return { storeId, tokenHash, messageId, cartId, customerId, channel, expiresAt: expiresAt?.getTime() ?? null };
}
