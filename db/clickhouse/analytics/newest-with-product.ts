import type { InstantRange } from '../../../domain/analytics/calendar.ts';
import type { Fact } from '../../../domain/analytics/measures.ts';
import type { StoreAnalytics } from '../for-store.ts';
import { utcText } from '../utc-text.ts';
import { factTables } from './fact-tables.ts';

export interface NewestWithProduct {
  readonly productId: string;
  /** Of the abandonment or the order. */
  readonly id: string;
}

/** Of each product the newest abandonment or order of a range that has it: there its name can be read. */
export async function readNewestWithProduct(
  store: StoreAnalytics,
  {
    fact,
    range,
    productIds,
    signal,
  }: {
    readonly fact: Extract<Fact, 'leftProducts' | 'recoveredProducts'>;
    readonly range: InstantRange;
    readonly productIds: readonly string[];
    readonly signal: AbortSignal | undefined;
  },
): Promise<readonly NewestWithProduct[]> {
  const { table, at, isFact } = factTables[fact];
  return store.query<NewestWithProduct>(
    `select product_id as "productId", toString(argMax(id, ${at})) as id from ${table}
     where ${at} >= {from: DateTime64(3, 'UTC')} and ${at} < {to: DateTime64(3, 'UTC')} and ${isFact}
       and product_id in {productIds: Array(String)}
     group by product_id`,
    { from: utcText(range.fromMs), to: utcText(range.toMs), productIds },
    { signal, finalWithinPartitions: true },
  );
}
