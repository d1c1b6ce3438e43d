import type { CartLine } from '../../../domain/cart.ts';
import { foldEvents } from '../../../test/fold-oracle.ts';
import { compareCarts, type ReadCart } from '../../replay/compare-carts.ts';
import type { Invariant } from './invariant.ts';

interface CartRow {
  readonly external_id: string;
  readonly status: 'open' | 'purchased';
  readonly lines: readonly CartLine[];
  readonly value_minor: string | null;
}

export const cartsEqualTheFold: Invariant = {
  name: 'every acknowledged event had its effect on its cart exactly once',
  async check({ sql, storeId, ledger }) {
    const expected = foldEvents(ledger.entries.map(({ event }) => event));
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
    return differences.map(
      ({ cart, what, expected: wanted, found }) => `cart ${cart}, ${what}: ${found} instead of ${wanted}`,
    );
  },
};
