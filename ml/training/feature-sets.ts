import { cartFeatureSet } from '../cart-features.ts';
import { type FeatureSet, hashOf } from '../feature-set.ts';
import { featureSet } from '../features.ts';

/** The feature lists as data for the trainer, so that Python never keeps a second definition. */
export function exportedFeatureSets(): Record<string, unknown> {
  return Object.fromEntries([featureSet, cartFeatureSet].map((set) => [set.name, exported(set)]));
}

function exported(set: FeatureSet): Record<string, unknown> {
  return {
    name: set.name,
    version: set.version,
    hash: hashOf(set),
    features: set.features.map(({ name, unit, description }) => ({ name, unit, description })),
  };
}
