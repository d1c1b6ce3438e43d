import type { MessageKey } from '../../i18n/message-key.ts';
import type { Scope } from './key-data.ts';

/** The wide scopes in the order in which shops need them, each with the permissions that it holds. */
export const wideScopes = [
  'events:write',
  'carts:read',
  'campaigns:write',
  'store:admin',
] as const satisfies readonly Scope[];
export type WideScope = (typeof wideScopes)[number];

/** What a person needs to hand a wide scope on; the server decides, this keeps from offering what it refuses. */
export const neededFor: Readonly<Record<WideScope, readonly string[]>> = {
  'events:write': ['api-keys:grant'],
  'carts:read': ['stats:read', 'snippet:read'],
  'campaigns:write': ['campaigns:write', 'carts:quarantine', 'recoveries:command'],
  'store:admin': ['store:write', 'api-keys:grant', 'members:write', 'customers:unmask', 'customers:erase'],
};

/** Each of these is one permission and nothing else. */
export const fineScopes = [
  'orders:read',
  'customers:read',
  'customers:unmask',
  'customers:erase',
  'messages:read',
  'recoveries:read',
  'recoveries:command',
  'decisions:read',
  'stats:read',
  'reports:write',
  'predictions:read',
  'models:read',
  'models:write',
  'flags:read',
  'flags:write',
  'usage:read',
  'reports:write',
  'campaigns:read',
  'carts:quarantine',
  'snippet:read',
  'snippet:write',
  'integrations:read',
  'integrations:write',
  'webhooks:read',
  'webhooks:replay',
  'webhook-endpoints:read',
  'webhook-endpoints:write',
  'offers:read',
  'offers:write',
  'dead-letters:read',
  'dead-letters:decide',
  'store:read',
  'store:write',
  'api-keys:read',
  'api-keys:write',
  'members:read',
  'members:write',
  'audit:read',
  'privacy-requests:read',
  'privacy-requests:finish',
] as const satisfies readonly Scope[];
export type FineScope = (typeof fineScopes)[number];

export function scopeLabel(scope: WideScope | FineScope): MessageKey {
  return `scope.${scope}`;
}

export function isNamed(scope: string): scope is WideScope | FineScope {
  return [...wideScopes, ...fineScopes].some((one) => one === scope);
}
