import type { EmailMessage, SendResult } from '../provider.ts';

/** Longest encoded word of RFC 2047 is 75 characters: 12 of them are its frame, and base64 turns 45 bytes into 60. */
const wordBytesMax = 45;

/**
 * `Name <address>` for vendors that put it into the header as it is: a name beyond ASCII becomes encoded words. Any other
 * stays as it is, quoted where it has to be.
 */
export function encodeMailbox(mailbox: string): string {
  const [, name = '', address] = /^(.*\S)\s*<([^<>]+)>\s*$/s.exec(mailbox) ?? [];
  if (address === undefined || isAscii(name)) return mailbox;
  return `${encodeWords(unquoted(name))} <${address}>`;
}

/** A mailbox in its two parts, for vendors that take them apart; the name is empty where there is none. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/**
 * Undefined for what different readers take apart differently: a quoted local part (`"a@evil.example x"@shop.example`), a comment,
 * a second address. A name may hold anything but angle brackets and line ends.
 */
export function readMailbox(mailbox: string): Mailbox | undefined {
  const [, name = '', bracketed] = /^(?:(.*\S)\s*)?<([^<>]*)>\s*$/s.exec(mailbox) ?? [];
  const address = bracketed ?? mailbox.trim();
  return isPlainAddress(address) && !/[\r\n\0<>]/.test(name) ? { name: unquoted(name), address } : undefined;
}

/** The domain of a mailbox's address in lower case; null where nobody can read one. */
export function domainOf(mailbox: string): string | null {
  const address = readMailbox(mailbox)?.address;
  return address === undefined ? null : address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/**
 * Undefined: sender and recipient can be handed to a vendor. The sender is for an operator to mend; to a recipient of whom readers
 * differ nothing is ever sent, for it might reach another one.
 */
export function refusalOf({ from, to }: Pick<EmailMessage, 'from' | 'to'>): SendResult | undefined {
  if (!isPlainAddress(to)) return { kind: 'rejected', class: 'permanent', code: 'recipient_unreadable' };
  return readMailbox(from) ? undefined : { kind: 'rejected', class: 'retry', code: 'sender_unreadable' };
}

/** An address whose two halves nobody can read in two ways. */
export function isPlainAddress(address: string): boolean {
  return /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+$/.test(address);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function unquoted(name: string): string {
  const [, inner] = /^"(.*)"$/s.exec(name) ?? [];
  return inner?.replaceAll(/\\(.)/gs, '$1') ?? name;
}

/** A character is never cut in two: each word has to be text by itself. */
function encodeWords(text: string): string {
  const words: string[] = [''];
  for (const character of text) {
    const word = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(word) <= wordBytesMax) words[words.length - 1] = word;
    else words.push(character);
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
