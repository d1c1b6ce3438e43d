import type { PlatformClient } from '../../../platforms/clients/platform-client.ts';
import type { CreateClient } from '../../../platforms/clients/registry.ts';
import type { IntegrationRow } from './integration.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { openToken } from './sealed-secrets.ts';

/** The client of an integration's platform; null: the platform has none, or the store gave no access to it. */
export type ClientOf = (row: IntegrationRow) => PlatformClient | null;

export function createClientOf({
  sealer,
  clients,
}: Pick<IntegrationDeps, 'sealer'> & { readonly clients: ReadonlyMap<string, CreateClient> }): ClientOf {
  return (row) => {
    const create = clients.get(row.platform);
    if (!create || row.apiUrl === null || row.apiToken === null) return null;
    return create({ url: row.apiUrl, token: openToken(sealer, { ...row, apiToken: row.apiToken }) });
  };
}
