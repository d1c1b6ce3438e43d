import { blankOf, type Dimension, dimensionsOf } from '../../../domain/analytics/measures.ts';
import { isThrownByQuery } from '../failure.ts';
import type { StoreAnalytics } from '../for-store.ts';
import { textOf } from './cells.ts';
import { countRows, partsOf, type RowsBehind } from './rows.ts';

/** All rows behind a cell, newest first, with their dimensions; as rows, or as the file that the server makes of them. */
export type WholeRows = { readonly total: number } & (
  | { readonly kind: 'rows'; readonly batches: AsyncIterable<readonly WholeRow[]> }
  | { readonly kind: 'parquet'; readonly chunks: AsyncIterable<Buffer> }
);

/** The id, the cart and what the row adds, and by name each dimension of the fact; epoch milliseconds. */
export type WholeRow = Readonly<Record<Dimension, string>> & {
  readonly id: string;
  readonly cartId: string | null;
  readonly atMs: number;
  readonly value: string;
};

export interface WholeRowsLimits {
  readonly rowsMax: number;
  readonly msMax: number;
}

/** Between the count and the rows a fact may be copied again: then both are asked for anew, this often in all. */
const triesMax = 6;

/**
 * Opens all rows behind a cell. The server itself compares their count with the one that was told before: a row more or
 * less ends the query before its first row. With more than `rowsMax` only the count is told.
 */
export async function openWholeRows(
  store: StoreAnalytics,
  query: RowsBehind & { readonly signal: AbortSignal },
  { kind, ...limits }: WholeRowsLimits & { readonly kind: WholeRows['kind'] },
): Promise<WholeRows | { readonly kind: 'too_many' | 'restless'; readonly total: number }> {
  const options = { ...limits, signal: query.signal, finalWithinPartitions: true };
  const { parameters } = partsOf(query);
  for (let total = 0, tries = 0; ; tries += 1) {
    if (tries === triesMax) return { kind: 'restless', total };
    total = await countRows(store, query);
    if (total > limits.rowsMax) return { kind: 'too_many', total };
    try {
      const text = wholeText(query, kind);
      const all = { ...parameters, total };
      return kind === 'rows'
        ? { kind, total, batches: await store.openRows<WholeRow>(text, all, options) }
        : { kind, total, chunks: await store.openParquet(text, all, options) };
    } catch (error) {
      if (!isThrownByQuery(error)) throw error;
    }
  }
}

function wholeText(query: RowsBehind, kind: WholeRows['kind']): string {
  const { fact, measure, at, conditions } = partsOf(query);
  // Names of their own inside, because a condition would mean the shown value where both have one name.
  const dimensions = dimensionsOf[query.fact].map((dimension, index) => {
    const kept = textOf(fact, dimension);
    return {
      inside: `if(${kept} = '', '${blankOf[dimension]}', ${kept}) as row_d${index}`,
      outside: `row_d${index} as "${dimension}"`,
    };
  });
  const moment = kind === 'rows' ? 'toUnixTimestamp64Milli(row_at) as "atMs"' : 'row_at as "at"';
  const value = kind === 'rows' ? 'toString(row_value) as "value"' : 'row_value as "value"';
  const columns = [
    ...['row_id as "id"', 'row_cart as "cartId"', moment],
    ...dimensions.map(({ outside }) => outside),
    value,
  ];
  return `select ${columns.join(', ')}
    from (
      select ${fact.rowId} as row_id, toString(${fact.cartId}) as row_cart, ${at} as row_at,
        ${[...dimensions.map(({ inside }) => inside), `toInt64(${measure}) as row_value`].join(', ')},
        throwIf(count() over () <> {total: UInt64}, 'the rows are not those that were counted') as row_extra
      from ${fact.table} where ${conditions.join(' and ')}
    )
    where row_extra = 0
    order by row_at desc, row_id desc`;
}
