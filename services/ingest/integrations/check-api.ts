import { withStore } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import { PlatformApiError } from '../../../platforms/clients/platform-client.ts';
import { createClients } from '../../../platforms/clients/registry.ts';
import { createClientOf } from './client-of.ts';
import { findIntegration } from './find.ts';
import type { IntegrationDeps } from './integration-deps.ts';

/**
 * What one question to the platform's API said. `no_access`: the store gave no address and token, or there is no API;
 * the others are the ways in which a platform fails (`platforms/clients/platform-client.ts`).
 */
export interface ApiCheck {
  readonly status: 'works' | 'no_access' | 'denied' | 'busy' | 'away' | 'strange';
  /** Carts and orders that changed in the last hour, of the first page; null: nothing was read. */
  readonly seen: number | null;
}

/** How long the platform has to answer: a person waits. */
const checkTimeoutMs = 20_000;
const spanMs = hourMs;

/** Asks the platform's own API for what changed within the last hour, and takes none of it in. */
export async function checkApiAccess(
  { database, sealer, allowLoopbackApis, now }: IntegrationDeps,
  { storeId, integrationId }: { readonly storeId: string; readonly integrationId: string },
): Promise<ApiCheck> {
  const row = await withStore(database, storeId, (tx) => findIntegration(tx, { storeId, integrationId }));
  const client = createClientOf({ sealer, clients: createClients({ allowLoopback: allowLoopbackApis }) })(row);
  if (!client) return { status: 'no_access', seen: null };
  const signal = AbortSignal.timeout(checkTimeoutMs);
  try {
    for await (const page of client.changed({ since: now() - spanMs, until: now(), signal }))
      return { status: 'works', seen: page.length };
    return { status: 'works', seen: 0 };
  } catch (error) {
    if (error instanceof PlatformApiError) return { status: error.problem, seen: null };
    if (signal.aborted) return { status: 'away', seen: null };
    throw error;
  }
}
