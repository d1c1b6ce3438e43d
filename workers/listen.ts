import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { StackError } from './stack/stack-error.ts';

export interface Listening {
  /** The port really bound: a wish of 0 takes any free one. */
  readonly port: number;
  /** Takes no new connections, lets requests in progress finish, then closes what is left after `drainMs`. */
  stop(drainMs: number): Promise<void>;
}

/** Longest time for a request's headers and body to arrive, in milliseconds. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const CONNECTIONS_MAX = 10_000;

/** Serves an app over HTTP. A port that cannot be had is one sentence with the next step. */
export async function listen({
  fetch,
  host,
  port,
}: {
  fetch: (request: Request) => Response | Promise<Response>;
  host: string;
  port: number;
}): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch, hostname: host, port, overrideGlobalObjects: true }, resolve) as Server;
  server.once('error', reject);
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.maxConnections = CONNECTIONS_MAX;
  const address = await promise.catch((error: NodeJS.ErrnoException) => {
    throw new StackError(sentenceOf(error, host, port), { cause: error });
  });
  return { port: address.port, stop: (drainMs) => close(server, drainMs) };
}

function sentenceOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program: stop it, or choose another port, e.g. PORT=${port + 1}.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user: choose one above 1023, e.g. PORT=3000.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address "${host}": set HOST to one of its own, e.g. HOST=127.0.0.1.`;
  return `The API cannot listen on ${host}:${port}: ${message}.`;
}

async function close(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  // A connection that was busy becomes idle when its answer is out; it would otherwise be kept alive for a minute.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearTimeout(timer);
  clearInterval(sweep);
}
