import { loadFieldMatcherModel, shippedMatcherDirectory } from '../../ml/field-matcher/load.ts';
import type { FieldMatcher } from '../match-fields.ts';
import { createMatcher } from './create-matcher.ts';
import { pairFeatureNames, pairFeatureVersion } from './pair-features.ts';

/** The matcher that comes with the code. Throws `ModelRefusedError` when its files are not what they should be. */
export async function openMatcher(directory: string = shippedMatcherDirectory): Promise<FieldMatcher> {
  return createMatcher(
    await loadFieldMatcherModel(directory, { version: pairFeatureVersion, names: pairFeatureNames }),
  );
}
