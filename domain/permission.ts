/**
 * What may be done, as `resource:verb`: the one list for roles, key scopes, routes, services and the audit log.
 * Permissions are part of the public API: add, never rename.
 */
export const storePermissions = [
  'events:write',
  'carts:read',
  'carts:quarantine',
  'orders:read',
  'customers:read',
  /** Addresses in full instead of masked. */
  'customers:unmask',
  'recoveries:read',
  'recoveries:command',
  'messages:read',
  'decisions:read',
  'stats:read',
  'predictions:read',
  'campaigns:read',
  'campaigns:write',
  'store:read',
  'store:write',
  'snippet:read',
  'snippet:write',
  'api-keys:read',
  'api-keys:write',
  /** Keys that may do more than the one who creates them. */
  'api-keys:grant',
  'integrations:read',
  'integrations:write',
  'webhooks:read',
  'webhooks:replay',
  'dead-letters:read',
  'dead-letters:decide',
  'privacy-requests:read',
  'privacy-requests:finish',
  /** Held by platforms only: what they ask for on behalf of a customer is done at once. */
  'privacy-requests:act',
  'audit:read',
] as const;
export type StorePermission = (typeof storePermissions)[number];

/** What concerns the installation and no single store: only its operator holds these. */
export const installationPermissions = [
  'stores:read',
  'stores:create',
  'schemas:write',
  'installation-audit:read',
] as const;
export type InstallationPermission = (typeof installationPermissions)[number];

export const permissions = [...storePermissions, ...installationPermissions] as const;
export type Permission = (typeof permissions)[number];

const installationOnly: ReadonlySet<Permission> = new Set(installationPermissions);

export function isInstallationPermission(permission: Permission): permission is InstallationPermission {
  return installationOnly.has(permission);
}

/** The roles of a shop's team: each is a set of permissions in one store. */
export const roles = ['owner', 'marketer', 'analyst', 'developer', 'support'] as const;
export type Role = (typeof roles)[number];

const figures: readonly StorePermission[] = [
  'carts:read',
  'orders:read',
  'customers:read',
  'recoveries:read',
  'messages:read',
  'decisions:read',
  'stats:read',
  'predictions:read',
  'campaigns:read',
  'store:read',
];

/** Events come from systems, and privacy requests act for platforms: neither belongs to a person. */
const notForPersons: ReadonlySet<StorePermission> = new Set(['events:write', 'privacy-requests:act']);

export const rolePermissions: Readonly<Record<Role, readonly StorePermission[]>> = {
  owner: storePermissions.filter((permission) => !notForPersons.has(permission)),
  marketer: [...figures, 'carts:quarantine', 'recoveries:command', 'campaigns:write', 'snippet:read'],
  analyst: figures,
  developer: [
    ...figures,
    'snippet:read',
    'snippet:write',
    'api-keys:read',
    'api-keys:write',
    'integrations:read',
    'integrations:write',
    'webhooks:read',
    'webhooks:replay',
    'dead-letters:read',
    'dead-letters:decide',
    'audit:read',
  ],
  support: [
    ...figures,
    'carts:quarantine',
    'customers:unmask',
    'recoveries:command',
    'privacy-requests:read',
    'privacy-requests:finish',
  ],
};
