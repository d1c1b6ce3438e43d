import type { CartLine } from '../../../domain/cart.ts';
import { compareCarts, type ReadCart } from '../../replay/compare-carts.ts';
import { expectedCarts } from '../expected-carts.ts';
import type { Invariant } from './invariant.ts';

interface CartRow {
  readonly external_id: string;
  readonly status: 'open' | 'purchased';
  readonly lines: readonly CartLine[];
  readonly value_minor: string | null;
}

export const cartsEqualTheFold: Invariant = {
  name: 'every acknowledged event had its effect on its cart exactly once',
  async check(evidence) {
    const { sql, storeId } = evidence;
    const expected = await expectedCarts(evidence);
    async function* carts(): AsyncGenerator<ReadCart> {
      for await (const rows of sql<
        CartRow[]
      >`select external_id, status, lines, value_minor from carts where store_id = ${storeId}`.cursor(500)) {
        for (const row of rows)
          yield {
            externalId: row.external_id,
            status: row.status,
            lines: row.lines,
            valueMinor: row.value_minor === null ? null : Number(row.value_minor),
          };
      }
    }
    const { differences } = await compareCarts(expected, carts(), () => true);
    return {
      breaches: differences.map(
        ({ cart, what, expected: wanted, found }) => `cart ${cart}, ${what}: ${found} instead of ${wanted}`,
      ),
    };
  },
};
