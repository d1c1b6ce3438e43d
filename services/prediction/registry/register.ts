import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { type Lineage, modelMoves, modelVersions, type StoredArtifact } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';
import { artifactBytesMax, type LoadedModel, loadModel, readBounded } from '../../../ml/load-model.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import { parseParityRows, proveParity } from '../../../ml/parity.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type ArtifactStore, hashOf } from './artifact-store.ts';
import { inScope } from './move.ts';

export interface RegisterDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly artifacts: ArtifactStore;
  readonly now: () => number;
}

export interface RegisterModel {
  readonly scope: ModelScope;
  readonly model: ModelName;
  /** Manifest, artifacts, parity rows and card as a trainer leaves them (`ml/manifest.ts`). */
  readonly folder: string;
  readonly lineage: Lineage;
  readonly actor: Actor;
}

export const noLineage: Lineage = { trainingRunId: null, dataHash: null, codeVersion: null, parentVersionId: null };

const cardBytesMax = 64 * 1024;

/**
 * Takes a trained model: it is loaded and scored by the runtime that serves, its files are kept by their hashes, then it is a
 * row in stage `staging`. The same model again is the row that is there. Throws `ModelRefusedError` when it must not be
 * served, `conflict` when another model has its version in this scope.
 */
export async function registerModel(
  deps: RegisterDeps,
  { scope, model, folder, lineage, actor }: RegisterModel,
): Promise<{ readonly versionId: string; readonly isNew: boolean }> {
  requirePermission(actor, 'models:write', scope.storeId);
  const loaded = await loadModel(folder);
  const [trees, parity] = [await readTrees(folder, loaded), await readParity(folder, loaded)];
  const rows = parseParityRows(parity, loaded.featureSet.features.length);
  const files = { model: loaded.onnx, trees, parity };
  const known = await withEngine(deps.database, (tx) => findSame(tx, { scope, model, loaded, files }));
  if (known === null) await proveParity(loaded, rows);
  // The files first: a row never names one that is not kept.
  const artifacts = await keepArtifacts(deps.artifacts, files);
  if (known !== null) return { versionId: known, isNew: false };
  const card = await readCard(join(folder, 'MODEL_CARD.md'));
  return withEngine(deps.database, async (tx) => {
    const versionId = uuidV7();
    const at = new Date(deps.now());
    const { manifest } = loaded;
    const [added] = await tx
      .insert(modelVersions)
      .values({
        ...{ id: versionId, storeId: scope.storeId, model, version: manifest.modelVersion },
        featureSet: manifest.featureSet.name,
        featureSetVersion: manifest.featureSet.version,
        featureSetHash: manifest.featureSet.hash,
        ...{ manifest, card, artifacts, lineage, stage: 'staging', createdAt: at },
      })
      .onConflictDoNothing()
      .returning({ id: modelVersions.id });
    // Somebody else was faster.
    if (!added) return { versionId: (await findSame(tx, { scope, model, loaded, files })) ?? versionId, isNew: false };
    await tx.insert(modelMoves).values({
      ...{ id: uuidV7(), storeId: scope.storeId, at, model, what: 'registered', versionId },
      ...{ actorKind: actor.kind, actorId: actorId(actor), reason: '' },
    });
    const subject = { kind: 'model_version', id: versionId } as const;
    await recordAudit(tx, {
      ...{ actor, storeId: scope.storeId, action: 'models:write', subject },
      change: { version: { before: null, after: manifest.modelVersion } },
    });
    return { versionId, isNew: true };
  });
}

type Files = Readonly<Record<StoredArtifact['name'], Uint8Array>>;

interface Given {
  readonly scope: ModelScope;
  readonly model: ModelName;
  readonly loaded: LoadedModel;
  readonly files: Files;
}

/** The row of this version, of the same files; null: there is none. Throws `conflict` when it is of others. */
async function findSame(tx: Tx, { scope, model, loaded: { manifest }, files }: Given): Promise<string | null> {
  const [found] = await tx
    .select({ id: modelVersions.id, artifacts: modelVersions.artifacts })
    .from(modelVersions)
    .where(
      and(
        inScope(modelVersions.storeId, scope),
        eq(modelVersions.model, model),
        eq(modelVersions.version, manifest.modelVersion),
      ),
    );
  if (!found) return null;
  if (found.artifacts.some(({ name, sha256 }) => hashOf(files[name]) !== sha256))
    throw new ServiceError('conflict', `Another model has the version ${manifest.modelVersion}.`, { path: 'version' });
  return found.id;
}

async function keepArtifacts(store: ArtifactStore, contents: Files): Promise<readonly StoredArtifact[]> {
  const kept: StoredArtifact[] = [];
  for (const name of ['model', 'trees', 'parity'] as const)
    kept.push({ name, sha256: await store.put(contents[name]), bytes: contents[name].length });
  return kept;
}

async function readParity(folder: string, { manifest }: LoadedModel): Promise<Uint8Array> {
  const { parity } = manifest.artifacts;
  const content = await readBounded(join(folder, parity?.file ?? 'parity-rows.json'), artifactBytesMax);
  if (parity) requirePinned(parity, content);
  return content;
}

async function readTrees(folder: string, { manifest }: LoadedModel): Promise<Uint8Array> {
  const { trees } = manifest.artifacts;
  const content = await readBounded(join(folder, trees.file), artifactBytesMax);
  requirePinned(trees, content);
  return content;
}

function requirePinned(
  { file, sha256 }: { readonly file: string; readonly sha256: string },
  content: Uint8Array,
): void {
  const found = hashOf(content);
  if (found !== sha256) throw new ModelRefusedError('artifact_hash_differs', `sha256 of ${file}`, sha256, found);
}

async function readCard(file: string): Promise<string | null> {
  const size = await stat(file).then(
    ({ size: bytes }) => bytes,
    () => null,
  );
  return size === null || size > cardBytesMax ? null : readFile(file, 'utf8');
}
