import { type Actor, holds, mayActIn } from '../../domain/actor.ts';
import { scopesAllowing } from '../../domain/key-scope.ts';
import { isInstallationPermission, isOwnPermission, type Permission } from '../../domain/permission.ts';
import { ServiceError } from './service-error.ts';

/**
 * Throws `forbidden` unless the actor holds the permission and may act in the store, or `second_factor_required` where they would
 * hold it with one; `storeId` is null for what belongs to the installation.
 */
export function requirePermission(actor: Actor, permission: Permission, storeId: string | null): void {
  if (!holds(actor, permission)) {
    if (actor.kind === 'user' && actor.needsSecondFactor)
      throw new ServiceError('second_factor_required', 'This takes a second factor. Set one up in your account.');
    throw new ServiceError('forbidden', lacks(actor, permission));
  }
  // One's own account is in no store.
  if (isOwnPermission(permission)) return;
  if (!mayActIn(actor, storeId)) throw new ServiceError('forbidden', 'This belongs to another store.');
}

function lacks(actor: Actor, permission: Permission): string {
  if (isInstallationPermission(permission)) return 'Only the key of the operator or an admin may do this.';
  if (isOwnPermission(permission)) return 'Only a person who is signed in has an account.';
  switch (actor.kind) {
    case 'api_key':
      return `This key lacks the scope ${scopesAllowing(permission).join(' or ')}.`;
    case 'user':
      if (actor.role === null) return 'You have no role in this store.';
      return `Your role does not allow this: it lacks the permission ${permission}.`;
    default:
      return `This needs the permission ${permission}.`;
  }
}
