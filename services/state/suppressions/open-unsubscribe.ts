import { and, eq } from 'drizzle-orm';
import { consents, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { personOf } from '../customers/person-of.ts';
import { findLink } from '../links/find.ts';

export type UnsubscribeChoice =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'open';
      readonly store: { readonly name: string; readonly url: string | null };
      /** The channel of the message that held the link. */
      readonly channel: Channel;
      /** Channels on which the customer still gets messages. */
      readonly granted: readonly Channel[];
    };

/** Reads what an unsubscribe link can end. Changes nothing. */
export async function openUnsubscribeLink(
  database: Pick<Database, 'app'>,
  { token }: { readonly token: string },
): Promise<UnsubscribeChoice> {
  const link = await findLink(database, token, 'unsubscribe');
  if (!link) return { kind: 'unknown' };
  return withStore(database, link.storeId, async (tx) => {
    const [store] = await tx
      .select({ name: stores.name, url: stores.url })
      .from(stores)
      .where(eq(stores.id, link.storeId));
    if (!store) return { kind: 'unknown' };
    const { customerId } = await personOf(tx, link);
    const rows = await tx
      .select({ channel: consents.channel })
      .from(consents)
      .where(
        and(eq(consents.storeId, link.storeId), eq(consents.customerId, customerId), eq(consents.status, 'granted')),
      );
    return { kind: 'open', store, channel: link.channel, granted: rows.map(({ channel }) => channel) };
  });
}
