import { and, desc, eq, lt } from 'drizzle-orm';
import { modelMoves, modelVersions, servedModels } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';
import { type Page, pageOf } from '../../shared/page.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { inScope, type Served } from './move.ts';

export type ModelVersion = typeof modelVersions.$inferSelect;
export type ModelMove = typeof modelMoves.$inferSelect;

/** Versions that a list shows, newest first. */
export const versionsShownMax = 200;

/** Which version answers in a scope, and what is compared with it; null: nothing was ever said of this scope. */
export async function readServed(
  database: Database,
  { scope, model }: { readonly scope: ModelScope; readonly model: ModelName },
): Promise<Served | null> {
  const isScope = and(inScope(servedModels.storeId, scope), eq(servedModels.model, model));
  const [found] =
    scope.storeId === null
      ? await withEngine(database, (tx) => tx.select().from(servedModels).where(isScope))
      : await withStore(database, scope.storeId, (tx) => tx.select().from(servedModels).where(isScope));
  return found ?? null;
}

/** The platform's and the store's own, newest first: what a store sees. */
export async function listVersions(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<readonly ModelVersion[]> {
  return withStore(database, storeId, (tx) =>
    tx.select().from(modelVersions).orderBy(desc(modelVersions.id)).limit(versionsShownMax),
  );
}

/** Null: this store sees no such version. */
export async function findVersion(
  database: Pick<Database, 'app'>,
  { storeId, versionId }: { readonly storeId: string; readonly versionId: string },
): Promise<ModelVersion | null> {
  const [found] = await withStore(database, storeId, (tx) =>
    tx.select().from(modelVersions).where(eq(modelVersions.id, versionId)),
  );
  return found ?? null;
}

/** The same; throws `not_found`, about the field of the request that named it. */
export async function getVersion(
  database: Pick<Database, 'app'>,
  { path = 'id', ...key }: { readonly storeId: string; readonly versionId: string; readonly path?: string },
): Promise<ModelVersion> {
  const version = await findVersion(database, key);
  if (!version) throw new ServiceError('not_found', 'This store sees no model version with this id.', { path });
  return version;
}

/** Which versions answer in the store and on the platform. */
export async function listServed(
  database: Pick<Database, 'app'>,
  { storeId }: { readonly storeId: string },
): Promise<readonly Served[]> {
  return withStore(database, storeId, (tx) => tx.select().from(servedModels));
}

/** The id of the version that answers in a store: its own, else the platform's; null: none does. */
export async function findAnswering(
  database: Pick<Database, 'app'>,
  { storeId, model }: { readonly storeId: string; readonly model: ModelName },
): Promise<string | null> {
  const served = (await listServed(database, { storeId })).filter((one) => one.model === model);
  const own = served.find((one) => one.storeId === storeId)?.primaryVersionId;
  return own ?? served.find((one) => one.storeId === null)?.primaryVersionId ?? null;
}

/** What was done with versions of the store and of the platform, newest first; `after` is the id of the last one seen. */
export async function listMoves(
  database: Pick<Database, 'app'>,
  { storeId, limit, after }: { readonly storeId: string; readonly limit: number; readonly after: string | null },
): Promise<Page<ModelMove, string>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(modelMoves)
      .where(after === null ? undefined : lt(modelMoves.id, after))
      .orderBy(desc(modelMoves.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ id }) => id,
  );
}
