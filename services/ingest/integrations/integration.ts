import type { IntegrationSettings, integrations } from '../../../db/postgres/schema/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/duration.ts';

export type IntegrationRow = typeof integrations.$inferSelect;
export type IntegrationStatus = IntegrationRow['status'];

/** An integration as it may be shown: never a secret, never a token. */
export interface Integration {
  readonly id: string;
  readonly platform: string;
  readonly status: IntegrationStatus;
  /** What stands before its ids of customers and orders; null: nothing. */
  readonly namespace: string | null;
  readonly settings: IntegrationSettings;
  /** Where the platform's own API is; null: it is not asked for anything. */
  readonly apiUrl: string | null;
  readonly reconcileEveryMs: number | null;
  readonly reconciledUntil: Date | null;
  /** Until when webhooks signed with the secret before the newest still pass. */
  readonly previousSecretUntil: Date | null;
  readonly firstEventAt: Date | null;
  readonly lastEventAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function toIntegration(row: IntegrationRow): Integration {
  const { storeId: _, secrets: __, apiToken: ___, scheduledEveryMs: ____, ...shown } = row;
  return shown;
}

/**
 * The names by which Shopify knows the shop of an integration, as its owner gave them. What was learnt from webhooks
 * does not count: it is what these names are compared with.
 */
export function shopDomainsOf({ settings, apiUrl }: Pick<Integration, 'settings' | 'apiUrl'>): readonly string[] {
  const asked = apiUrl === null ? undefined : URL.parse(apiUrl)?.hostname;
  return [settings.shopDomain, asked].filter((domain) => domain?.endsWith('.myshopify.com')) as string[];
}

/** Bounds of what a store may say of an integration. */
export const integrationBounds = {
  perStoreMax: 50,
  secretLengthMin: 8,
  secretLengthMax: 256,
  tokenLengthMax: 2_048,
  orderStatusesMax: 100,
  reconcileEveryMsMin: 5 * minuteMs,
  reconcileEveryMsMax: dayMs,
  reconcileEveryMsDefault: hourMs,
} as const;

/** Of these fields the audit log keeps the values, of `named` ones only that they changed: they hold secrets or free text. */
export const auditedFields = {
  shown: ['platform', 'status', 'apiUrl', 'reconcileEveryMs', 'previousSecretUntil'],
  named: ['settings', 'apiToken', 'secrets'],
} as const satisfies Readonly<Record<string, readonly (keyof IntegrationRow)[]>>;
