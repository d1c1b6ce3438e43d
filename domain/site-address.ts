/** The characters of a name in DNS (international names in their ASCII form), or of an IPv6 address in brackets. */
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/;

/**
 * Whether a URL can be the address of a shop's site: http or https, without a user name or password, and with a host of
 * the characters that hosts have. The URL standard lets `;`, `,` and quotes through, which a content policy reads as its
 * own signs.
 */
export function isSiteAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && username === '' && password === '' && hostPattern.test(hostname);
}
