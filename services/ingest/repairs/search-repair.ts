import type { JsonValue } from '../../../repair/json-value.ts';
import type { FieldMatcher } from '../../../repair/match-fields.ts';
import type { RepairStep } from '../../../repair/repair-step.ts';
import { proposeRepair, type Repair, repairOf } from './propose-repair.ts';

/** One dead letter to find a repair for; plain data, because it goes to another thread. */
export interface SearchJob {
  readonly item: JsonValue;
  /** When the dead letter came, epoch milliseconds. */
  readonly receivedAt: number;
  /** Steps of the rule of its cluster, which come first; null: there is no rule. */
  readonly ruleSteps: readonly RepairStep[] | null;
}

/** What a dead letter keeps of a repair: the steps, never the values that they make. */
export interface FoundRepair extends Pick<Repair, 'steps' | 'confidence' | 'lossless'> {
  /** Paths of the fields that only a person may change. */
  readonly guarded: readonly string[];
  /** The steps are those of the rule. */
  readonly byRule: boolean;
}

/** Looks for a repair: the rule's if it fits, else another one. Null: there is none. */
export function searchRepair(
  { item, receivedAt, ruleSteps }: SearchJob,
  matcher: FieldMatcher | null,
): FoundRepair | null {
  const byRule = ruleSteps && repairOf(item, ruleSteps, receivedAt);
  if (byRule) return kept(byRule, true);
  const proposal = proposeRepair(item, { receivedAt, matcher });
  return proposal.kind === 'repair' ? kept(proposal, false) : null;
}

function kept({ steps, confidence, lossless, guarded }: Repair, byRule: boolean): FoundRepair {
  return { steps, confidence, lossless, guarded: guarded.map(({ path }) => path), byRule };
}
