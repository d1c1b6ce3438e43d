import type { Context } from 'hono';
import type { WebSocket } from 'ws';
import { ServiceError } from '../../services/shared/service-error.ts';

/** Throws `bad_request` for a request that asks for no WebSocket. */
export function requireUpgrade(c: Context): void {
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket')
    throw new ServiceError('bad_request', 'This address speaks WebSocket: ask for an upgrade.');
}

/** The listener's WebSocket server is that of `ws`; the adapter only knows the few methods that it uses itself. */
export function asSocket(raw: unknown): WebSocket {
  return raw as WebSocket;
}
