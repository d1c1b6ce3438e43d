import { assertNever } from './assert-never.ts';
import { type KeyScope, permissionsOfScope } from './key-scope.ts';
import { type Permission, type Role, rolePermissions } from './permission.ts';

/**
 * Who acts. Holds ids and what is allowed, never a name or an address, so that it may be kept and logged.
 *
 * @example const actor: Actor = { kind: 'api_key', keyId, storeId, scopes: ['campaigns:write'] };
 */
export type Actor =
  /** A member of a shop's team, in one store. */
  | { readonly kind: 'user'; readonly userId: string; readonly storeId: string; readonly role: Role }
  | {
      readonly kind: 'api_key';
      readonly keyId: string;
      readonly storeId: string;
      readonly scopes: readonly KeyScope[];
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
      return permissionsByRole.get(actor.role)?.has(permission) ?? false;
    case 'api_key':
      return actor.scopes.some((scope) => permissionsOfScope(scope).has(permission));
    case 'operator':
    case 'system':
      return true;
    case 'platform':
      return permission === 'privacy-requests:act';
    default:
      return assertNever(actor);
  }
}

/** Whether an actor may act in a store at all; null: in what belongs to no store. */
export function mayActIn(actor: Actor, storeId: string | null): boolean {
  switch (actor.kind) {
    case 'user':
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

/** The permissions of a key with these scopes that `actor` does not hold. */
export function exceededBy(actor: Actor, scopes: readonly KeyScope[]): readonly Permission[] {
  const asked = new Set(scopes.flatMap((scope) => [...permissionsOfScope(scope)]));
  return [...asked].filter((permission) => !holds(actor, permission));
}
