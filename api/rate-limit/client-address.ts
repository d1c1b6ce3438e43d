import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Context } from 'hono';
import { networkList } from '../../runtime/networks.ts';

/** Where a request comes from, as far as it can be trusted. */
export interface Hops {
  /** The other end of the connection; undefined where there is none. */
  readonly peer: string | undefined;
  /** `X-Forwarded-For`: each proxy adds at its end what it saw. */
  readonly forwardedFor: string | undefined;
}

/** What requests are counted by: an IPv4 address, or the /64 network of an IPv6 address; null when there is none. */
export type ClientAddressOf = (hops: Hops) => string | null;

/**
 * Reads `X-Forwarded-For` from its end and goes on only while the address before was that of a trusted proxy, so that
 * what a client writes into the header itself counts for nothing. What cannot be read ends the reading.
 *
 * @param trustedProxies addresses, or networks such as `10.0.0.0/8`; throws for anything else.
 * @param onUnnamedProxy told once when the header comes and no proxy is trusted at all.
 */
export function createClientAddressOf(
  trustedProxies: readonly string[],
  onUnnamedProxy: () => void = () => {},
): ClientAddressOf {
  const trusted = networkList(trustedProxies);
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  let mayTell = trustedProxies.length === 0;
  return function clientAddressOf({ peer, forwardedFor }) {
    if (mayTell && forwardedFor !== undefined) {
      mayTell = false;
      onUnnamedProxy();
    }
    let address = plainAddress(peer ?? '');
    if (address === null) return null;
    const before = forwardedFor?.split(',') ?? [];
    while (before.length > 0 && isTrusted(address)) {
      const next = plainAddress(before.pop() ?? '');
      if (next === null) break;
      address = next;
    }
    return isIP(address) === 4 ? address : networkOf(address);
  };
}

/** The address that a request is counted by; null where no server stands behind it. Never to be logged or kept. */
export function addressOfRequest(c: Context, clientAddressOf: ClientAddressOf): string | null {
  const { incoming } = (c.env ?? {}) as { readonly incoming?: Pick<IncomingMessage, 'socket'> };
  return clientAddressOf({ peer: incoming?.socket?.remoteAddress, forwardedFor: c.req.header('x-forwarded-for') });
}

/** Without the port, the brackets and the zone that may stand around it, and IPv4 inside IPv6 as IPv4. */
function plainAddress(text: string): string | null {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(trimmed)?.[1];
  const withPort = /^([\d.]+):\d{1,5}$/.exec(trimmed)?.[1];
  const [address = ''] = (bracketed ?? withPort ?? trimmed).split('%', 1);
  switch (isIP(address)) {
    case 4:
      return address;
    case 6:
      return mappedIpv4(address) ?? address;
    default:
      return null;
  }
}

function mappedIpv4(address: string): string | null {
  const groups = groupsOf(address);
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return null;
  return [groups[6], groups[7]].flatMap((group = 0) => [group >> 8, group & 0xff]).join('.');
}

/** A household or a server has a /64 of IPv6 and may take a new address of it for each request. */
function networkOf(address: string): string {
  const groups = groupsOf(address).slice(0, 4);
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const before = groupsIn(head);
  if (tail === undefined) return before;
  const after = groupsIn(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function groupsIn(part: string): number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
