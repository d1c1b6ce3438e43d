import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { serve } from '@hono/node-server';
import { WebSocketServer } from 'ws';
import type { FastPath } from '../api/fast-path/fast-path.ts';
import { StackError } from './stack/stack-error.ts';

export interface Listening {
  /** The port really bound: a wish of 0 takes any free one. */
  readonly port: number;
  /** Takes no new connections, lets requests in progress finish, then closes what is left after `drainMs`. */
  stop(drainMs: number): Promise<void>;
}

/** Longest time for a request's headers and body to arrive, in milliseconds. */
const headersTimeoutMs = 15_000;
const requestTimeoutMs = 30_000;
const keepAliveTimeoutMs = 65_000;
/** Room for as many pages and senders of events as one process keeps by default, and requests beside them. */
const connectionsMax = 20_000;
/** Fragments of one WebSocket message. */
const fragmentsMax = 1_024;

export interface ListenOptions {
  readonly fetch: Parameters<typeof serve>[0]['fetch'];
  /** Sees each request first: answers it, or gives it on to the app. */
  readonly before?: FastPath;
  readonly host: string;
  readonly port: number;
  /** Largest message that a WebSocket may bring, in bytes; refused before it is received. */
  readonly webSocketBytesMax?: number;
}

/** Serves an app over HTTP, with its WebSocket routes. A port that cannot be had is one sentence with the next step. */
export async function listen({
  fetch,
  before = (_incoming, _outgoing, next) => next(),
  host,
  port,
  webSocketBytesMax = 1024 * 1024,
}: ListenOptions): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve(
    {
      fetch,
      hostname: host,
      port,
      overrideGlobalObjects: true,
      createServer: ((options, toApp) =>
        createServer(options, (incoming, outgoing) =>
          before(incoming, outgoing, () => toApp?.(incoming, outgoing)),
        )) as typeof createServer,
      websocket: { server: createWebSocketServer(webSocketBytesMax) },
      // Another upgrade (h2c of curl) is a request like any other; handed over, its connection would be nobody's.
      serverOptions: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' },
    },
    resolve,
  ) as Server;
  const connections = trackConnections(server);
  server.once('error', reject);
  server.headersTimeout = headersTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.maxConnections = connectionsMax;
  const address = await promise.catch((error: NodeJS.ErrnoException) => {
    throw new StackError(sentenceOf(error, host, port), { cause: error });
  });
  return { port: address.port, stop: (drainMs) => close(server, connections, drainMs) };
}

function createWebSocketServer(bytesMax: number): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload: bytesMax,
    maxFragments: fragmentsMax,
    clientTracking: false,
    // A few compressed bytes could become a whole message, and a compressor per connection costs memory.
    perMessageDeflate: false,
  });
}

function sentenceOf({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program: stop it, or choose another port, e.g. PORT=${port + 1}.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user: choose one above 1023, e.g. PORT=3000.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address "${host}": set HOST to one of its own, e.g. HOST=127.0.0.1.`;
  return `The API cannot listen on ${host}:${port}: ${message}.`;
}

/** `closeAllConnections` forgets those that became WebSockets, and the server would wait for them for ever. */
function trackConnections(server: Server): ReadonlySet<Socket> {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return connections;
}

async function close(server: Server, connections: ReadonlySet<Socket>, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    for (const connection of connections) connection.destroy();
  }, drainMs);
  // A connection that was busy becomes idle when its answer is out; it would otherwise be kept alive for a minute.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearTimeout(timer);
  clearInterval(sweep);
}
