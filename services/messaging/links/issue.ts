import type { MessageContext } from '../../../channels/message-context.ts';
import { links } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import type { Brands } from '../../state/brands/brands.ts';
import { keyOfMessage } from '../../state/links/link-key.ts';
import { linkToken, linkTokenHash, linkTokenLength } from '../../state/links/link-token.ts';
import { mailAddress, mailToken } from '../../state/links/mail-token.ts';

export interface IssueLinks {
  readonly storeId: string;
  readonly messageId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly channel: Channel;
  /** Whether the store wants answers to its e-mails to come here. */
  readonly takesReplies?: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What makes a link: the installation's keys, and the address that customers use, without a slash at its end. */
export interface LinkSettings {
  readonly secret: KeySource;
  readonly publicUrl: string;
  /** Under which names stores are answered, and how they are shown; absent: all as they come. */
  readonly brands?: Pick<Brands, 'of' | 'linkBaseOf' | 'mailDomainOf'>;
  /** Whose mail comes to the installation; undefined: none does. */
  readonly inboundDomain?: string | undefined;
}

/** Absolute URLs, as a message shows them. */
export type MessageLinks = MessageContext['links'];

/** A recovery link is good for this long; unsubscribing must work for as long as the message exists. */
export const restoreLinkMs = 30 * dayMs;

/**
 * Makes the links of one message. Issuing them again for the same
 * message gives the same links and keeps the first expiry.
 */
export async function issueLinks(
  tx: Tx,
  message: IssueLinks,
  { secret: keys, inboundDomain, ...settings }: LinkSettings,
): Promise<MessageLinks> {
  const { storeId, messageId, cartId, customerId, channel, takesReplies = false, now } = message;
  const secret = keyOfMessage(keys, messageId);
  const restore = linkToken(secret, { kind: 'restore', storeId, messageId });
  const unsubscribe = linkToken(secret, { kind: 'unsubscribe', storeId, messageId });
  const mail = channel === 'email' && inboundDomain !== undefined ? mailToken(secret, { storeId, messageId }) : null;
  const bound = { storeId, messageId, cartId, customerId, channel };
  await tx
    .insert(links)
    .values([
      { ...bound, kind: 'restore', tokenHash: linkTokenHash(restore), expiresAt: new Date(now + restoreLinkMs) },
      { ...bound, kind: 'unsubscribe', tokenHash: linkTokenHash(unsubscribe), expiresAt: null },
      ...(mail === null ? [] : [{ ...bound, kind: 'mail' as const, tokenHash: linkTokenHash(mail), expiresAt: null }]),
    ])
    .onConflictDoNothing();
  const urls = linksAt(linkBase(settings, storeId), { restore, unsubscribe });
  if (mail === null || inboundDomain === undefined) return urls;
  return {
    ...urls,
    unsubscribeMail: mailAddress('unsubscribe', mail, inboundDomain),
    ...(takesReplies ? { reply: mailAddress('reply', mail, inboundDomain) } : {}),
  };
}

/** Where the links of a store begin: at a name of its own, else at the installation. */
export function linkBase({ brands, publicUrl }: Pick<LinkSettings, 'brands' | 'publicUrl'>, storeId: string): string {
  return brands?.linkBaseOf(storeId) ?? publicUrl;
}

/** Links that lead nowhere and are as long as real ones: a preview counts the parts of an SMS with them. */
export function previewLinks(publicUrl: string): MessageLinks {
  const token = 'preview-of-a-link-that-leads-nowhere-'.padEnd(linkTokenLength, '0');
  return linksAt(publicUrl, { restore: token, unsubscribe: token });
}

function linksAt(
  publicUrl: string,
  { restore, unsubscribe }: { readonly restore: string; readonly unsubscribe: string },
): MessageLinks {
  return {
    restore: `${publicUrl}/r/${restore}`,
    unsubscribe: `${publicUrl}/u/${unsubscribe}`,
    unsubscribeOneClick: `${publicUrl}/u/${unsubscribe}/one-click`,
  };
}
