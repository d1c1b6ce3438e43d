import { domainToASCII } from 'node:url';

/** RFC 5321 with its erratum 1690, in UTF-16 code units, before and after it was made canonical. */
export const emailLengthMax = 254;

/** Nearly every address: nothing to convert but the case. */
const plain = /^(?:[a-z\d_'+-]+\.)*[a-z\d_'+-]*[a-z\d_+-]@(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i;
/** Letters of any script, and beside them what an ASCII address may have (RFC 6531). */
const local = /^(?:[\p{L}\p{M}\p{N}_'+-]+\.)*[\p{L}\p{M}\p{N}_'+-]*[\p{L}\p{M}\p{N}_+-]$/u;
const domain = /^(?:[\p{L}\p{M}\p{N}\u00b7.。．｡-]|\u200c|\u200d)+$/u;
const asciiDomain = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:[a-z]{2,}|xn--[a-z\d-]*[a-z\d])$/;

/**
 * An e-mail address in the one form by which this engine knows it: `Jo@MÜNCHEN.example` and `jo@xn--mnchen-3ya.example`
 * are one mailbox. The domain is ASCII (UTS #46, as browsers and mail servers ask for it), the local part NFC, both in
 * small letters: a difference in case that a server could make by RFC 5321 is made by none. Undefined: it is no address.
 */
export function emailAddress(text: string): string | undefined {
  if (text.length > emailLengthMax) return undefined;
  if (plain.test(text)) {
    const address = text.toLowerCase();
    if (!address.includes('@xn--') && !address.includes('.xn--')) return address;
  }
  const at = text.lastIndexOf('@');
  if (at < 1) return undefined;
  const mailbox = text.slice(0, at).normalize('NFC').toLowerCase().normalize('NFC');
  const named = text.slice(at + 1);
  if (!local.test(mailbox) || !domain.test(named)) return undefined;
  const host = domainToASCII(named);
  const address = `${mailbox}@${host}`;
  return asciiDomain.test(host) && address.length <= emailLengthMax ? address : undefined;
}
