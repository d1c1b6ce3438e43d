import { BlockList, isIP } from 'node:net';

/** All of these addresses and networks (`10.0.0.0/8`, `2001:db8::/32`); throws for anything else. */
export function networkList(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', prefix, ...rest] = text.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (isIP(address) === 0 || rest.length > 0) throw new Error('no address and no network');
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN, family);
  }
  return list;
}

export function isNetwork(text: string): boolean {
  try {
    networkList([text]);
    return true;
  } catch {
    return false;
  }
}
