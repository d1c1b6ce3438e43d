import type { Repair } from './propose-repair.ts';

/** A repair is done without asking only from here on. */
export const automaticConfidenceMin = 0.98;
/** The same for each field that the matcher found: rules are certain of what they know, a model never is. */
export const automaticMatchConfidenceMin = 0.99;
/** Letters of the cluster that a person looked at and approved under the same rule. */
export const approvedExamplesMin = 3;

/** Whether a repair may be done without a person: nothing is lost, nothing guarded changes, and persons approved it before. */
export function mayRepairByItself(
  {
    lossless,
    confidence,
    guarded,
    steps,
  }: Pick<Repair, 'lossless' | 'confidence' | 'steps'> & {
    readonly guarded: readonly unknown[];
  },
  { approvals }: { readonly approvals: number },
): boolean {
  const matched = steps.filter((step) => step.kind === 'move' && step.by === 'matcher');
  return (
    lossless &&
    guarded.length === 0 &&
    confidence >= automaticConfidenceMin &&
    matched.every((step) => step.confidence >= automaticMatchConfidenceMin) &&
    approvals >= approvedExamplesMin
  );
}
