import { eq } from 'drizzle-orm';
import { integrations } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { IntegrationRow } from '../integrations/integration.ts';
import type { IntegrationDeps } from '../integrations/integration-deps.ts';
import { openSecrets } from '../integrations/sealed-secrets.ts';

/** What the door has to know of the integration behind an address. */
export interface WebhookAddress extends Pick<IntegrationRow, 'storeId' | 'id' | 'platform' | 'previousSecretUntil'> {
  /** Opened, newest first. */
  readonly secrets: readonly string[];
}

/**
 * Finds integrations for the door. `peek` may answer with what was true a moment ago, for a webhook that passes by it;
 * what turns one away comes from `find`.
 */
export interface WebhookAddresses {
  peek(integrationId: string): WebhookAddress | null | undefined;
  find(integrationId: string): Promise<WebhookAddress | null>;
}

/** Goes over all stores, because the address says which one is meant. */
export async function findAddress(
  { database, sealer }: Pick<IntegrationDeps, 'database' | 'sealer'>,
  integrationId: string,
): Promise<WebhookAddress | null> {
  const [row] = await withEngine(database, (tx) =>
    tx.select().from(integrations).where(eq(integrations.id, integrationId)).limit(1),
  );
  if (!row) return null;
  const { storeId, id, platform, previousSecretUntil } = row;
  return { storeId, id, platform, previousSecretUntil, secrets: openSecrets(sealer, row) };
}

export function noSuchAddress(cause?: unknown): ServiceError {
  return new ServiceError('not_found', 'There is no integration at this address.', { cause });
}
