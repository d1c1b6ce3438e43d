import { and, eq, isNull, sql } from 'drizzle-orm';
import {
  consentLog,
  consents,
  customers,
  identities,
  outbox,
  recoveries,
  stores,
  suppressions,
} from '../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../db/postgres/tenancy.ts';
import { type Channel, channels } from '../../domain/channel.ts';
import { addressKinds } from '../../domain/identity.ts';
import { type FoundLink, findLink } from '../links/find.ts';
import { addressHash } from './address-hash.ts';

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

/** Merges that a link from before them is followed through. */
const mergesMax = 10;

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
    const customerId = await currentCustomer(tx, link);
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
  { storeId, customerId, channel }: { storeId: string; customerId: string; channel: Channel },
): Promise<void> {
  const addresses = await tx
    .select({ value: identities.value })
    .from(identities)
    .where(
      and(
        eq(identities.storeId, storeId),
        eq(identities.customerId, customerId),
        eq(identities.kind, addressKinds[channel]),
      ),
    );
  if (addresses.length === 0) return;
  await tx
    .insert(suppressions)
    .values(
      addresses.map(({ value }) => ({
        storeId,
        channel,
        addressHash: addressHash(value),
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

/** The person whom the message went to, who may meanwhile be known under another id. */
export async function currentCustomer(
  tx: Tx,
  { storeId, customerId }: { readonly storeId: string; readonly customerId: string },
): Promise<string> {
  let current = customerId;
  for (let merges = 0; merges < mergesMax; merges += 1) {
    const [row] = await tx
      .select({ mergedInto: customers.mergedInto })
      .from(customers)
      .where(and(eq(customers.storeId, storeId), eq(customers.id, current)));
    if (!row?.mergedInto) return current;
    current = row.mergedInto;
  }
  return current;
}
