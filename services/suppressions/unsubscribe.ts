import { and, eq, isNull, sql } from 'drizzle-orm';
import { consentLog, consents, outbox, recoveries, stores, suppressions } from '../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../db/postgres/tenancy.ts';
import { type Channel, channels } from '../../domain/channel.ts';
import { personOf } from '../customers/person-of.ts';
import { type FoundLink, findLink } from '../links/find.ts';
import { addressHash } from './address-hash.ts';
import { addressesOf } from './addresses-of.ts';

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
 * Withdraws consent with its proof, suppresses the person's addresses and tells their open recovery, in one transaction.
 * Doing it again is fine. Works for as long as the message's link exists; no login, no expiry.
 */
export async function unsubscribe(database: Database, request: Unsubscribe): Promise<Unsubscribed> {
  const link = await findLink(database, request.token, 'unsubscribe');
  if (!link) return { kind: 'unknown' };
  return withStore(database, link.storeId, async (tx) => {
    const [store] = await tx
      .select({ name: stores.name, url: stores.url })
      .from(stores)
      .where(eq(stores.id, link.storeId));
    if (!store) return { kind: 'unknown' };
    // The person whom the message went to may meanwhile be known under another id.
    const { customerId } = await personOf(tx, link);
    const denied = request.scope === 'all' ? channels : [link.channel];
    for (const channel of denied) await deny(tx, { link, customerId, channel, ...request });
    return { kind: 'done', store, channels: denied };
  });
}

async function deny(
  tx: Tx,
  { link, customerId, channel, source, now }: Unsubscribe & { link: FoundLink; customerId: string; channel: Channel },
): Promise<void> {
  const { storeId, messageId } = link;
  const person = { storeId, customerId, channel };
  const at = new Date(now);
  const [standing] = await tx
    .select({ status: consents.status })
    .from(consents)
    .where(and(eq(consents.storeId, storeId), eq(consents.customerId, customerId), eq(consents.channel, channel)))
    .for('update');
  if (standing?.status !== 'denied') {
    const eventId = `unsubscribe/${messageId}/${now}`;
    await tx
      .insert(consentLog)
      .values({ ...person, eventId, status: 'denied', source: `unsubscribe:${source}`, at })
      .onConflictDoNothing();
    // The click is the newest word even where the shop's clock is ahead of ours.
    const newest = { status: 'denied' as const, eventId, at: sql`greatest(${consents.at}, excluded.at)` };
    await tx
      .insert(consents)
      .values({ ...person, status: 'denied', eventId, at })
      .onConflictDoUpdate({ target: [consents.storeId, consents.customerId, consents.channel], set: newest });
    await tellOpenRecoveries(tx, person);
  }
  await suppress(tx, person);
}

async function suppress(
  tx: Tx,
  person: { readonly storeId: string; readonly customerId: string; readonly channel: Channel },
): Promise<void> {
  const { storeId, channel } = person;
  const addresses = await addressesOf(tx, person);
  if (addresses.length === 0) return;
  await tx
    .insert(suppressions)
    .values(
      addresses.map((address) => ({
        storeId,
        channel,
        addressHash: addressHash(address),
        cause: 'unsubscribe' as const,
      })),
    )
    .onConflictDoUpdate({
      target: [suppressions.storeId, suppressions.channel, suppressions.addressHash],
      set: { cause: 'unsubscribe' },
    });
}

async function tellOpenRecoveries(
  tx: Tx,
  { storeId, customerId, channel }: { storeId: string; customerId: string; channel: Channel },
): Promise<void> {
  const open = await tx
    .select({ recoveryId: recoveries.id, workflowId: recoveries.workflowId })
    .from(recoveries)
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.customerId, customerId), isNull(recoveries.endedAt)));
  if (open.length === 0) return;
  await tx.insert(outbox).values(
    open.map((recovery) => ({
      storeId,
      ...recovery,
      signal: { kind: 'consentChanged' as const, channel, status: 'denied' as const },
    })),
  );
}
