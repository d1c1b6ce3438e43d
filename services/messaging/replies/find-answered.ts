import { and, eq, inArray } from 'drizzle-orm';
import type { InboundMail } from '../../../channels/email/inbound-mail.ts';
import { links, messages } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { linkTokenHash } from '../../state/links/link-token.ts';
import { type ReadMailAddress, readMailAddress } from '../../state/links/mail-token.ts';
import { replyLimits } from './limits.ts';

/** Whom and what a mail is about, as far as it says. */
export interface Answered {
  readonly storeId: string;
  readonly customerId: string;
  /** Null: it is known by its sender only. */
  readonly message: AnsweredMessage | null;
}

export interface AnsweredMessage {
  readonly id: string;
  readonly recoveryId: string;
  readonly cartId: string;
  /** Of the address that the message went to. */
  readonly addressHash: string;
}

/** The addresses of the installation among those that a mail went to. */
export function ownAddresses(mail: InboundMail, domain: string): readonly ReadMailAddress[] {
  return mail.recipients.flatMap((address) => readMailAddress(address, domain) ?? []);
}

/**
 * The message that a mail answers, by the token in its address or by the message id that it names. The token decides, whoever
 * wrote: it is in the person's own message. Null: it names none of ours.
 */
export async function findAnswered(
  tx: Tx,
  mail: InboundMail,
  addresses: readonly ReadMailAddress[],
): Promise<Answered | null> {
  const hashes = addresses.flatMap(({ token }) => (token === null ? [] : [linkTokenHash(token)]));
  const [link] =
    hashes.length === 0
      ? []
      : await tx
          .select({ storeId: links.storeId, messageId: links.messageId })
          .from(links)
          .where(and(inArray(links.tokenHash, hashes), eq(links.kind, 'mail')))
          .limit(1);
  const isMessage = link
    ? and(eq(messages.storeId, link.storeId), eq(messages.id, link.messageId))
    : mail.inReplyTo === null
      ? undefined
      : and(eq(messages.providerMessageId, mail.inReplyTo), inArray(messages.provider, ['mailgun', 'smtp']));
  if (!isMessage) return null;
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(isMessage, eq(messages.channel, 'email')))
    .limit(1);
  if (!message) return null;
  const { storeId, customerId, id, recoveryId, cartId, addressHash } = message;
  return { storeId, customerId, message: { id, recoveryId, cartId, addressHash } };
}

/**
 * The stores that wrote to the sender of a mail, those that wrote last where there are too many; by the customer's id: the order in
 * which everybody takes their locks.
 */
export async function findBySender(tx: Tx, from: string): Promise<readonly Answered[]> {
  const found = await rawSql(tx)<{ storeId: string; customerId: string }[]>`
    select stores.store_id as "storeId", identities.customer_id as "customerId"
    from stores
    join identities on identities.store_id = stores.store_id and identities.kind = 'email' and identities.value = ${from}
    cross join lateral (
      select claimed_at from messages
      where messages.store_id = stores.store_id and messages.customer_id = identities.customer_id
        and messages.channel = 'email' and messages.state = 'accepted'
      order by claimed_at desc limit 1
    ) as last
    order by last.claimed_at desc
    limit ${replyLimits.storesOfSenderMax}::int`;
  return found.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1)).map((one) => ({ ...one, message: null }));
}
