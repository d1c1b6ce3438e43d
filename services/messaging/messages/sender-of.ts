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

/** What is neither an atom of RFC 5322 nor, by RFC 6532, a character beyond ASCII. */
function needsQuotes(name: string): boolean {
  return /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~ \-\u0080-\u{10FFFF}]/u.test(name);
}

function quoted(name: string): string {
  return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}
