import { and, eq, isNull } from 'drizzle-orm';
import { links, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import { consentKey, readConsents } from '../consents/consent-rows.ts';
import { lockCustomer } from '../customers/lock-customer.ts';
import { type FoundLink, findLink } from '../links/find.ts';
import { linkTokenHash } from '../links/link-token.ts';
import { denyChannel } from './deny-channel.ts';

export interface Unsubscribe {
  readonly token: string;
  /** The channel of the message that held the link, or every one. */
  readonly scope: 'channel' | 'all';
  /** Kept as proof: by the mail program's button (RFC 8058) or by our page. */
  readonly source: 'one_click' | 'page';
  /** Epoch milliseconds. */
  readonly now: number;
}

export type Unsubscribed =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'done';
      readonly store: { readonly name: string; readonly url: string | null };
      readonly channels: readonly Channel[];
    };

/**
 * Withdraws consent with its proof, suppresses the customer's addresses and tells their open recovery, in one transaction.
 * Doing it again is fine. Works for as long as the message's link exists; no login, no expiry.
 */
export async function unsubscribe(database: Pick<Database, 'app'>, request: Unsubscribe): Promise<Unsubscribed> {
  const link = await findLink(database, request.token, 'unsubscribe');
  if (!link) return { kind: 'unknown' };
  return withStore(database, link.storeId, async (tx) => {
    const [store] = await tx
      .select({ name: stores.name, url: stores.url })
      .from(stores)
      .where(eq(stores.id, link.storeId));
    if (!store) return { kind: 'unknown' };
    // The customer whom the message went to may meanwhile be known under another id. Locked as by everybody who changes
    // consents: a word that is being applied must not overwrite this one.
    const { customer } = await lockCustomer(tx, link);
    const customerId = customer.id;
    const denied = request.scope === 'all' ? channels : [link.channel];
    await noteUse(tx, link.storeId, request);
    for (const channel of denied) await deny(tx, { link, customerId, channel, ...request });
    return { kind: 'done', store, channels: denied };
  });
}

/** The first use ties the wish to the message. */
async function noteUse(tx: Tx, storeId: string, { token, now }: Unsubscribe): Promise<void> {
  const isLink = and(eq(links.storeId, storeId), eq(links.tokenHash, linkTokenHash(token)), isNull(links.redeemedAt));
  await tx
    .update(links)
    .set({ redeemedAt: new Date(now) })
    .where(isLink);
}

async function deny(
  tx: Tx,
  { link, customerId, channel, source, now }: Unsubscribe & { link: FoundLink; customerId: string; channel: Channel },
): Promise<void> {
  const { storeId, messageId } = link;
  const person = { storeId, customerId, channel };
  const provenance = 'unsubscribe_link';
  const eventId = `unsubscribe/${messageId}/${now}`;
  const known = (await readConsents(tx, [person])).get(consentKey(person));
  // The click is the newest word even where the shop's clock is ahead of ours.
  const at = Math.max(now, known?.state.grantedAt ?? now);
  await denyChannel(tx, { ...person, eventId, provenance, source: `unsubscribe:${source}`, at });
}
