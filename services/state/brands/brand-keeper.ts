import { brandDomains, brands as brandsTable } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import { type News, type NewsOptions, openNews } from '../../shared/news.ts';
import { saidIn } from './brand-row.ts';
import { type Brands, brandsOf, plainBrands } from './brands.ts';

/** Keeps brands and names in memory. */
export interface BrandKeeper {
  readonly brands: Brands;
  /** Reads all of them anew. Rejects when the database cannot be asked: what was known last goes on. */
  refresh(): Promise<void>;
}

export function createBrandKeeper(database: Pick<Database, 'engine'>): BrandKeeper {
  let now: Brands = plainBrands;
  let looking: Promise<void> = Promise.resolve();
  async function look(): Promise<void> {
    now = brandsOf(
      await withEngine(database, async (tx) => {
        const said = await tx.select().from(brandsTable);
        const domains = await tx
          .select({
            storeId: brandDomains.storeId,
            domain: brandDomains.domain,
            use: brandDomains.use,
            state: brandDomains.state,
            restsUntil: brandDomains.restsUntil,
          })
          .from(brandDomains)
          .orderBy(brandDomains.claimedAt, brandDomains.id);
        return {
          brands: said.map((row) => ({ storeId: row.storeId, said: saidIn(row) })),
          // Only what was somebody's own rests.
          domains: domains.map(({ restsUntil, ...domain }) => ({ ...domain, wasOwn: restsUntil !== null })),
        };
      }),
    );
  }
  return {
    brands: {
      of: (storeId) => now.of(storeId),
      ownerOf: (host) => now.ownerOf(host),
      linkBaseOf: (storeId) => now.linkBaseOf(storeId),
      mailDomainOf: (storeId) => now.mailDomainOf(storeId),
    },
    /** One look after the other: an older answer must not take the place of a newer one. */
    refresh() {
      looking = looking.catch(() => undefined).then(look);
      return looking;
    },
  };
}

/** Something else is said of a brand or a name: every process looks for itself what that is. */
export type BrandNews = News<Readonly<Record<string, never>>>;

/** Redis or Valkey channel. */
const brandsChannel = 'brands:changed';

export function openBrandNews(options: Pick<NewsOptions<unknown>, 'redis' | 'subscriber' | 'onFailure'>): BrandNews {
  return openNews({ ...options, channel: brandsChannel, read: () => ({}) });
}
