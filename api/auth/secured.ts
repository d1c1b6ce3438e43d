import { scopesAllowing } from '../../domain/key-scope.ts';
import { isInstallationPermission, isOwnPermission, type Permission } from '../../domain/permission.ts';
import type { Guard } from './guard.ts';

/**
 * The parts of a route that say who may call it: a caller who holds the permission. The document names the permission, and
 * the scopes of keys that hold it; persons come by the cookie of their session.
 */
export function secured(guard: Guard, permission: Permission) {
  const scopes = isInstallationPermission(permission) ? [] : scopesAllowing(permission);
  const operator = isOwnPermission(permission) ? [] : [{ operatorKey: [] }];
  return {
    'x-permission': permission,
    security: [...scopes.map((scope) => ({ apiKey: [scope] })), ...operator, { session: [] }],
    middleware: guard(permission),
  };
}
