import type { Database } from '../../../db/postgres/tenancy.ts';
import { catalogNamed } from '../../../platforms/catalogs/registry.ts';
import { type AskOptions, createAsk } from '../../../platforms/clients/ask-patiently.ts';
import type { ApiAccess } from '../../../platforms/clients/platform-client.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { openCatalogSecret } from '../../messaging/catalog/catalog-secret.ts';
import type { CatalogRow, OpenCatalog } from '../../messaging/catalog/catalog-settings.ts';
import { accessOf } from './platform-access.ts';

export interface OpenCatalogDeps extends Pick<AskOptions, 'allowLoopback'> {
  readonly database: Pick<Database, 'app'>;
  readonly sealer: Sealer;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Opens the catalog of a store with the access that it gave: its integration's, or an address of its own. A message waits for it, so it is asked once. */
export function createOpenCatalog({ database, sealer, now, allowLoopback }: OpenCatalogDeps): OpenCatalog {
  const ask = createAsk({ allowLoopback, attemptsMax: 1 });
  return async (row) => {
    const unit = catalogNamed(row.source);
    if (!unit) return null;
    const { storeId } = row;
    const access = await accessOf({ database, sealer }, unit.needs, {
      storeId,
      ownAddress: () => ownAddress(sealer, row),
    });
    return access && unit.open({ ask, allowLoopback, access, now });
  };
}

function ownAddress(sealer: Sealer, { storeId, url, secret }: CatalogRow): ApiAccess | null {
  if (url === null || secret === null) return null;
  return { url, token: openCatalogSecret(sealer, storeId, secret) };
}
