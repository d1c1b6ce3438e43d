import { upgradeWebSocket } from '@hono/node-server';
import { Hono } from 'hono';
import { parseTraceparent } from '../../domain/trace-context.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { Admission } from '../admission.ts';
import type { ApiEnv } from '../api-deps.ts';
import type { Credentials } from '../auth/authenticate.ts';
import { addressOfRequest } from '../rate-limit/client-address.ts';
import { asSocket, requireUpgrade } from '../sockets/upgrade.ts';
import { authorize, type ConnectionDeps, openConnection } from './open-connection.ts';

interface SocketRouteDeps
  extends Omit<ConnectionDeps, 'address' | 'traceparent'>,
    Pick<Admission, 'addressLimits' | 'clientAddressOf'> {
  readonly corsOrigins: '*' | readonly string[];
}

/**
 * `GET /v1/events/socket`: events over one connection instead of many requests. The key comes by header or in the first
 * frame, never in the address, which ends up in logs. What is wrong before the upgrade is an HTTP answer as everywhere.
 */
export function eventSocketRoute(deps: SocketRouteDeps) {
  return new Hono<ApiEnv>().get('/v1/events/socket', async (c) => {
    requireUpgrade(c);
    checkOrigin(c.req.header('origin'), deps.corsOrigins);
    const address = addressOfRequest(c, deps.clientAddressOf);
    const credentials: Credentials = {
      authorization: c.req.header('authorization'),
      storeId: c.req.header('x-store-id'),
      address,
    };
    if (credentials.authorization === undefined) deps.addressLimits.spend('anonymous_sockets', address, 1);
    const known =
      credentials.authorization === undefined
        ? null
        : { actor: await authorize(deps.authenticate, credentials), credentials };
    deps.sockets.admit(known?.actor.storeId ?? null);
    const traceparent = parseTraceparent(c.req.header('traceparent'));
    return upgradeWebSocket(c, {
      onOpen: (_, { raw }) => openConnection(asSocket(raw), known, { ...deps, address, traceparent }),
    });
  });
}

/** No cookie opens this endpoint, so a strange page gains nothing by it; it is held to the same list as the requests. */
function checkOrigin(origin: string | undefined, allowed: '*' | readonly string[]): void {
  if (origin !== undefined && allowed !== '*' && !allowed.includes(origin))
    throw new ServiceError('forbidden', 'Pages of this origin may not send events.');
}
