import { createHmac } from 'node:crypto';

/** What an address of the installation is for: to answer a message, or to end reminders by a mail program's own button. */
export type MailPurpose = 'reply' | 'unsubscribe';

/** With its purpose before it, a local part has at most 64 characters; 40 of them are 160 bits. */
const tokenLength = 40;

/**
 * The secret in the addresses of one message, derived as the tokens of its links are. Of digits and small letters, because mail
 * servers may change the case of an address.
 */
export function mailToken(
  secret: string,
  { storeId, messageId }: { readonly storeId: string; readonly messageId: string },
): string {
  return createHmac('sha256', secret).update(`link/mail/${storeId}/${messageId}`).digest('hex').slice(0, tokenLength);
}

export function mailAddress(purpose: MailPurpose, token: string, domain: string): string {
  return `${purpose}+${token}@${domain}`;
}

export interface ReadMailAddress {
  readonly purpose: MailPurpose;
  /** Null: what stood behind the plus is lost, or there was none. */
  readonly token: string | null;
}

/** Undefined: no address of the installation. */
export function readMailAddress(address: string, domain: string): ReadMailAddress | undefined {
  const [, purpose, tag] = /^(reply|unsubscribe)(?:\+([^@]*))?@/.exec(address.toLowerCase()) ?? [];
  if (purpose === undefined || address.toLowerCase().slice(address.lastIndexOf('@') + 1) !== domain.toLowerCase())
    return undefined;
  return {
    purpose: purpose === 'reply' ? 'reply' : 'unsubscribe',
    token: tag !== undefined && /^[0-9a-f]{40}$/.test(tag) ? tag : null,
  };
}
