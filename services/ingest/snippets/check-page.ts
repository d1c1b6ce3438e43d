import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import { stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { isSiteAddress } from '../../../domain/site-address.ts';
import { fetchPage, type PageProblem } from '../../../platforms/clients/fetch-page.ts';
import { readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { getSnippet } from './get.ts';
import { judgePage, type SnippetFinding } from './judge-page.ts';

const urlLengthMax = 2_048;

export const pageToCheckInput = z.object({
  url: z
    .string()
    .min(1)
    .max(urlLengthMax)
    .refine(isSiteAddress, 'must be the address of a page, e.g. https://shop.example/lamps/floor-lamp')
    .openapi({ description: 'A page of the shop, best of a product. Public addresses only.' }),
});

export type SnippetCheck =
  | {
      readonly status: 'checked';
      /** Where the redirects ended. */
      readonly url: string;
      readonly findings: readonly SnippetFinding[];
    }
  | {
      readonly status: 'not_loaded';
      readonly problem: PageProblem;
      /** Of the shop's answer; null: there was none. */
      readonly httpStatus: number | null;
    };

/** Looks at a page of the shop as a browser that visits it would, and says what the snippet finds there. */
export async function checkPage(
  { database, publicUrl, allowLoopback }: CheckPageDeps,
  { storeId, ...asked }: { readonly storeId: string; readonly url: string },
): Promise<SnippetCheck> {
  const { url } = readInput(pageToCheckInput, asked);
  const snippet = await getSnippet(database, { storeId });
  const [store] = await withStore(database, storeId, (tx) =>
    tx.select({ url: stores.url }).from(stores).where(eq(stores.id, storeId)),
  );
  if (!store) throw new ServiceError('not_found', 'There is no such store.');
  const page = await fetchPage(new URL(url), { allowLoopback });
  if (page.kind === 'failed') return { status: 'not_loaded', problem: page.problem, httpStatus: page.status };
  return {
    status: 'checked',
    url: page.url,
    findings: judgePage(page, { snippet, storeUrl: store.url, publicUrl }),
  };
}

export interface CheckPageDeps {
  readonly database: Pick<Database, 'app'>;
  /** The engine's own address, without a slash at its end. */
  readonly publicUrl: string;
  /** Whether pages of this machine may be asked: for tests and for trying it out. */
  readonly allowLoopback: boolean;
}
