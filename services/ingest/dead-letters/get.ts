import { and, desc, eq, isNull, or } from 'drizzle-orm';
import { deadLetters, repairLog } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { JsonValue } from '../../../repair/json-value.ts';
import type { PatchOperation } from '../../../repair/patch-of.ts';
import { type RepairStep, readSteps } from '../../../repair/repair-step.ts';
import { maskJson, maskJsonText, maskPointer } from '../../shared/mask-json.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { repairOf } from '../repairs/propose-repair.ts';
import { type DeadLetterSummary, summaryOf } from './list.ts';
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
  /** The bytes as they came; empty when their time has passed, and when nothing of them can be shown masked. */
  readonly content: string;
  /** What says who somebody is was left out of the content and the proposal. */
  readonly masked: boolean;
  readonly proposal: DeadLetterProposal | null;
  readonly history: readonly (typeof repairLog.$inferSelect)[];
}

/**
 * One dead letter with its bytes, its proposal and what was done about it and its cluster; what says who somebody is only
 * where `unmasked` was asked for. Throws `not_found`.
 */
export async function getLetter(
  database: Pick<Database, 'app'>,
  { storeId, letterId, unmasked }: { readonly storeId: string; readonly letterId: string; readonly unmasked: boolean },
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
    const content = unmasked ? letter.event : (maskJsonText(letter.event) ?? '');
    return { ...summaryOf(letter), content, masked: !unmasked, proposal: proposalOf(letter, { unmasked }), history };
  });
}

/** Made anew from the steps: the values of a dead letter are kept once. */
export function proposalOf(
  letter: typeof deadLetters.$inferSelect,
  { unmasked }: { readonly unmasked: boolean },
): DeadLetterProposal | null {
  const item = letter.steps === null ? undefined : readItem(letter);
  const repair = item === undefined ? null : repairOf(item, readSteps(letter.steps), letter.at.getTime());
  if (!repair) return null;
  const { steps, patch, confidence, lossless, guarded } = repair;
  return {
    steps: unmasked ? steps : steps.map(maskedStep),
    patch: unmasked ? patch : patch.map(maskedOperation),
    confidence,
    lossless,
    guarded: guarded.map(({ path }) => path),
  };
}

function maskedStep(step: RepairStep): RepairStep {
  return step.kind === 'drop' ? { ...step, value: maskJson(step.value as JsonValue, step.at.at(-1)) as never } : step;
}

function maskedOperation(operation: PatchOperation): PatchOperation {
  const path = maskPointer(operation.path);
  return 'value' in operation
    ? { ...operation, path, value: maskJson(operation.value, operation.path.split('/').at(-1)) }
    : { ...operation, path };
}
