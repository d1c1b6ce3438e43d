import { createHash, createHmac } from 'node:crypto';

export type LinkKind = 'restore' | 'unsubscribe' | 'mail';

/**
 * The 256-bit secret that a link carries. It is derived from the message, not drawn: every attempt to send a message
 * then renders the same text, which vendors demand under one idempotency key, and nothing but its hash is kept.
 * Without the installation's secret it is as unguessable as a drawn one.
 */
export function linkToken(
  secret: string,
  link: { readonly kind: LinkKind | 'opt_in'; readonly storeId: string; readonly messageId: string },
): string {
  return createHmac('sha256', secret).update(`link/${link.kind}/${link.storeId}/${link.messageId}`).digest('base64url');
}

/** What is stored and looked up. */
export function linkTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Characters of a token. */
export const linkTokenLength = 43;

/** Whether a text from a URL can be a token at all: 43 characters of unpadded base64url. */
export function isLinkToken(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value);
}
