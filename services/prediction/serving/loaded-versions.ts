import { type InferenceThread, startInferenceThread } from '../../../ml/inference-thread.ts';
import { assembleModel } from '../../../ml/load-model.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import { createPredictor, type Predictor } from '../../../ml/predictor.ts';
import type { ArtifactStore } from '../registry/artifact-store.ts';
import type { ModelVersion } from '../registry/versions.ts';

/** A version that is loaded and can be asked. */
export interface LoadedVersion {
  readonly id: string;
  readonly version: string;
  readonly featureSetHash: string;
  /** SHA-256 of its graph. */
  readonly modelHash: string;
  readonly predictor: Predictor;
}

/** The versions that are in use, side by side in one thread. */
export interface LoadedVersions {
  /** Loads it unless it is loaded; rejects with `ModelRefusedError`. */
  load(versionId: string): Promise<LoadedVersion>;
  /** Unloads all others, each after it has answered what it accepted. */
  keepOnly(versionIds: ReadonlySet<string>): void;
  /** False: the thread has died, and everything has to be loaded anew. */
  isAlive(): boolean;
  close(): Promise<void>;
}

export function createLoadedVersions({
  artifacts,
  read,
}: {
  readonly artifacts: ArtifactStore;
  /** The row of a version; undefined: there is none. */
  readonly read: (versionId: string) => Promise<ModelVersion | undefined>;
}): LoadedVersions {
  const loaded = new Map<string, Promise<LoadedVersion>>();
  let thread: InferenceThread | undefined;

  async function open(versionId: string): Promise<LoadedVersion> {
    const row = await read(versionId);
    if (!row) throw new ModelRefusedError('file_missing', 'model version', versionId, 'none');
    const model = await assembleModel(row.manifest, ({ sha256 }) => artifacts.get(sha256));
    thread ??= startInferenceThread();
    const predictor = createPredictor(model, { thread });
    try {
      await predictor.ready();
    } catch (error) {
      await predictor.close().catch(() => undefined);
      const found = error instanceof Error ? error.message : String(error);
      throw new ModelRefusedError('runtime_refused', row.version, 'a model that the runtime loads', found);
    }
    const { manifest } = model;
    return {
      ...{ id: versionId, version: row.version, predictor },
      ...{ featureSetHash: manifest.featureSet.hash, modelHash: manifest.artifacts.model.sha256 },
    };
  }

  return {
    load(versionId) {
      const found = loaded.get(versionId);
      if (found !== undefined) return found;
      const opening = open(versionId);
      loaded.set(versionId, opening);
      opening.catch(() => loaded.delete(versionId));
      return opening;
    },
    keepOnly(versionIds) {
      for (const [id, opening] of loaded) {
        if (versionIds.has(id)) continue;
        loaded.delete(id);
        // Whoever chose it a moment ago has asked it already.
        opening.then(({ predictor }) => predictor.close()).catch(() => undefined);
      }
    },
    isAlive: () => thread?.isAlive() ?? true,
    async close() {
      const all = await Promise.allSettled(loaded.values());
      loaded.clear();
      await Promise.all(all.map((one) => (one.status === 'fulfilled' ? one.value.predictor.close() : undefined)));
      await thread?.stop();
    },
  };
}
