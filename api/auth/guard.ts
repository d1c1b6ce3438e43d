import type { Context, MiddlewareHandler } from 'hono';
import { actorName, type Caller } from '../../domain/actor.ts';
import { isInstallationPermission, type Permission } from '../../domain/permission.ts';
import { requirePermission } from '../../services/shared/require-permission.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';
import type { ClientAddressOf } from '../rate-limit/client-address.ts';
import { addressOfRequest } from '../rate-limit/client-address.ts';
import type { Authenticate } from './authenticate.ts';

/** May refuse a request, and tell what is left in the headers of its answer. */
export type Admit = (actor: Caller, c: Context<ApiEnv>) => Promise<void>;

/** Lets a request pass whose caller holds the permission. */
export type Guard = (permission: Permission) => MiddlewareHandler<ApiEnv>;

/** Runs before a body is read, so that nobody without a key costs more than a hash. `admit` may refuse by a rate. */
export function createGuard({
  authenticate,
  clientAddressOf,
  admit,
}: {
  authenticate: Authenticate;
  clientAddressOf: ClientAddressOf;
  admit?: Admit;
}): Guard {
  return (permission) =>
    async function guard(c, next) {
      const asked = authenticate({
        authorization: c.req.header('authorization'),
        storeId: c.req.header('x-store-id'),
        address: addressOfRequest(c, clientAddressOf),
      });
      const actor = asked instanceof Promise ? await asked : asked;
      checkPermission(actor, permission);
      c.set('actor', actor);
      if (admit) await admit(actor, c);
      return next();
    };
}

/** Throws `forbidden` when the one who asks may not do this, `bad_request` when an operator names no store. */
export function checkPermission(actor: Caller, permission: Permission): void {
  const ofInstallation = isInstallationPermission(permission);
  if (!ofInstallation && actor.storeId === null)
    throw new ServiceError('bad_request', 'Name the store to act in by the header X-Store-Id.', {
      path: 'x-store-id',
    });
  requirePermission(actor, permission, ofInstallation ? null : actor.storeId);
}

/** The store of a request that passed a guard with a permission in a store. */
export function storeOf(actor: Caller): string {
  if (actor.storeId === null) throw new Error('a route without a store asked for one');
  return actor.storeId;
}

/** Whose requests are counted together. */
export function budgetKeyOf(actor: Caller): string {
  return actorName(actor);
}
