import { type Actor, mayHandOn } from './actor.ts';
import { assertNever } from './assert-never.ts';
import { type KeyScope, permissionsOfScope } from './key-scope.ts';
import { type MemberRole, type Permission, type Role, rolePermissions } from './permission.ts';

/** What can be given: a role to a person, or scopes to a key. */
export type Grant =
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'scopes'; readonly scopes: readonly KeyScope[] };

/**
 * The permission in a grant that the actor may not hand on, or null when it may give all of it. The one rule for roles and
 * keys: nobody gives more than they hold at that moment.
 */
export function exceedingPermission(actor: Actor, grant: Grant): Permission | null {
  return permissionsOfGrant(grant).find((permission) => !mayHandOn(actor, permission)) ?? null;
}

function permissionsOfGrant(grant: Grant): readonly Permission[] {
  switch (grant.kind) {
    case 'role':
      return rolePermissions[grant.role];
    case 'scopes':
      return [...new Set(grant.scopes.flatMap((scope) => [...permissionsOfScope(scope)]))];
    default:
      return assertNever(grant);
  }
}

/** A change of who works in a store; null stands for nobody: to join is a change from null, to leave one to null. */
export interface MembershipChange {
  readonly from: MemberRole | null;
  readonly to: MemberRole | null;
  /** Owners of the store beside the person whose membership changes. */
  readonly otherOwners: number;
}

export type MembershipDecision =
  | { readonly kind: 'allowed' }
  /** The actor lacks a permission of the role that is given or taken. */
  | { readonly kind: 'exceeds'; readonly permission: Permission }
  /** The store would have nobody left who may do everything in it. */
  | { readonly kind: 'last_owner' };

/** To take a role from somebody needs as much as to give it: else a helper could put the owner out. */
export function decideMembership(actor: Actor, { from, to, otherOwners }: MembershipChange): MembershipDecision {
  for (const role of [from, to]) {
    const permission = role && exceedingPermission(actor, { kind: 'role', role });
    if (permission) return { kind: 'exceeds', permission };
  }
  if (from === 'store_owner' && to !== 'store_owner' && otherOwners === 0) return { kind: 'last_owner' };
  return { kind: 'allowed' };
}
