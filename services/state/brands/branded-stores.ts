import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import { brands, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { SaidBrand } from '../../../domain/brand/brand.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import { saidIn } from './brand-row.ts';

/** What a store can say of itself in place of the installation. */
export const brandParts = ['name', 'colours', 'logos', 'support', 'madeWith'] as const;
export type BrandPart = (typeof brandParts)[number];

/** A store, and what of its brand is its own; everything else is the installation's. */
export interface BrandedStore {
  readonly storeId: string;
  readonly storeName: string;
  readonly own: readonly BrandPart[];
}

/** All stores with what they say of their own, newest first. For the operator only. */
export async function listBrandedStores(
  database: Pick<Database, 'engine'>,
  { limit, after }: { readonly limit: number; readonly after: string | null },
): Promise<Page<BrandedStore, string>> {
  const rows = await withEngine(database, (tx) =>
    tx
      .select({ id: stores.id, name: stores.name, said: brands })
      .from(stores)
      .leftJoin(brands, eq(brands.storeId, stores.id))
      .where(and(isNull(stores.testOf), after === null ? undefined : lt(stores.id, after)))
      .orderBy(desc(stores.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    ({ id, name, said }) => ({ storeId: id, storeName: name, own: ownParts(saidIn(said ?? undefined)) }),
    ({ id }) => id,
  );
}

function ownParts({ name, colours, logos, supportEmail, supportUrl, madeWith }: SaidBrand): readonly BrandPart[] {
  const isOwn: Readonly<Record<BrandPart, boolean>> = {
    name: name !== null,
    colours: colours !== null,
    logos: logos.light !== null || logos.dark !== null,
    support: supportEmail !== null || supportUrl !== null,
    madeWith: madeWith !== null,
  };
  return brandParts.filter((part) => isOwn[part]);
}
