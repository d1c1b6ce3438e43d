import { inArray } from 'drizzle-orm';
import { modelVersions, servedModels } from '../../../db/postgres/schema/index.ts';
import { type Database, engineRead, withEngine } from '../../../db/postgres/tenancy.ts';
import type { ModelName } from '../../../domain/model.ts';
import type { Served } from '../registry/move.ts';
import type { ModelVersion } from '../registry/versions.ts';

/** Every served pointer of the installation, at one moment. */
export interface Pointers {
  /** Differs whenever any pointer was changed: rows are never removed, and each change counts up. */
  readonly mark: string;
  of(storeId: string | null, model: ModelName): Served | undefined;
}

export const noPointers: Pointers = { mark: '', of: () => undefined };

/** Reads them anew only when they changed since `last`. */
export async function readPointers(database: Pick<Database, 'engine'>, last: Pointers): Promise<Pointers> {
  const [found] = await engineRead(database)<{ mark: string }[]>`
    select count(*) || '/' || coalesce(sum(generation), 0) as mark from served_models`;
  const mark = found?.mark ?? '';
  if (mark === last.mark) return last;
  const rows = await withEngine(database, (tx) => tx.select().from(servedModels));
  const byScope = new Map(rows.map((row) => [keyOf(row.storeId, row.model), row]));
  return { mark, of: (storeId, model) => byScope.get(keyOf(storeId, model)) };
}

export function keyOf(storeId: string | null, model: ModelName): string {
  return `${storeId ?? 'platform'}/${model}`;
}

/** The versions with these ids. */
export async function readVersions(
  database: Pick<Database, 'engine'>,
  ids: readonly string[],
): Promise<readonly ModelVersion[]> {
  if (ids.length === 0) return [];
  return withEngine(database, (tx) =>
    tx
      .select()
      .from(modelVersions)
      .where(inArray(modelVersions.id, [...ids])),
  );
}
