import type { Repair } from './propose-repair.ts';

/** A repair is done without asking only from here on. */
export const automaticConfidenceMin = 0.98;
/** Letters of the cluster that a person looked at and approved under the same rule. */
export const approvedExamplesMin = 3;

/** Whether a repair may be done without a person: nothing is lost, nothing guarded changes, and persons approved it before. */
export function mayRepairByItself(
  { lossless, confidence, guarded }: Pick<Repair, 'lossless' | 'confidence' | 'guarded'>,
  { approvals }: { readonly approvals: number },
): boolean {
  return lossless && guarded.length === 0 && confidence >= automaticConfidenceMin && approvals >= approvedExamplesMin;
}
