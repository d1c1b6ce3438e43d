import type { Context, MiddlewareHandler } from 'hono';
import { actorName, type Caller } from '../../domain/actor.ts';
import { isInstallationPermission, isOwnPermission, type Permission } from '../../domain/permission.ts';
import type { FoundSession } from '../../services/accounts/sessions/find.ts';
import { requirePermission } from '../../services/shared/require-permission.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';
import { dashboardAddress } from '../hosts/dashboard-address.ts';
import type { ClientAddressOf } from '../rate-limit/client-address.ts';
import { addressOfRequest } from '../rate-limit/client-address.ts';
import type { Authenticate } from './authenticate.ts';
import type { SessionAuthentication } from './session-authentication.ts';
import { accessTokenIn } from './session-cookies.ts';

/** May refuse a request, and tell what is left in the headers of its answer. */
export type Admit = (actor: Caller, c: Context<ApiEnv>) => Promise<void>;

/** Lets a request pass whose caller holds the permission. */
export type Guard = (permission: Permission) => MiddlewareHandler<ApiEnv>;

/** Who sends a request: by key where one is sent, else by the cookie of a session. Throws when it is nobody known. */
export type Identify = (c: Context<ApiEnv>) => Caller | Promise<Caller>;

export function createIdentify({
  authenticate,
  sessions,
  clientAddressOf,
  publicUrl,
}: {
  authenticate: Authenticate;
  sessions: SessionAuthentication;
  clientAddressOf: ClientAddressOf;
  publicUrl: () => string;
}): Identify {
  const bySession = async (c: Context<ApiEnv>, token: string, storeId: string | undefined): Promise<Caller> => {
    const [method, origin] = [c.req.method, c.req.header('origin')];
    const { actor, sessionId, session } = await sessions.authenticate({
      ...{ token, method, origin, storeId },
      address: dashboardAddress(c, publicUrl),
    });
    c.set('sessionId', sessionId);
    c.set('session', session);
    return actor;
  };
  return (c) => {
    const authorization = c.req.header('authorization');
    const storeId = c.req.header('x-store-id');
    const token = authorization === undefined ? accessTokenIn(c.req.header('cookie'), publicUrl()) : undefined;
    if (token === undefined)
      return authenticate({ authorization, storeId, address: addressOfRequest(c, clientAddressOf) });
    return bySession(c, token, storeId);
  };
}

/** Runs before a body is read, so that nobody without a key costs more than a hash. `admit` may refuse by a rate. */
export function createGuard({ identify, admit }: { readonly identify: Identify; readonly admit?: Admit }): Guard {
  return (permission) =>
    async function guard(c, next) {
      const asked = identify(c);
      const actor = asked instanceof Promise ? await asked : asked;
      checkPermission(actor, permission);
      keepToHost(actor, permission, c.get('hostStoreId'));
      c.set('actor', actor);
      if (admit) await admit(actor, c);
      return next();
    };
}

/** Throws `forbidden` when the one who asks may not do this, `bad_request` when an operator or a person names no store. */
export function checkPermission(actor: Caller, permission: Permission): void {
  const ofInstallation = isInstallationPermission(permission) || isOwnPermission(permission);
  if (!ofInstallation && actor.storeId === null)
    throw new ServiceError('bad_request', 'Name the store to act in by the header X-Store-Id.', {
      path: 'x-store-id',
    });
  requirePermission(actor, permission, ofInstallation ? null : actor.storeId);
}

/** Under a name of a store's own there is that store, and one's own account. */
function keepToHost(actor: Caller, permission: Permission, hostStoreId: string | undefined): void {
  if (hostStoreId === undefined || isOwnPermission(permission)) return;
  if (actor.storeId !== hostStoreId || isInstallationPermission(permission))
    throw new ServiceError('not_found', 'Nothing of this is answered under this name.');
}

/** The store of a request that passed a guard with a permission in a store. */
export function storeOf(actor: Caller): string {
  if (actor.storeId === null) throw new Error('a route without a store asked for one');
  return actor.storeId;
}

/** The person who asks, and their session, in a route that needs one's own account. */
export function personOf(c: Context<ApiEnv>): {
  readonly actor: Extract<Caller, { kind: 'user' }>;
  readonly userId: string;
  readonly sessionId: string;
  readonly session: FoundSession;
} {
  const [actor, sessionId, session] = [c.get('actor'), c.get('sessionId'), c.get('session')];
  if (actor.kind !== 'user' || sessionId === undefined || session === undefined)
    throw new Error('a route for persons let somebody else in');
  return { actor, userId: actor.userId, sessionId, session };
}

/** Whose requests are counted together. */
export function budgetKeyOf(actor: Caller): string {
  return actorName(actor);
}
