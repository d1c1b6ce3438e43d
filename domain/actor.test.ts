import { describe, expect, test } from 'vitest';
import { type Actor, actorId, actorKinds, actorName, holds, mayActIn } from './actor.ts';
import { keyScopes, permissionsOfScope, scopesAllowing, wideScopes } from './key-scope.ts';
import {
  installationPermissions,
  memberRoles,
  ownPermissions,
  permissions,
  rolePermissions,
  roles,
  storePermissions,
} from './permission.ts';

const storeId = '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11';
const other = '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b12';
const key = (...scopes: Extract<Actor, { kind: 'api_key' }>['scopes']): Actor => ({
  ...{ kind: 'api_key', keyId: 'k-1', storeId },
  scopes,
});
const actors: readonly Actor[] = [
  { kind: 'user', userId: 'u-1', storeId, role: 'store_owner' },
  key('carts:read'),
  { kind: 'operator', storeId },
  { kind: 'system' },
  { kind: 'platform', integrationId: 'i-1', storeId },
];

describe('an actor', () => {
  test('has one name and one id, whatever its kind', () => {
    expect(actors.map(({ kind }) => kind)).toEqual(actorKinds);
    expect(actors.map(actorName)).toEqual(['user:u-1', 'key:k-1', 'operator', 'engine', 'platform:i-1']);
    expect(actors.map(actorId)).toEqual(['u-1', 'k-1', null, null, 'i-1']);
  });

  test('of a store acts in no other; the operator does where it named none, and in the installation', () => {
    expect(actors.map((actor) => mayActIn(actor, storeId))).toEqual([true, true, true, true, true]);
    expect(actors.map((actor) => mayActIn(actor, other))).toEqual([false, false, false, true, false]);
    expect(actors.map((actor) => mayActIn(actor, null))).toEqual([false, false, true, true, false]);
    expect(mayActIn({ kind: 'operator', storeId: null }, other)).toBe(true);
    const person = { kind: 'user', userId: 'u-1', storeId: null } as const;
    expect([storeId, null].map((place) => mayActIn({ ...person, role: 'admin' }, place))).toEqual([true, true]);
    expect([storeId, null].map((place) => mayActIn({ ...person, role: null }, place))).toEqual([false, false]);
  });

  test('holds what its role or its scopes say; a platform only asks on behalf of customers', () => {
    const held = (actor: Actor) => permissions.filter((permission) => holds(actor, permission));
    for (const role of roles)
      expect(new Set(held({ kind: 'user', userId: 'u-1', storeId, role }))).toEqual(
        new Set([...rolePermissions[role], ...ownPermissions]),
      );
    expect(held({ kind: 'user', userId: 'u-1', storeId, role: null })).toEqual(ownPermissions);
    expect(held({ kind: 'operator', storeId: null })).toEqual([...storePermissions, ...installationPermissions]);
    expect(held({ kind: 'system' })).toEqual(permissions);
    expect(held({ kind: 'platform', integrationId: 'i-1', storeId })).toEqual(['privacy-requests:act']);
    expect(held(key('events:write'))).toEqual(['events:write']);
    expect(held(key('an-unknown-scope' as 'carts:read'))).toEqual([]);
  });

  test('that a person made does no more than that person may now', () => {
    const made = (makerRole: 'store_owner' | 'analyst' | 'customer'): Actor => ({
      ...{ kind: 'api_key', keyId: 'k-1', storeId, makerRole },
      scopes: ['events:write', 'campaigns:write'],
    });
    const held = (actor: Actor) => permissions.filter((permission) => holds(actor, permission));
    expect(held(made('store_owner'))).toContain('events:write');
    expect(held(made('store_owner'))).toContain('campaigns:write');
    expect(held(made('analyst'))).toEqual(['campaigns:read', 'offers:read']);
    expect(held(made('customer'))).toEqual([]);
  });
});

describe('permissions', () => {
  test('are named resource:verb, each once', () => {
    for (const permission of permissions) expect(permission).toMatch(/^[a-z]+(-[a-z]+)*:[a-z]+$/);
    expect(new Set(permissions).size).toBe(permissions.length);
  });

  test('of the installation belong to the admin alone, to no other role and to no key', () => {
    expect(rolePermissions.admin).toEqual(expect.arrayContaining([...installationPermissions]));
    for (const permission of installationPermissions) {
      expect(scopesAllowing(permission)).toEqual([]);
      for (const role of memberRoles) expect(rolePermissions[role]).not.toContain(permission);
    }
  });

  test('of a role contain none twice, and an owner holds what any other member of the team does', () => {
    for (const role of memberRoles) {
      const held = rolePermissions[role];
      expect([role, new Set(held).size]).toEqual([role, held.length]);
      expect(held.filter((permission) => !rolePermissions.store_owner.includes(permission))).toEqual([]);
    }
  });

  test('that write events or act for a platform are no customer’s', () => {
    for (const role of roles) {
      expect(rolePermissions[role]).not.toContain('events:write');
      expect(rolePermissions[role]).not.toContain('privacy-requests:act');
    }
  });
});

describe('scopes', () => {
  test('keep the four wide ones of before, which together allow all that any key may', () => {
    expect(wideScopes).toEqual(['events:write', 'carts:read', 'campaigns:write', 'store:admin']);
    const wide = new Set(wideScopes.flatMap((scope) => [...permissionsOfScope(scope)]));
    const notForKeys = storePermissions.filter((permission) => !wide.has(permission));
    expect(notForKeys).toEqual(['privacy-requests:act']);
  });

  test('that are fine allow one permission, and none allows to give keys more than their creator holds', () => {
    const fine = keyScopes.filter((scope) => !wideScopes.some((wide) => wide === scope));
    expect(fine.map((scope) => [...permissionsOfScope(scope)])).toEqual(fine.map((scope) => [scope]));
    expect(scopesAllowing('api-keys:grant')).toEqual(['store:admin']);
  });
});
