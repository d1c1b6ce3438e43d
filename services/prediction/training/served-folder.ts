import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq, isNotNull } from 'drizzle-orm';
import { modelVersions, servedModels } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';
import { manifestSchema } from '../../../ml/manifest.ts';
import type { ArtifactStore } from '../registry/artifact-store.ts';
import { inScope } from '../registry/move.ts';

export interface ServedFolderDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly artifacts: ArtifactStore;
  /** The model that answers where the registry says nothing. */
  readonly shippedFolder: () => Promise<string>;
}

/** Where the trainer finds what it has to beat. */
export interface ServedFolder {
  readonly folder: string;
  readonly versionId: string | null;
}

/** The files of the model that answers in a scope now, in `folder` unless it is the shipped one. */
export async function servedFolder(
  deps: ServedFolderDeps,
  { scope, model, folder }: { readonly scope: ModelScope; readonly model: ModelName; readonly folder: string },
): Promise<ServedFolder> {
  const version = (await servedVersion(deps, scope, model)) ?? (await servedVersion(deps, { storeId: null }, model));
  if (!version) return { folder: await deps.shippedFolder(), versionId: null };
  await mkdir(folder, { recursive: true });
  const { artifacts } = manifestSchema.parse(version.manifest);
  const files = { model: artifacts.model.file, trees: artifacts.trees.file, parity: 'parity-rows.json' };
  for (const { name, sha256 } of version.artifacts)
    await writeFile(join(folder, files[name]), await deps.artifacts.get(sha256));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(version.manifest));
  return { folder, versionId: version.id };
}

async function servedVersion({ database }: ServedFolderDeps, scope: ModelScope, model: ModelName) {
  const [found] = await withEngine(database, (tx) =>
    tx
      .select({ id: modelVersions.id, manifest: modelVersions.manifest, artifacts: modelVersions.artifacts })
      .from(servedModels)
      .innerJoin(modelVersions, eq(modelVersions.id, servedModels.primaryVersionId))
      .where(
        and(inScope(servedModels.storeId, scope), eq(servedModels.model, model), isNotNull(servedModels.primaryVersionId)),
      ),
  );
  return found;
}
