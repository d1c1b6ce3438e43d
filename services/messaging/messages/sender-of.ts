import { readMailbox } from '../../../channels/email/mailbox.ts';
import type { Brands } from '../../state/brands/brands.ts';

/**
 * Who a message is from, as `Name <address>`: the store's own name where it has one, at the address that may send. The
 * name is quoted where RFC 5322 asks for it, or mail programs would read `Rugs, Inc` as two mailboxes; an @ is left out,
 * because a name must not look like an address that it is not.
 */
export function senderOf({ senderName }: { readonly senderName: string | null }, defaultFrom: string): string {
  const address = /<([^<>]+)>\s*$/.exec(defaultFrom)?.[1] ?? defaultFrom;
  const name = (senderName ?? '').replaceAll(/[\p{Cc}@<>]+/gu, ' ').trim();
  return name === '' ? defaultFrom : `${needsQuotes(name) ? quoted(name) : name} <${address}>`;
}

/** Who an e-mail of a store is from before it says its name: the installation's mailbox, at the store's own domain where it has one. */
export function mailboxOf(
  defaultFrom: string,
  { brands, storeId }: { readonly brands: Pick<Brands, 'mailDomainOf'> | undefined; readonly storeId: string },
): string {
  const domain = brands?.mailDomainOf(storeId) ?? null;
  const mailbox = domain === null ? undefined : readMailbox(defaultFrom);
  if (!mailbox) return defaultFrom;
  const address = `${mailbox.address.slice(0, mailbox.address.lastIndexOf('@'))}@${domain}`;
  return mailbox.name === '' ? address : senderOf({ senderName: mailbox.name }, address);
}

/** What is neither an atom of RFC 5322 nor, by RFC 6532, a character beyond ASCII. */
function needsQuotes(name: string): boolean {
  return /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~ \-\u0080-\u{10FFFF}]/u.test(name);
}

function quoted(name: string): string {
  return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}
