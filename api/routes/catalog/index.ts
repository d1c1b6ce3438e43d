import { createOpenCatalog } from '../../../services/ingest/integrations/open-catalog.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { getSettings, postCatalogTest, putSettings } from './settings.ts';

/** Who is asked about the goods of a cart when a message goes out. */
export function catalogRoutes(deps: RouteDeps) {
  const { database, integrations, now } = deps;
  const { sealer, allowLoopbackApis: allowLoopback } = integrations;
  const catalog = { database, sealer, allowLoopback, now };
  return [
    getSettings(deps, catalog),
    putSettings(deps, catalog),
    postCatalogTest(deps, { database, now, openCatalog: createOpenCatalog(catalog) }),
  ] as const;
}
