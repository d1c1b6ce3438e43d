import type { catalogSettings } from '../../../db/postgres/schema/index.ts';
import type { Catalog } from '../../../platforms/catalogs/catalog.ts';

export type CatalogRow = typeof catalogSettings.$inferSelect;

/** The catalog that a store asks; null: it asks none, or gave no access to it. */
export type OpenCatalog = (row: CatalogRow) => Promise<Catalog | null>;
