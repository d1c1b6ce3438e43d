import type { Context, MiddlewareHandler } from 'hono';
import type { KeyScope } from '../../domain/key-scope.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { Actor, ApiEnv } from '../api-deps.ts';
import type { ClientAddressOf } from '../rate-limit/client-address.ts';
import { addressOfRequest } from '../rate-limit/client-address.ts';
import type { Authenticate } from './authenticate.ts';

/** May refuse a request, and tell what is left in the headers of its answer. */
export type Admit = (actor: Actor, c: Context<ApiEnv>) => Promise<void>;

/** Lets a request pass that has one of the scopes in a store; `operator`: only the operator's key. */
export type Permission = readonly [KeyScope, ...KeyScope[]] | 'operator';
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
export function checkPermission(actor: Actor, permission: Permission): void {
  if (permission === 'operator') {
    if (actor.kind !== 'admin') throw new ServiceError('forbidden', 'Only the key of the operator may do this.');
    return;
  }
  if (actor.kind === 'admin') {
    if (actor.storeId === null)
      throw new ServiceError('bad_request', 'Name the store to act in by the header X-Store-Id.', {
        path: 'x-store-id',
      });
    return;
  }
  if (!permission.some((scope) => actor.scopes.includes(scope))) {
    throw new ServiceError('forbidden', `This key lacks the scope ${permission.join(' or ')}.`);
  }
}

/** The store of a request that passed a guard with scopes. */
export function storeOf(actor: Actor): string {
  if (actor.storeId === null) throw new Error('a route without a store asked for one');
  return actor.storeId;
}

/** Whose requests are counted together. */
export function budgetKeyOf(actor: Actor): string {
  return actor.kind === 'key' ? actor.keyId : 'operator';
}

/** What only those who run the store may see, e.g. addresses in full. */
export function mayAdminister(actor: Actor): boolean {
  return actor.kind === 'admin' || actor.scopes.includes('store:admin');
}
