import type { AbandonmentFact } from '../../../db/clickhouse/tables/facts.ts';
import type { LeftProduct } from '../../../domain/left-products.ts';

export type ProductColumn = 'product_ids' | 'product_values';

/** Products as analytics keeps them: ids and amounts, no names. Of goods that nobody told the whole is one without an id. */
export function productColumns(
  products: readonly LeftProduct[],
  wholeMinor: string | null,
): Pick<AbandonmentFact, ProductColumn> {
  const kept = products.length > 0 ? products : [{ productId: '', valueMinor: Number(wholeMinor ?? 0) }];
  return {
    product_ids: kept.map(({ productId }) => productId),
    product_values: kept.map(({ valueMinor }) => valueMinor),
  };
}
