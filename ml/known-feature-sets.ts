import { cartFeatureSet } from './cart-features.ts';
import { type FeatureSet, hashOf } from './feature-set.ts';
import { featureSet } from './features.ts';

/**
 * Every feature set that a model may ask for. A set stays here as long as a version that was trained on it can be served or
 * brought back: a roll-back computes the features of the older model, never defaults.
 */
export const knownFeatureSets: readonly FeatureSet[] = [featureSet, cartFeatureSet];

const byHash: ReadonlyMap<string, FeatureSet> = new Map(knownFeatureSets.map((set) => [hashOf(set), set]));

/** The set with exactly this hash; undefined: this code does not compute it. */
export function featureSetOfHash(hash: string): FeatureSet | undefined {
  return byHash.get(hash);
}
