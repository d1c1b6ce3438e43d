import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import { deadLetters, repairRules } from '../../db/postgres/schema/index.ts';
import type { Tx } from '../../db/postgres/tenancy.ts';
import { readItem } from './read-item.ts';
import type { FieldMatcher } from './repair/match-fields.ts';
import { proposeRepair, type Repair, repairOf } from './repair/propose-repair.ts';
import { repairStepsSchema } from './repair/repair-step.ts';
import { repairVersion } from './repair-version.ts';

const lettersPerLookMax = 20;
/** A larger letter is for a person: the search would keep the process from its other work. */
const proposalBytesMax = 64 * 1024;

export interface Look {
  /** Only this cluster; null: every one that the door shows. */
  readonly fingerprint: string | null;
  readonly matcher: FieldMatcher | null;
  /** A letter that the search cannot cope with is left to a person, and does not hold up those behind it. */
  readonly onFailure?: (error: unknown, letter: { readonly storeId: string; readonly id: string }) => void;
}

/**
 * Looks at letters that nobody looked at yet: does the rule of their cluster fit, or is there another repair to propose?
 * Answers how many it looked at; call it again until there are none.
 */
export async function lookAtLetters(tx: Tx, { fingerprint, matcher, onFailure }: Look): Promise<number> {
  const letters = await tx
    .select()
    .from(deadLetters)
    .where(
      and(
        inArray(deadLetters.state, ['new', 'proposed']),
        lt(deadLetters.lookedWith, repairVersion),
        fingerprint === null ? undefined : eq(deadLetters.fingerprint, fingerprint),
      ),
    )
    .orderBy(asc(deadLetters.at))
    .limit(lettersPerLookMax)
    .for('update', { skipLocked: true });
  for (const letter of letters) {
    const rule = await activeRule(tx, letter);
    let found: Found = { repair: null, ruleId: null };
    try {
      found = findRepair(letter, rule, matcher);
    } catch (error) {
      onFailure?.(error, { storeId: letter.storeId, id: letter.id });
    }
    await tx
      .update(deadLetters)
      .set({ ...proposed(found.repair), ruleId: found.ruleId, lookedWith: repairVersion })
      .where(and(eq(deadLetters.storeId, letter.storeId), eq(deadLetters.id, letter.id)));
  }
  return letters.length;
}

interface Found {
  readonly repair: Repair | null;
  /** The rule that made it. */
  readonly ruleId: string | null;
}

function findRepair(
  letter: typeof deadLetters.$inferSelect,
  rule: typeof repairRules.$inferSelect | undefined,
  matcher: FieldMatcher | null,
): Found {
  const isSearched = letter.kind === 'event' && letter.sizeBytes <= proposalBytesMax;
  const item = isSearched ? readItem(letter) : undefined;
  if (item === undefined) return { repair: null, ruleId: null };
  const receivedAt = letter.at.getTime();
  const byRule = rule ? repairOf(item, readSteps(rule.steps), receivedAt) : null;
  if (byRule && rule) return { repair: byRule, ruleId: rule.id };
  const proposal = proposeRepair(item, { receivedAt, matcher });
  return { repair: proposal.kind === 'repair' ? proposal : null, ruleId: null };
}

/** Steps as they were stored. */
export function readSteps(stored: unknown) {
  return repairStepsSchema.parse(stored);
}

/** What a letter keeps of a proposal: the steps, never the values that they make. */
function proposed(repair: Repair | null) {
  if (!repair) return { state: 'new', steps: null, confidence: null, lossless: null, guarded: null } as const;
  return {
    state: 'proposed',
    steps: repair.steps,
    confidence: ppmOf(repair.confidence),
    lossless: repair.lossless,
    guarded: repair.guarded.map(({ path }) => path),
  } as const;
}

/** Probabilities are stored as parts of this. */
export const ppm = 1_000_000;

/** Rounded down, so that a probability never passes a limit by rounding. */
export function ppmOf(probability: number): number {
  return Math.floor(probability * ppm);
}

async function activeRule(tx: Tx, { storeId, fingerprint }: { storeId: string; fingerprint: string }) {
  const [rule] = await tx
    .select()
    .from(repairRules)
    .where(
      and(eq(repairRules.storeId, storeId), eq(repairRules.fingerprint, fingerprint), eq(repairRules.state, 'active')),
    );
  return rule;
}
