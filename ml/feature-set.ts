import { createHash } from 'node:crypto';
import type { FeatureInput } from './feature-input.ts';

/** One number that a model looks at. `value` is pure; NaN says that it is not known. */
export interface Feature {
  readonly name: string;
  /** One sentence for a person who asks why. */
  readonly description: string;
  readonly unit: string;
  readonly value: (input: FeatureInput) => number;
}

/** An ordered list of features. Whoever changes what a feature means raises the version: the hash follows. */
export interface FeatureSet {
  readonly name: string;
  readonly version: number;
  readonly features: readonly Feature[];
}

/** The row that a model gets: float32 in the set's order, as in training. */
export function vectorOf(set: FeatureSet, input: FeatureInput): Float32Array {
  const row = new Float32Array(set.features.length);
  set.features.forEach(({ value }, index) => {
    row[index] = value(input);
  });
  return row;
}

/** SHA-256 (hex) over name, version, and every feature's name and unit in order. */
export function hashOf(set: FeatureSet): string {
  const content = JSON.stringify([set.name, set.version, set.features.map(({ name, unit }) => [name, unit])]);
  return createHash('sha256').update(content).digest('hex');
}
