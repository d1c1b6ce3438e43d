import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { ClientAddressOf } from './client-address.ts';

/** The address that a request is counted by; null where no server stands behind it. Never to be logged or kept. */
export function addressOfRequest(c: Context, clientAddressOf: ClientAddressOf): string | null {
  const { incoming } = (c.env ?? {}) as { readonly incoming?: Pick<IncomingMessage, 'socket'> };
  return clientAddressOf({ peer: incoming?.socket?.remoteAddress, forwardedFor: c.req.header('x-forwarded-for') });
}
