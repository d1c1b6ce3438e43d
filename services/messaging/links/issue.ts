import type { MessageContext } from '../../../channels/message-context.ts';
import { links } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { dayMs } from '../../../domain/duration.ts';
import { linkToken, linkTokenHash, linkTokenLength } from '../../state/links/link-token.ts';

export interface IssueLinks {
  readonly storeId: string;
  readonly messageId: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly channel: Channel;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What makes a link: the installation's secret, and the address that customers use, without a slash at its end. */
export interface LinkSettings {
  readonly secret: string;
  readonly publicUrl: string;
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
  { secret, publicUrl }: LinkSettings,
): Promise<MessageLinks> {
  const { storeId, messageId, cartId, customerId, channel, now } = message;
  const restore = linkToken(secret, { kind: 'restore', storeId, messageId });
  const unsubscribe = linkToken(secret, { kind: 'unsubscribe', storeId, messageId });
  const bound = { storeId, messageId, cartId, customerId, channel };
  await tx
    .insert(links)
    .values([
      { ...bound, kind: 'restore', tokenHash: linkTokenHash(restore), expiresAt: new Date(now + restoreLinkMs) },
      { ...bound, kind: 'unsubscribe', tokenHash: linkTokenHash(unsubscribe), expiresAt: null },
    ])
    .onConflictDoNothing();
  return linksAt(publicUrl, { restore, unsubscribe });
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
