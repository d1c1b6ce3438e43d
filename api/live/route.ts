import { upgradeWebSocket } from '@hono/node-server';
import { Hono } from 'hono';
import type { Redis } from 'ioredis';
import { redeemTicket } from '../../services/live/tickets.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';
import { checkOrigin } from '../auth/check-origin.ts';
import { dashboardAddress } from '../hosts/dashboard-address.ts';
import { asSocket, requireUpgrade } from '../sockets/upgrade.ts';
import type { LiveHub } from './live-hub.ts';

interface LiveRouteDeps {
  readonly redis: Redis;
  readonly hub: Pick<LiveHub, 'admit' | 'open'>;
  /** The address of this installation as people open it. */
  readonly publicUrl: () => string;
}

/** `GET /v1/live?ticket=`: what changes in a store, told to an open page. What is wrong before the upgrade is an HTTP answer. */
export function liveRoute({ redis, hub, publicUrl }: LiveRouteDeps) {
  return new Hono<ApiEnv>().get('/v1/live', async (c) => {
    requireUpgrade(c);
    const ticket = await redeemTicket(redis, c.req.query('ticket') ?? '');
    if (!ticket)
      throw new ServiceError(
        'unauthenticated',
        'This ticket is unknown, used or too old: ask for one and use it at once.',
      );
    const origin = c.req.header('origin');
    // A server with a key has no page; a person's browser may have been made to connect by any.
    if (origin !== undefined || ticket.actor.kind === 'user')
      checkOrigin({ method: 'CONNECT', origin, publicUrl: dashboardAddress(c, publicUrl) });
    const place = await hub.admit(ticket);
    return upgradeWebSocket(c, { onOpen: (_, { raw }) => hub.open(asSocket(raw), { ticket, place }) });
  });
}
