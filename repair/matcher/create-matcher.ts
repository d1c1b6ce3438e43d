import type { FieldMatcherModel } from '../../ml/field-matcher/model.ts';
import { decisionConfidence, pairScore } from '../../ml/field-matcher/score.ts';
import type { FieldMatcher } from '../match-fields.ts';
import { pairRows } from './pair-features.ts';

/** A matcher that asks the model about every source and says how sure it is of the best one against the next. */
export function createMatcher(model: FieldMatcherModel): FieldMatcher {
  return {
    version: model.version,
    match({ field, sources, receivedAt }) {
      const scored = pairRows({ field, sources, receivedAt })
        .map((row, index) => ({ score: pairScore(model, row), source: sources[index] }))
        .sort((one, other) => other.score - one.score);
      const [best, next] = scored;
      if (!best?.source) return null;
      return { source: best.source, confidence: decisionConfidence(model, best.score, next?.score ?? null) };
    },
  };
}
