import { parseManifest } from '../../../ml/load-model.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import { type ArtifactStore, requireHash, requireSame } from '../registry/artifact-store.ts';
import { fileNameOf, hashTag, storedNames } from './copied-files.ts';
import type { MlflowClient } from './mlflow-client.ts';

/**
 * A store that has MLflow's copies behind it: what this machine does not have is fetched there by its hash, proved and kept.
 * Writing is the store's own, so that a registry that is away holds nothing up; the mirror carries it there.
 */
export function createMirroredArtifacts(near: ArtifactStore, mlflow: MlflowClient): ArtifactStore {
  return {
    put: (content) => near.put(content),
    async get(sha256) {
      try {
        return await near.get(sha256);
      } catch (error) {
        if (!(error instanceof ModelRefusedError) || error.code !== 'file_missing') throw error;
        const copy = requireSame(sha256, await fetchCopy(mlflow, requireHash(sha256), error));
        await near.put(copy);
        return copy;
      }
    },
  };
}

/** Throws `missing` where no version there has such a file. */
async function fetchCopy(mlflow: MlflowClient, sha256: string, missing: ModelRefusedError): Promise<Uint8Array> {
  for (const name of storedNames) {
    const [holder] = await mlflow.versionsWhere(`tags.${hashTag(name)} = '${sha256}'`);
    if (!holder) continue;
    const uri = await mlflow.sourceOf(holder);
    const text = Buffer.from(await mlflow.getFile(uri, 'manifest.json')).toString('utf8');
    const manifest = parseManifest(JSON.parse(text));
    return mlflow.getFile(uri, fileNameOf(manifest, name));
  }
  throw missing;
}
