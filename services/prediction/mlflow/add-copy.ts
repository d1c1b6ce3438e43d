import type { Database } from '../../../db/postgres/tenancy.ts';
import { manifestSchema } from '../../../ml/manifest.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import type { ArtifactStore } from '../registry/artifact-store.ts';
import { metricsOf } from '../registry/compare.ts';
import type { ModelVersion } from '../registry/versions.ts';
import { readVersions } from '../serving/read-pointers.ts';
import { filesOf, hashTag } from './copied-files.ts';
import { tags } from './mirror-plan.ts';
import type { MlflowClient, MlflowVersion } from './mlflow-client.ts';

interface CopyDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly artifacts: ArtifactStore;
  readonly mlflow: MlflowClient;
}

/** The runs of all versions stand in one experiment. */
const experimentName = 'cart-recovery';

/**
 * Tells MLflow one version of ours: a run with its measures and its files as a trainer leaves them, then a version that names the
 * run. Stopped in between it leaves a run without a version. Throws `ModelRefusedError` when its files are not on this machine.
 */
export async function addCopy(
  { database, artifacts, mlflow }: CopyDeps,
  { name, versionId }: { readonly name: string; readonly versionId: string },
): Promise<MlflowVersion> {
  const [row] = await readVersions(database, [versionId]);
  if (!row) throw new ModelRefusedError('file_missing', 'model version', versionId, 'none');
  const manifest = manifestSchema.parse(row.manifest);
  const files = await Promise.all(
    filesOf(manifest, row.artifacts).map(async ({ file, sha256 }) => [file, await artifacts.get(sha256)] as const),
  );
  const { runId, uri } = await mlflow.openRun(row.version, experimentName);
  for (const [file, content] of files) await mlflow.putFile(`${uri}/model`, file, content);
  await mlflow.putFile(`${uri}/model`, 'manifest.json', Buffer.from(JSON.stringify(row.manifest)));
  if (row.card !== null) await mlflow.putFile(`${uri}/model`, 'MODEL_CARD.md', Buffer.from(row.card));
  const measures = Object.entries(metricsOf(manifest)).map(([metric, { mean }]) => [metric, mean]);
  await mlflow.closeRun(runId, Object.fromEntries(measures));
  return mlflow.addVersion({
    ...{
      name,
      runId,
      source: `${uri}/model`,
      description: `${row.version}, registered ${row.createdAt.toISOString()}`,
    },
    tags: tagsOf(row),
  });
}

/** Ids and hashes: what it came from, and by what its files are found. */
export function tagsOf({ id, stage, version, featureSetHash, lineage, artifacts }: ModelVersion) {
  const said = {
    ...{ [tags.versionId]: id, [tags.stage]: stage },
    ...{ cart_recovery_version: version, cart_recovery_feature_set: featureSetHash },
    cart_recovery_training_run: lineage.trainingRunId,
    cart_recovery_data: lineage.dataHash,
    cart_recovery_parent: lineage.parentVersionId,
    ...Object.fromEntries(artifacts.map(({ name, sha256 }) => [hashTag(name), sha256])),
  };
  return Object.fromEntries(
    Object.entries(said).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
