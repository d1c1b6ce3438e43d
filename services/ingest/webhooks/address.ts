import { lookUp } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { IntegrationRow } from '../integrations/integration.ts';
import type { IntegrationDeps } from '../integrations/integration-deps.ts';
import { openSecrets } from '../integrations/sealed-secrets.ts';

/** What the endpoint has to know of the integration behind an address. */
export interface WebhookAddress extends Pick<IntegrationRow, 'storeId' | 'id' | 'platform' | 'previousSecretUntil'> {
  /** Opened, newest first. */
  readonly secrets: readonly string[];
}

/**
 * Finds integrations for the endpoint. `peek` may answer with what was true a moment ago, for a webhook that passes by it;
 * what turns one away comes from `find`.
 */
export interface WebhookAddresses {
  peek(integrationId: string): WebhookAddress | null | undefined;
  find(integrationId: string): Promise<WebhookAddress | null>;
}

/** Looks over all stores, because the address says which one is meant. */
export async function findAddress(
  { database, sealer }: Pick<IntegrationDeps, 'database' | 'sealer'>,
  id: string,
): Promise<WebhookAddress | null> {
  const [row] = await lookUp(database)<FoundIntegration[]>`
    select store_id as "storeId", platform, secrets,
      round(extract(epoch from previous_secret_until) * 1000)::float8 as "previousSecretUntil"
    from find_integration(${id})`;
  if (!row) return null;
  const { storeId, platform, previousSecretUntil: until } = row;
  const secrets = openSecrets(sealer, { ...row, id });
  return { storeId, id, platform, previousSecretUntil: until === null ? null : new Date(until), secrets };
}

interface FoundIntegration {
  readonly storeId: string;
  readonly platform: string;
  readonly secrets: string;
  readonly previousSecretUntil: number | null;
}

export function noSuchAddress(cause?: unknown): ServiceError {
  return new ServiceError('not_found', 'There is no integration at this address.', { cause });
}
