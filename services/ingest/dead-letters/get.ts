import { and, desc, eq, isNull, or } from 'drizzle-orm';
import { deadLetters, repairLog } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { PatchOperation } from '../../../repair/patch-of.ts';
import { type RepairStep, readSteps } from '../../../repair/repair-step.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { repairOf } from '../repairs/propose-repair.ts';
import type { DeadLetterSummary } from './list.ts';
import { readItem } from './read-item.ts';

const historyMax = 50;

/** What could be done about a dead letter. */
export interface DeadLetterProposal {
  readonly steps: readonly RepairStep[];
  /** JSON Patch (RFC 6902) from the dead letter to the event. */
  readonly patch: readonly PatchOperation[];
  readonly confidence: number;
  readonly lossless: boolean;
  /** Fields that are never changed without a person. */
  readonly guarded: readonly string[];
}

export interface LetterDetail extends DeadLetterSummary {
  /** The bytes as they came; empty when their time has passed. */
  readonly content: string;
  readonly proposal: DeadLetterProposal | null;
  readonly history: readonly (typeof repairLog.$inferSelect)[];
}

/** One dead letter with its bytes, its proposal and what was done about it and its cluster. Throws `not_found`. */
export async function getLetter(
  database: Pick<Database, 'app'>,
  { storeId, letterId }: { readonly storeId: string; readonly letterId: string },
): Promise<LetterDetail> {
  return withStore(database, storeId, async (tx) => {
    const [letter] = await tx
      .select()
      .from(deadLetters)
      .where(and(eq(deadLetters.storeId, storeId), eq(deadLetters.id, letterId)));
    if (!letter) throw new ServiceError('not_found', 'This store has no dead letter with this id.', { path: 'id' });
    const history = await tx
      .select()
      .from(repairLog)
      .where(
        and(
          eq(repairLog.storeId, storeId),
          eq(repairLog.fingerprint, letter.fingerprint),
          or(isNull(repairLog.letterId), eq(repairLog.letterId, letterId), eq(repairLog.action, 'approved')),
        ),
      )
      .orderBy(desc(repairLog.at), desc(repairLog.id))
      .limit(historyMax);
    return { ...letter, content: letter.event, proposal: proposalOf(letter), history };
  });
}

/** Made anew from the steps: the values of a dead letter are kept once. */
export function proposalOf(letter: typeof deadLetters.$inferSelect): DeadLetterProposal | null {
  const item = letter.steps === null ? undefined : readItem(letter);
  const repair = item === undefined ? null : repairOf(item, readSteps(letter.steps), letter.at.getTime());
  if (!repair) return null;
  const { steps, patch, confidence, lossless, guarded } = repair;
  return { steps, patch, confidence, lossless, guarded: guarded.map(({ path }) => path) };
}
