import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';
import { parseManifest } from '../../../ml/load-model.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { ArtifactStore } from '../registry/artifact-store.ts';
import { noLineage, registerModel } from '../registry/register.ts';
import { readVersions } from '../serving/read-pointers.ts';
import { tagsOf } from './add-copy.ts';
import { fileNameOf, storedNames } from './copied-files.ts';
import { tags } from './mirror-plan.ts';
import { isCode, type MlflowClient, type MlflowVersion } from './mlflow-client.ts';

interface TakeOverDeps {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  readonly mlflow: MlflowClient;
  readonly now: () => number;
}

export type TakenOver = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly code: string };

const manifestFile = 'manifest.json';
const cardFile = 'MODEL_CARD.md';

/**
 * Takes a version that others registered at MLflow, by the same checks as one that was trained here; it waits in stage `staging`. What
 * came of it is written on it there, so that it is tried once. Rejects with what may be tried again.
 */
export async function takeOver(
  deps: TakeOverDeps,
  { scope, model, offered }: { readonly scope: ModelScope; readonly model: ModelName; readonly offered: MlflowVersion },
): Promise<TakenOver> {
  const { mlflow, database } = deps;
  const folder = await mkdtemp(join(tmpdir(), 'offered-model-'));
  try {
    await download(mlflow, offered, folder);
    const lineage = { ...noLineage, codeVersion: `mlflow/${offered.name}/${offered.number}` };
    const { versionId, isNew } = await registerModel(deps, { scope, model, folder, lineage, actor: system });
    if (!isNew) return await refuse(mlflow, offered, 'known_already');
    const [row] = await readVersions(database, [versionId]);
    if (row) await mlflow.tagVersion(offered, tagsOf(row));
    return { kind: 'taken' };
  } catch (error) {
    const code = refusalOf(error);
    if (code === null) throw error;
    return await refuse(mlflow, offered, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function refuse(mlflow: MlflowClient, offered: MlflowVersion, code: string): Promise<TakenOver> {
  await mlflow.tagVersion(offered, { [tags.refused]: code });
  return { kind: 'refused', code };
}

/** The files that its manifest names, and no others. */
async function download(mlflow: MlflowClient, offered: MlflowVersion, folder: string): Promise<void> {
  const uri = await mlflow.sourceOf(offered);
  const there = await mlflow.filesIn(uri);
  const fetchFile = async (file: string): Promise<Uint8Array> => {
    if (!there.has(file)) throw new ModelRefusedError('file_missing', file, 'a file', 'none');
    const content = await mlflow.getFile(uri, file);
    await writeFile(join(folder, file), content);
    return content;
  };
  const manifest = parseManifest(jsonOf(await fetchFile(manifestFile)));
  for (const name of storedNames) await fetchFile(fileNameOf(manifest, name));
  if (there.has(cardFile)) await fetchFile(cardFile);
}

/** What another try would not change; null: another one may. */
function refusalOf(error: unknown): string | null {
  if (error instanceof ModelRefusedError) return error.code;
  if (error instanceof ServiceError && error.code === 'conflict') return 'version_taken';
  if (isCode(error, 'SOURCE_ELSEWHERE')) return 'source_elsewhere';
  if (isCode(error, 'TOO_LARGE')) return 'file_too_large';
  return null;
}

function jsonOf(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined;
  }
}
