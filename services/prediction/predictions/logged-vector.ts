import { cartFeatureSet } from '../../../ml/cart-features.ts';
import type { FeatureInput } from '../../../ml/feature-input.ts';
import { hashOf, vectorOf } from '../../../ml/feature-set.ts';

const hashLength = 16;

/** The set whose vector every prediction of a recovery keeps, by the beginning of its hash: another list or meaning is another set. */
export const loggedSet: string = hashOf(cartFeatureSet).slice(0, hashLength);

/**
 * What a later model may learn from, beside the features that the present one took: four bytes a feature, and names only in
 * the set.
 */
export function loggedVector(input: FeatureInput): {
  readonly loggedSet: string;
  readonly loggedFeatures: number[];
} {
  return { loggedSet, loggedFeatures: [...vectorOf(cartFeatureSet, input)] };
}
