import { featureSetOfHash } from '../../../ml/known-feature-sets.ts';
import { parseManifest } from '../../../ml/load-model.ts';
import type { Manifest } from '../../../ml/manifest.ts';
import type { ModelVersion } from './versions.ts';

/** The model that predicts, as its trainer and its card describe it. */
export interface ModelDescription {
  readonly manifest: Manifest;
  /** What it looks at, in the order in which it takes them. */
  readonly features: readonly { readonly name: string; readonly unit: string; readonly description: string }[];
  /** The model card as Markdown: what it is for, and where it is wrong; null: it came without one. */
  readonly card: string | null;
}

/** What its trainer wrote of a version. */
export function manifestOf({ manifest }: Pick<ModelVersion, 'manifest'>): Manifest {
  return parseManifest(manifest);
}

/** A registered version in words: features that this code no longer computes have none. */
export function describeVersion(version: Pick<ModelVersion, 'manifest' | 'card'>): ModelDescription {
  const manifest = manifestOf(version);
  const known = new Map(
    featureSetOfHash(manifest.featureSet.hash)?.features.map(({ name, description }) => [name, description]),
  );
  return {
    manifest,
    features: manifest.featureSet.features.map(({ name, unit }) => ({
      name,
      unit,
      description: known.get(name) ?? '',
    })),
    card: version.card,
  };
}
