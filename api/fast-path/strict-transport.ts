import { dayMs } from '../../domain/duration.ts';
import type { FastPath } from './fast-path.ts';

const headerName = 'strict-transport-security';

/**
 * Has browsers come back over TLS alone, by every answer, where the installation's address is `https` (RFC 6797). Names below it are
 * held to that too; those of stores, which have pages of others beside them, only for themselves. `days` 0 says nothing.
 */
export function withStrictTransport(
  inner: FastPath,
  { publicUrl, days }: { readonly publicUrl: string; readonly days: number },
): FastPath {
  const { protocol, host } = new URL(publicUrl);
  if (protocol !== 'https:' || days === 0) return inner;
  const ofThisName = `max-age=${(days * dayMs) / 1_000}`;
  return function strictTransport(incoming, outgoing, next) {
    const isOurs = incoming.headers.host?.toLowerCase() === host;
    outgoing.setHeader(headerName, isOurs ? `${ofThisName}; includeSubDomains` : ofThisName);
    inner(incoming, outgoing, next);
  };
}
