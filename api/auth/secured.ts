import { scopesAllowing } from '../../domain/key-scope.ts';
import { isInstallationPermission, type Permission } from '../../domain/permission.ts';
import type { Guard } from './guard.ts';

/**
 * The parts of a route that say who may call it: a caller who holds the permission. The document names the permission, and
 * the scopes of keys that hold it.
 */
export function secured(guard: Guard, permission: Permission) {
  const scopes = isInstallationPermission(permission) ? [] : scopesAllowing(permission);
  return {
    'x-permission': permission,
    security: [...scopes.map((scope) => ({ apiKey: [scope] })), { operatorKey: [] }],
    middleware: guard(permission),
  };
}
