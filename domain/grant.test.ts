import { describe, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { decideMembership, exceedingPermission } from './grant.ts';
import { keyScopes } from './key-scope.ts';
import { type MemberRole, memberRoles, type Role, rolePermissions, roles } from './permission.ts';

const storeId = '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11';
const person = (role: Role | null): Actor => ({ kind: 'user', userId: 'u-1', storeId, role });
const key = (...scopes: Extract<Actor, { kind: 'api_key' }>['scopes']): Actor => ({
  ...{ kind: 'api_key', keyId: 'k-1', storeId },
  scopes,
});

describe('nobody gives more than they hold', () => {
  test('by a role: each hands on the roles that are within their own', () => {
    for (const own of roles)
      for (const given of roles) {
        const within = rolePermissions[given].every((permission) => rolePermissions[own].includes(permission));
        const exceeding = exceedingPermission(person(own), { kind: 'role', role: given });
        expect([own, given, exceeding === null]).toEqual([own, given, within]);
      }
    expect(exceedingPermission(person('store_owner'), { kind: 'role', role: 'admin' })).toBe('stores:read');
    expect(exceedingPermission(person(null), { kind: 'role', role: 'analyst' })).toBe('carts:read');
  });

  test('by a key: a key with store:admin makes no key that reads carts, and equips programs that send events', () => {
    const give = (actor: Actor, ...scopes: typeof keyScopes) => exceedingPermission(actor, { kind: 'scopes', scopes });
    expect(give(key('store:admin'), 'carts:read')).toBe('carts:read');
    expect(give(key('store:admin'), 'events:write')).toBeNull();
    expect(give(person('developer'), 'events:write')).toBe('events:write');
    expect(give(person('developer'), 'webhooks:replay')).toBeNull();
    expect(give(person('store_owner'), ...keyScopes)).toBeNull();
    expect(give({ kind: 'operator', storeId }, ...keyScopes)).toBeNull();
  });
});

describe('a team', () => {
  const decide = (actor: Actor, from: MemberRole | null, to: MemberRole | null, otherOwners = 1) =>
    decideMembership(actor, { from, to, otherOwners }).kind;

  test('keeps its last owner, whoever asks', () => {
    for (const actor of [person('store_owner'), person('admin'), { kind: 'operator', storeId } as const]) {
      for (const to of [null, 'analyst'] as const) {
        expect(decide(actor, 'store_owner', to, 0)).toBe('last_owner');
        expect(decide(actor, 'store_owner', to, 1)).toBe('allowed');
      }
      expect(decide(actor, 'store_owner', 'store_owner', 0)).toBe('allowed');
    }
  });

  test('changes no role that holds more than the one who changes it, up or down', () => {
    const helper = key('members:write');
    for (const role of memberRoles) {
      expect(decide(helper, null, role)).toBe('exceeds');
      expect(decide(helper, role, null)).toBe('exceeds');
      expect(decide(person('store_owner'), role, 'analyst')).toBe('allowed');
    }
  });
});
