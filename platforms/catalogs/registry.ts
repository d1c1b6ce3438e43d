import type { CatalogUnit } from './catalog.ts';
import { httpCatalog } from './http.ts';
import { shopifyCatalog } from './shopify.ts';
import { wooCommerceCatalog } from './woocommerce.ts';

/** Every shop that can be asked about its goods. A new one is a file, a line here and its name in `catalog-source.ts`. */
export const catalogUnits = [shopifyCatalog, wooCommerceCatalog, httpCatalog] as const satisfies readonly CatalogUnit[];

export function catalogNamed(name: string): CatalogUnit | undefined {
  return catalogUnits.find((unit) => unit.name === name);
}
