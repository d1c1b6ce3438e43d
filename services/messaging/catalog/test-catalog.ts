import { z } from '@hono/zod-openapi';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { SaidOfGood } from '../../../domain/catalog/said-of-good.ts';
import { PlatformApiError, type PlatformProblem } from '../../../platforms/clients/platform-client.ts';
import { readInput, textSchema } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { catalogAnswerMsMax } from './ask-catalog.ts';
import type { OpenCatalog } from './catalog-settings.ts';
import { readCatalogRow } from './catalog-settings.ts';

const idLengthMax = 128;

export const catalogTestInput = z
  .strictObject({
    productId: textSchema(1, idLengthMax).openapi({ description: 'As the lines of carts name it.' }),
    variantId: textSchema(1, idLengthMax).nullable().default(null),
  })
  .openapi('CatalogTestInput');

export type CatalogTest =
  /** Null: the shop said nothing of this product, so that lines with it stand as they were told. */
  | {
      readonly kind: 'answered';
      readonly said: Pick<SaidOfGood, 'availability' | 'price'> | null;
      readonly tookMs: number;
    }
  | { readonly kind: 'failed'; readonly problem: PlatformProblem | 'no_access'; readonly tookMs: number };

/** Asks the shop about one product as a message would, past all that is remembered of it. */
export async function testCatalog(
  {
    database,
    openCatalog,
    now,
  }: { readonly database: Pick<Database, 'app'>; readonly openCatalog: OpenCatalog; readonly now: () => number },
  { actor, storeId, ...given }: z.input<typeof catalogTestInput> & { readonly actor: Actor; readonly storeId: string },
): Promise<CatalogTest> {
  requirePermission(actor, 'store:write', storeId);
  const { productId, variantId } = readInput(catalogTestInput, given);
  const row = await withStore(database, storeId, (tx) => readCatalogRow(tx, storeId));
  const catalog = row && (await openCatalog(row));
  const startedAt = now();
  const tookMs = () => Math.max(0, now() - startedAt);
  if (!catalog) return { kind: 'failed', problem: 'no_access', tookMs: 0 };
  try {
    const good = variantId === null ? { productId } : { productId, variantId };
    const [said] = await catalog.look([good], AbortSignal.timeout(catalogAnswerMsMax));
    return {
      kind: 'answered',
      said: said ? { availability: said.availability, price: said.price } : null,
      tookMs: tookMs(),
    };
  } catch (error) {
    if (error instanceof PlatformApiError) return { kind: 'failed', problem: error.problem, tookMs: tookMs() };
    throw error;
  }
}
