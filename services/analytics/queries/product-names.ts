import { and, eq, inArray } from 'drizzle-orm';
import { readNewestWithProduct } from '../../../db/clickhouse/analytics/newest-with-product.ts';
import type { StoreAnalytics } from '../../../db/clickhouse/for-store.ts';
import { abandonments, orders } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { InstantRange } from '../../../domain/analytics/calendar.ts';

export interface ProductNamesQuery {
  readonly storeId: string;
  readonly fact: 'leftProducts' | 'recoveredProducts';
  readonly range: InstantRange;
  readonly productIds: readonly string[];
  readonly signal: AbortSignal | undefined;
}

interface RowWithProducts {
  readonly id: string;
  readonly products: readonly { readonly productId: string; readonly name?: string }[] | null;
}

/**
 * What the shop called products last, by their ids; one without a name is left out. Analytics keeps ids only, so it says
 * where each was seen last, and the system of record says the name.
 */
export async function readProductNames(
  { store, database }: { readonly store: StoreAnalytics; readonly database: Pick<Database, 'engine'> },
  { storeId, fact, range, productIds, signal }: ProductNamesQuery,
): Promise<Readonly<Record<string, string>>> {
  if (productIds.length === 0 || range.fromMs >= range.toMs) return {};
  const newest = await readNewestWithProduct(store, { fact, range, productIds, signal });
  const ids = newest.map(({ id }) => id);
  if (ids.length === 0) return {};
  const rows = await withEngine(database, async (tx): Promise<readonly RowWithProducts[]> => {
    if (fact === 'leftProducts')
      return tx
        .select({ id: abandonments.id, products: abandonments.products })
        .from(abandonments)
        .where(and(eq(abandonments.storeId, storeId), inArray(abandonments.id, ids)));
    return tx
      .select({ id: orders.id, products: orders.lines })
      .from(orders)
      .where(and(eq(orders.storeId, storeId), inArray(orders.id, ids)));
  });
  const productsOf = new Map(rows.map(({ id, products }) => [id, products ?? []]));
  return Object.fromEntries(
    newest.flatMap(({ productId, id }) => {
      const name = productsOf.get(id)?.find((product) => product.productId === productId)?.name;
      return name === undefined ? [] : [[productId, name]];
    }),
  );
}
