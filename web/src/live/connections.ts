import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { apiOf, data } from '../api/client.ts';
import { meQuery } from '../app/session.ts';
import { LiveConnection, LiveRefused, type LiveSocket } from './live-connection.ts';

/** How long the question for a ticket may take. */
const askMs = 10_000;

const connections = new Map<string, LiveConnection>();

/** The one connection of this page for a store; it opens when something is followed and ends when nothing is. */
export function liveOf(storeId: string, queryClient: QueryClient): LiveConnection {
  const known = connections.get(storeId);
  if (known) return known;
  const connection = new LiveConnection({
    askTicket: () => askTicket(storeId),
    openSocket,
    onRightsChanged: () => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    now: Date.now,
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  });
  connections.set(storeId, connection);
  probeOnReturn(connection);
  return connection;
}

async function askTicket(storeId: string): Promise<string> {
  try {
    const asked = apiOf(storeId).POST('/v1/live/tickets', { signal: AbortSignal.timeout(askMs) });
    return (await data(asked)).ticket;
  } catch (error) {
    if (error instanceof ApiError && !error.mayRetry) throw new LiveRefused(error.code);
    throw error;
  }
}

function openSocket(ticket: string): LiveSocket {
  const address = new URL('/v1/live', location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  address.searchParams.set('ticket', ticket);
  const socket = new WebSocket(address);
  const wrapped: LiveSocket = {
    onmessage: null,
    onclose: null,
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
  socket.onmessage = (event) => wrapped.onmessage?.(event);
  socket.onclose = () => wrapped.onclose?.();
  return wrapped;
}

/** Timers stand while a computer sleeps, and a phone in the pocket may lose its connection without a word. */
function probeOnReturn(connection: LiveConnection): void {
  const probe = (): void => connection.probe();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') probe();
  });
  window.addEventListener('online', probe);
  window.addEventListener('pageshow', probe);
}
