import { BlockList, isIP } from 'node:net';

/** Networks that no platform's API is in, and that a server must not be talked into asking (RFC 6890 and clouds' own). */
const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  // The unspecified address, and IPv4 in IPv6 as it was written once (::10.0.0.1).
  ['::', 96],
  // IPv4 as translators write it (::ffff:0:10.0.0.1).
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  // Site-local addresses: given up, and still routed inside some networks.
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an IP address is none that a platform's API may have. */
export function isForbiddenAddress(address: string, { allowLoopback }: { readonly allowLoopback: boolean }): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  // BlockList looks through IPv4 in IPv6 (::ffff:…) by itself.
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  if (loopback.check(address, kind)) return !allowLoopback;
  return inside.check(address, kind);
}

/** The same of a URL's host: a name passes here, because only its look-up tells where it leads. */
export function isForbiddenHost(hostname: string, options: { readonly allowLoopback: boolean }): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare)) return isForbiddenAddress(bare, options);
  const name = bare.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return !options.allowLoopback;
  return !name.includes('.') || name.endsWith('.internal') || name.endsWith('.local');
}
