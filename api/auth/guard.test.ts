import { describe, expect, test } from 'vitest';
import type { Caller } from '../../domain/actor.ts';
import { ownPermissions, permissions, rolePermissions, roles, storePermissions } from '../../domain/permission.ts';
import { requirePermission } from '../../services/shared/require-permission.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import { checkPermission } from './guard.ts';

const storeId = '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11';
const other = '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b12';

function refusal(check: () => void): { readonly code: string; readonly message: string } | null {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { code: error.code, message: error.message };
  }
}

describe('a guarded route', () => {
  test.for(roles)('lets a member of the team with the role %s do what the role says and nothing else', (role) => {
    const user: Caller = { kind: 'user', userId: 'u-1', storeId, role };
    const passed = permissions.filter((permission) => refusal(() => checkPermission(user, permission)) === null);
    expect(new Set(passed)).toEqual(new Set([...rolePermissions[role], ...ownPermissions]));
    expect(refusal(() => checkPermission(user, 'events:write'))).toEqual({
      code: 'forbidden',
      message: 'Your role does not allow this: it lacks the permission events:write.',
    });
  });

  test('names to a key the scopes that would do', () => {
    const key: Caller = { kind: 'api_key', keyId: 'k-1', storeId, scopes: ['events:write'] };
    expect(refusal(() => checkPermission(key, 'orders:read'))?.message).toBe(
      'This key lacks the scope carts:read or orders:read.',
    );
    expect(refusal(() => checkPermission(key, 'stores:create'))?.message).toBe(
      'Only the key of the operator or an admin may do this.',
    );
  });

  test('wants the operator to name the store, but not for what belongs to the installation', () => {
    const operator: Caller = { kind: 'operator', storeId: null };
    expect(refusal(() => checkPermission(operator, 'carts:read'))?.code).toBe('bad_request');
    expect(refusal(() => checkPermission(operator, 'stores:create'))).toBeNull();
    for (const permission of storePermissions)
      expect(refusal(() => checkPermission({ kind: 'operator', storeId }, permission))).toBeNull();
  });
});

test('a verb refuses an actor of another store, whatever the route let pass', () => {
  const owner: Caller = { kind: 'user', userId: 'u-1', storeId, role: 'store_owner' };
  const key: Caller = { kind: 'api_key', keyId: 'k-1', storeId, scopes: ['store:admin'] };
  for (const actor of [owner, key]) {
    expect(refusal(() => requirePermission(actor, 'store:write', storeId))).toBeNull();
    expect(refusal(() => requirePermission(actor, 'store:write', other))?.code).toBe('forbidden');
  }
});
