import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** IPv4 in IPv6 as it was written once (::10.0.0.1): the library takes it for the IPv4 address, or for a public one. */
const ipv4Compatible = new BlockList();
ipv4Compatible.addRange('::2', '::ffff:ffff', 'ipv6');

/**
 * Whether an IP address is none that somebody else's server may have: it is in a network with a purpose of its own (private,
 * link-local, shared, documentation, a translator's), which a server must not be talked into asking.
 */
export function isForbiddenAddress(address: string, { allowLoopback }: { readonly allowLoopback: boolean }): boolean {
  const family = isIP(address);
  // The library would read 0x7f.1 too, which no resolver says.
  if (family === 0 || (family === 6 && ipv4Compatible.check(address, 'ipv6'))) return true;
  // IPv4 as it stands in IPv6 (::ffff:…) is IPv4.
  const range = ipaddr.process(address).range();
  return range === 'loopback' ? !allowLoopback : range !== 'unicast';
}

/** The same of a URL's host: a name passes here, because only its look-up tells where it leads. */
export function isForbiddenHost(hostname: string, options: { readonly allowLoopback: boolean }): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare)) return isForbiddenAddress(bare, options);
  const name = bare.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return !options.allowLoopback;
  return !name.includes('.') || name.endsWith('.internal') || name.endsWith('.local');
}
