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
  /** Everything that is held of a person is erased, for good. */
  'customers:erase',
  /** Addresses that were suppressed for a technical reason may be written to again. */
  'suppressions:lift',
  'recoveries:read',
  'recoveries:command',
  'messages:read',
  'decisions:read',
  'stats:read',
  /** Reports that go out by themselves, and views of numbers that the team shares. */
  'reports:write',
  'predictions:read',
  'models:read',
  /** Which model version answers: in a store of its versions, for the platform only by its operator and admins. */
  'models:write',
  /** What is switched on and off, by the platform and in the store. */
  'flags:read',
  /** Switching in the store. */
  'flags:write',
  /** What the store used, what its plan includes, and what that costs. */
  'usage:read',
  'campaigns:read',
  'campaigns:write',
  'offers:read',
  /** Which discounts there are, what they may cost, and the codes of their pools. */
  'offers:write',
  'store:read',
  'store:write',
  'snippet:read',
  'snippet:write',
  'api-keys:read',
  'api-keys:write',
  /** Keys for programs that send events, which no person does. */
  'api-keys:grant',
  'integrations:read',
  'integrations:write',
  'webhooks:read',
  'webhooks:replay',
  'webhook-endpoints:read',
  /** Which systems are told of what happens, and sending it to them again. */
  'webhook-endpoints:write',
  'dead-letters:read',
  'dead-letters:decide',
  'privacy-requests:read',
  'privacy-requests:finish',
  /** Held by platforms only: what they ask for on behalf of a customer is done at once. */
  'privacy-requests:act',
  'audit:read',
  'members:read',
  /** Who works in the store: invitations, roles, removals. Nobody hands on more than they hold. */
  'members:write',
] as const;
export type StorePermission = (typeof storePermissions)[number];

/** What concerns the installation and no single store: its operator and its admins hold these. */
export const installationPermissions = [
  'stores:read',
  'stores:create',
  'schemas:write',
  'installation-audit:read',
  /** Pages of the installation: its metrics, and what its outbox kept of every store. */
  'installation:read',
  /** Accounts of persons, whatever store they work in. */
  'users:read',
  'users:write',
  /** How the whole installation stands. */
  'operations:read',
  /** Which accounts of providers stand in for others, whom they do not write to, and closing their breakers. */
  'senders:write',
  /** Switching for all stores. */
  'platform-flags:write',
  /** How every store is shown that says nothing else, and the pages that belong to none. */
  'platform-brand:write',
  /** Plans of stores, and what units cost. */
  'plans:write',
] as const;
export type InstallationPermission = (typeof installationPermissions)[number];

/** What concerns one's own account: every signed-in person holds these, and nothing else does. */
export const ownPermissions = ['account:write'] as const;
export type OwnPermission = (typeof ownPermissions)[number];

export const permissions = [...storePermissions, ...installationPermissions, ...ownPermissions] as const;
export type Permission = (typeof permissions)[number];

const installationOnly: ReadonlySet<Permission> = new Set(installationPermissions);

export function isInstallationPermission(permission: Permission): permission is InstallationPermission {
  return installationOnly.has(permission);
}

export function isOwnPermission(permission: Permission): permission is OwnPermission {
  return permission === 'account:write';
}

/** The roles that a member of a shop's team can have: each is a set of permissions in one store. */
export const memberRoles = ['store_owner', 'marketer', 'analyst', 'developer', 'support', 'api_user'] as const;
export type MemberRole = (typeof memberRoles)[number];

/**
 * And those that nobody is given by a store: an admin acts in the installation and in each of its stores, and a customer
 * of a shop holds nothing here.
 */
export const roles = ['admin', ...memberRoles, 'customer'] as const;
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
  'models:read',
  'flags:read',
  'campaigns:read',
  'offers:read',
  'store:read',
];

/** Events come from systems, and privacy requests act for platforms: neither belongs to a person. */
const notForPersons: ReadonlySet<StorePermission> = new Set(['events:write', 'privacy-requests:act']);

const everythingOfAStore = storePermissions.filter((permission) => !notForPersons.has(permission));

export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  admin: [...everythingOfAStore, ...installationPermissions],
  store_owner: everythingOfAStore,
  marketer: [
    ...figures,
    'carts:quarantine',
    'recoveries:command',
    'campaigns:write',
    'offers:write',
    'reports:write',
    'snippet:read',
  ],
  analyst: [...figures, 'reports:write', 'usage:read'],
  developer: [
    ...figures,
    'usage:read',
    'snippet:read',
    'snippet:write',
    'api-keys:read',
    'api-keys:write',
    'integrations:read',
    'integrations:write',
    'webhooks:read',
    'webhooks:replay',
    'webhook-endpoints:read',
    'webhook-endpoints:write',
    'dead-letters:read',
    'dead-letters:decide',
    'audit:read',
    'members:read',
  ],
  support: [
    ...figures,
    'carts:quarantine',
    'customers:unmask',
    'suppressions:lift',
    'recoveries:command',
    'privacy-requests:read',
    'privacy-requests:finish',
  ],
  /** A program that signs in: it reads what a key with the scope `carts:read` reads. */
  api_user: [...figures, 'snippet:read'],
  customer: [],
};
