import { join } from 'node:path';
import type { Config } from '../runtime/config.ts';
import { createMirroredArtifacts } from '../services/prediction/mlflow/mirrored-artifacts.ts';
import { createMlflowClient } from '../services/prediction/mlflow/mlflow-client.ts';
import { type ArtifactStore, createFolderArtifacts } from '../services/prediction/registry/artifact-store.ts';
import { createBucketArtifacts } from '../services/prediction/registry/bucket-artifacts.ts';

export type ArtifactsConfig = Pick<
  Config,
  | 'dataDir'
  | 'artifactsUrl'
  | 'artifactsRegion'
  | 'artifactsAccessKeyId'
  | 'artifactsSecretAccessKey'
  | 'modelRegistryUrl'
>;

/** Where the files of models are: a bucket that every machine reaches, else a folder of this one; what is in neither may be at MLflow. */
export function openArtifacts(config: ArtifactsConfig): ArtifactStore {
  const near = openNear(config);
  const { modelRegistryUrl: url } = config;
  return url === undefined ? near : createMirroredArtifacts(near, createMlflowClient({ url }));
}

function openNear(config: ArtifactsConfig): ArtifactStore {
  const { artifactsUrl: url, artifactsAccessKeyId: accessKeyId, artifactsSecretAccessKey: secretAccessKey } = config;
  if (url === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    return createFolderArtifacts(join(config.dataDir, 'models'));
  return createBucketArtifacts({ url, accessKeyId, secretAccessKey, region: config.artifactsRegion });
}
