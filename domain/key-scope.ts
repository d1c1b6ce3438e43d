import { type Permission, type StorePermission, storePermissions } from './permission.ts';

/**
 * The four wide scopes, each a set of permissions. `carts:read` and `campaigns:write` are wider than the permissions of the
 * same name: keys were given them before there were finer ones.
 */
const wide = {
  'events:write': ['events:write'],
  'carts:read': [
    'carts:read',
    'orders:read',
    'customers:read',
    'recoveries:read',
    'messages:read',
    'decisions:read',
    'stats:read',
    'predictions:read',
    'models:read',
    'flags:read',
    'campaigns:read',
    'offers:read',
    'store:read',
    'snippet:read',
  ],
  'campaigns:write': [
    'campaigns:read',
    'campaigns:write',
    'carts:quarantine',
    'offers:read',
    'offers:write',
    'recoveries:command',
  ],
  'store:admin': [
    'store:read',
    'store:write',
    'reports:write',
    'snippet:read',
    'snippet:write',
    'api-keys:read',
    'api-keys:write',
    'api-keys:grant',
    'customers:read',
    'customers:unmask',
    'customers:erase',
    'suppressions:lift',
    'integrations:read',
    'integrations:write',
    'webhooks:read',
    'webhooks:replay',
    'webhook-endpoints:read',
    'webhook-endpoints:write',
    'dead-letters:read',
    'dead-letters:decide',
    'privacy-requests:read',
    'privacy-requests:finish',
    'models:read',
    'models:write',
    'flags:read',
    'flags:write',
    'usage:read',
    'audit:read',
    'members:read',
    'members:write',
  ],
} as const satisfies Readonly<Record<string, readonly StorePermission[]>>;

type WideScope = keyof typeof wide;
type FineScope = Exclude<StorePermission, WideScope | 'api-keys:grant' | 'privacy-requests:act'>;

/** What a store's API key may do: every key holds one or more of these. Scopes are part of the public API: add, never rename. */
export type KeyScope = WideScope | FineScope;

/** Together they allow all that a key may do: the first key of a store holds them. */
export const wideScopes: readonly WideScope[] = ['events:write', 'carts:read', 'campaigns:write', 'store:admin'];

/** Every other permission of a key is a scope that allows nothing else. */
const fineScopes = storePermissions.filter(isFine);

export const keyScopes: readonly [KeyScope, ...KeyScope[]] = [
  'events:write',
  'carts:read',
  'campaigns:write',
  'store:admin',
  ...fineScopes,
];

const permissionsByScope: ReadonlyMap<KeyScope, ReadonlySet<Permission>> = new Map(
  keyScopes.map((scope) => [scope, new Set<Permission>(isWide(scope) ? wide[scope] : [scope])]),
);

const nothing: ReadonlySet<Permission> = new Set();

/** A scope that this version does not know allows nothing. */
export function permissionsOfScope(scope: KeyScope): ReadonlySet<Permission> {
  return permissionsByScope.get(scope) ?? nothing;
}

/** The scopes that allow this, wide ones first. */
export function scopesAllowing(permission: Permission): readonly KeyScope[] {
  return keyScopes.filter((scope) => permissionsOfScope(scope).has(permission));
}

function isWide(scope: KeyScope | StorePermission): scope is WideScope {
  return Object.hasOwn(wide, scope);
}

function isFine(permission: StorePermission): permission is FineScope {
  return !isWide(permission) && permission !== 'api-keys:grant' && permission !== 'privacy-requests:act';
}
