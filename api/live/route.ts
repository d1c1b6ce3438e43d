import { upgradeWebSocket } from '@hono/node-server';
import { Hono } from 'hono';
import type { Redis } from 'ioredis';
import { type LiveTicket, redeemTicket } from '../../services/live/tickets.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';
import { asSocket, requireUpgrade } from '../sockets/upgrade.ts';
import type { LiveHub } from './live-hub.ts';

interface LiveRouteDeps {
  readonly redis: Redis;
  readonly hub: Pick<LiveHub, 'admit' | 'open'>;
  /** The address of this installation as people open it. */
  readonly publicUrl: string;
}

/** `GET /v1/live?ticket=`: what changes in a store, told to an open page. What is wrong before the upgrade is an HTTP answer. */
export function liveRoute({ redis, hub, publicUrl }: LiveRouteDeps) {
  const expected = new URL(publicUrl).origin;
  return new Hono<ApiEnv>().get('/v1/live', async (c) => {
    requireUpgrade(c);
    const ticket = await redeemTicket(redis, c.req.query('ticket') ?? '');
    if (!ticket)
      throw new ServiceError(
        'unauthenticated',
        'This ticket is unknown, used or too old: ask for one and use it at once.',
      );
    checkOrigin(ticket, c.req.header('origin'), expected);
    const place = await hub.admit(ticket);
    return upgradeWebSocket(c, { onOpen: (_, { raw }) => hub.open(asSocket(raw), { ticket, place }) });
  });
}

/**
 * The ticket of a person is for pages of this very address: another page may have made their browser ask for it. A server
 * with a key sends no origin.
 */
function checkOrigin({ actor }: LiveTicket, origin: string | undefined, expected: string): void {
  if (origin === expected || (origin === undefined && actor.kind !== 'user')) return;
  throw new ServiceError(
    'forbidden',
    `Pages of ${expected} may connect (PUBLIC_URL); this request came from ${originShown(origin)}.`,
    { path: 'origin' },
  );
}

const originLengthMax = 200;

function originShown(origin: string | undefined): string {
  return origin === undefined ? 'no page' : origin.slice(0, originLengthMax);
}
