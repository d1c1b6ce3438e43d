import { assertNever } from './assert-never.ts';
import { type KeyScope, permissionsOfScope } from './key-scope.ts';
import { isOwnPermission, type Permission, type Role, rolePermissions } from './permission.ts';

/**
 * Who acts. Holds ids and what is allowed, never a name or an address, so that it may be kept and logged.
 *
 * @example const actor: Actor = { kind: 'api_key', keyId, storeId, scopes: ['campaigns:write'] };
 */
export type Actor =
  /**
   * A person who is signed in, in the store that the request names, with the role there. Without a store, or where they
   * have no role, they hold what concerns their own account; an admin needs no store.
   */
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly storeId: string | null;
      readonly role: Role | null;
      /** They have a role there that they hold only once they have a second factor. */
      readonly needsSecondFactor?: boolean;
    }
  | {
      readonly kind: 'api_key';
      readonly keyId: string;
      readonly storeId: string;
      readonly scopes: readonly KeyScope[];
      /** The role that the person who made the key has now: it does no more than they may. Null: no person made it. */
      readonly makerRole?: Role | null;
    }
  /** The operator of the installation, in a store that the request names, if any. */
  | { readonly kind: 'operator'; readonly storeId: string | null }
  /** The engine itself: pipeline, sweep, workflows, scheduled work. */
  | { readonly kind: 'system' }
  /** A shop platform, by one of its signed webhooks. */
  | { readonly kind: 'platform'; readonly integrationId: string; readonly storeId: string };

/** Who may ask for something through the API. */
export type Caller = Extract<Actor, { kind: 'user' | 'api_key' | 'operator' }>;

export const actorKinds = [
  'user',
  'api_key',
  'operator',
  'system',
  'platform',
] as const satisfies readonly Actor['kind'][];
export type ActorKind = (typeof actorKinds)[number];

export const system: Actor = { kind: 'system' };

/** How an actor is written down where one text says it; rows of before may hold the bare id of a key. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.userId}`;
    case 'api_key':
      return `key:${actor.keyId}`;
    case 'operator':
      return 'operator';
    case 'system':
      return 'engine';
    case 'platform':
      return `platform:${actor.integrationId}`;
    default:
      return assertNever(actor);
  }
}

/** The id by which an actor of this kind is told from others; null where there is only one. */
export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case 'user':
      return actor.userId;
    case 'api_key':
      return actor.keyId;
    case 'platform':
      return actor.integrationId;
    case 'operator':
    case 'system':
      return null;
    default:
      return assertNever(actor);
  }
}

const permissionsByRole: ReadonlyMap<Role, ReadonlySet<Permission>> = new Map(
  Object.entries(rolePermissions).map(([role, held]) => [role as Role, new Set<Permission>(held)]),
);

/** Whether an actor holds a permission; where it may act is another question (`mayActIn`). */
export function holds(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'user':
      return isOwnPermission(permission) || roleHolds(actor.role, permission);
    case 'api_key':
      return (
        actor.scopes.some((scope) => permissionsOfScope(scope).has(permission)) &&
        (!actor.makerRole || roleHandsOn(actor.makerRole, permission))
      );
    case 'operator':
      return !isOwnPermission(permission);
    case 'system':
      return true;
    case 'platform':
      return permission === 'privacy-requests:act';
    default:
      return assertNever(actor);
  }
}

function roleHolds(role: Role | null, permission: Permission): boolean {
  return role !== null && (permissionsByRole.get(role)?.has(permission) ?? false);
}

function roleHandsOn(role: Role, permission: Permission): boolean {
  return roleHolds(role, permission) || (permission === 'events:write' && roleHolds(role, 'api-keys:grant'));
}

/**
 * Whether an actor may give a permission to somebody or something else: only what it holds itself. Events are sent by
 * programs and no person holds that, so an actor that may equip programs (`api-keys:grant`) hands it on.
 */
export function mayHandOn(actor: Actor, permission: Permission): boolean {
  return holds(actor, permission) || (permission === 'events:write' && holds(actor, 'api-keys:grant'));
}

/** Whether an actor may act in a store at all; null: in what belongs to no store. */
export function mayActIn(actor: Actor, storeId: string | null): boolean {
  switch (actor.kind) {
    case 'user':
      if (actor.role === 'admin') return storeId === null || actor.storeId === null || actor.storeId === storeId;
      return storeId !== null && actor.storeId === storeId;
    case 'api_key':
    case 'platform':
      return actor.storeId === storeId;
    case 'operator':
      return storeId === null || actor.storeId === null || actor.storeId === storeId;
    case 'system':
      return true;
    default:
      return assertNever(actor);
  }
}
