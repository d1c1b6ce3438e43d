import { type Database, lookUp } from '../../../db/postgres/tenancy.ts';
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

/** Looks a token up by its hash, over all stores: a token carries none. One of another kind is as unknown as none. */
export async function findLink(
  database: Pick<Database, 'app'>,
  token: string,
  kind: LinkKind,
): Promise<FoundLink | null> {
  if (!isLinkToken(token)) return null;
  const tokenHash = linkTokenHash(token);
  const [found] = await lookUp(database)<Omit<FoundLink, 'tokenHash'>[]>`
    select store_id as "storeId", message_id as "messageId", cart_id as "cartId", customer_id as "customerId", channel,
      round(extract(epoch from expires_at) * 1000)::float8 as "expiresAt"
    from find_link(${tokenHash}, ${kind})`;
  return found ? { ...found, tokenHash } : null;
}
