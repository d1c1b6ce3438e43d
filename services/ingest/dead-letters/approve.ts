import { and, eq, inArray, max, ne } from 'drizzle-orm';
import { deadLetters, repairRules } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorName } from '../../../domain/actor.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { amountUnitOfEvent } from '../../../repair/amount-unit.ts';
import { readSteps, sameSteps } from '../../../repair/repair-step.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type Repair, readsDecimals, repairOf } from '../repairs/propose-repair.ts';
import type { RepairSearch } from '../repairs/repair-search.ts';
import { deadLettersWithDecimals } from './disagreeing-amounts.ts';
import { inspectDeadLetters, lookAgain, ppmOf } from './inspect.ts';
import { lockDeadLetter } from './lock-letter.ts';
import { readItem } from './read-item.ts';
import { recordAction } from './record-action.ts';
import { replayDeadLetters } from './replay.ts';

/** Rounds that an approval itself replays; the repair role does the rest of a large cluster. */
const roundsPerApprovalMax = 5;

export interface Approve {
  readonly storeId: string;
  readonly letterId: string;
  readonly actor: Actor;
}

export interface Approved {
  readonly ruleId: string;
  readonly version: number;
  readonly approvals: number;
  /** Letters of the cluster whose repaired events were taken in at once. */
  readonly repaired: number;
}

export interface RepairDeps {
  readonly database: Pick<Database, 'app'>;
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly repairSearch: Pick<RepairSearch, 'search'>;
  readonly now: () => number;
}

/**
 * Makes the proposal of one dead letter the rule of its cluster, or one more approved example of the rule that it is, and
 * takes in every dead letter of the cluster that the rule mends. Throws `not_found`, and `conflict` without a proposal or
 * where amounts of dead letters that failed alike disagree about their unit.
 */
export async function approveRepair(
  { database, eventLog, repairSearch, now }: RepairDeps,
  { actor, storeId, letterId: given }: Approve,
): Promise<Approved> {
  requirePermission(actor, 'dead-letters:decide', storeId);
  const letterId = readInput(idSchema, given);
  const by = actorName(actor);
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withStore(database, storeId, work);
  const rule = await inTransaction(async (tx) => {
    const letter = await lockDeadLetter(tx, { storeId, letterId });
    const repair = repairFor(letter);
    await refuseDisagreeing(tx, { storeId, letterId, repair });
    const at = new Date(now());
    const approved = await setRule(tx, { letter, repair, by, at });
    await tx
      .update(deadLetters)
      .set({ approved: true, ruleId: approved.ruleId })
      .where(and(eq(deadLetters.storeId, storeId), eq(deadLetters.id, letterId)));
    await tx
      .update(deadLetters)
      .set(lookAgain)
      .where(
        and(
          eq(deadLetters.storeId, storeId),
          eq(deadLetters.fingerprint, letter.fingerprint),
          inArray(deadLetters.state, ['new', 'proposed']),
          ne(deadLetters.id, letterId),
        ),
      );
    const { fingerprint } = letter;
    await recordAction(tx, { storeId, by, action: 'approved', fingerprint, letterId, ruleId: approved.ruleId });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'dead-letters:decide' },
      subject: { kind: 'dead_letter', id: letterId },
      change: {
        decision: { after: 'approved' },
        ruleId: { before: letter.ruleId, after: approved.ruleId },
        ruleVersion: { after: approved.version },
      },
    });
    return { ...approved, fingerprint };
  });
  const { fingerprint, ...approved } = rule;
  let repaired = 0;
  for (let round = 0; round < roundsPerApprovalMax; round++) {
    const looked = await inspectDeadLetters({ inTransaction, repairSearch, fingerprint, now });
    const replayed = await replayDeadLetters({ inTransaction, eventLog, fingerprint, now });
    repaired += replayed.repaired;
    if (looked === 0 && replayed.seen === 0) break;
  }
  return { ...approved, repaired };
}

type Letter = typeof deadLetters.$inferSelect;

function repairFor(letter: Letter): Repair {
  const item = readItem(letter);
  const repair =
    letter.state === 'proposed' && item !== undefined
      ? repairOf(item, readSteps(letter.steps), letter.at.getTime())
      : null;
  if (!repair)
    throw new ServiceError('conflict', `This letter is ${letter.state} and has no repair to approve.`, { path: 'id' });
  return repair;
}

/** An amount without decimals is taken as minor units, which it may not be where others that failed alike have decimals. */
async function refuseDisagreeing(
  tx: Tx,
  { storeId, letterId, repair }: { storeId: string; letterId: string; repair: Repair },
): Promise<void> {
  if (repair.steps.some(readsDecimals) || amountUnitOfEvent(repair.event) !== 'whole') return;
  const others = await deadLettersWithDecimals(tx, { storeId, letterId });
  if (others.length > 0)
    throw new ServiceError(
      'conflict',
      `Its amounts have no decimals, and those of letters that failed alike have (${others.join(', ')}): nobody can tell whether 25 is 25.00 or 0.25. Send its event again with all amounts in minor units, or reject the letters named here if they are what is wrong.`,
      { path: 'id' },
    );
}

async function setRule(
  tx: Tx,
  { letter, repair, by, at }: { letter: Letter; repair: Repair; by: string; at: Date },
): Promise<Omit<Approved, 'repaired'>> {
  const { storeId, fingerprint } = letter;
  const ofCluster = and(eq(repairRules.storeId, storeId), eq(repairRules.fingerprint, fingerprint));
  const isActive = and(ofCluster, eq(repairRules.state, 'active'));
  const [active] = await tx.select().from(repairRules).where(isActive).for('update');
  if (active && sameSteps(readSteps(active.steps), repair.steps)) {
    const approvals = active.approvals + (letter.approved ? 0 : 1);
    await tx.update(repairRules).set({ approvals, approvedBy: by, approvedAt: at, replayUntil: at }).where(isActive);
    return { ruleId: active.id, version: active.version, approvals };
  }
  await tx.update(repairRules).set({ state: 'replaced' }).where(isActive);
  const [newest] = await tx
    .select({ version: max(repairRules.version) })
    .from(repairRules)
    .where(ofCluster);
  const rule = { id: uuidV7(), version: (newest?.version ?? 0) + 1, approvals: 1 };
  await tx.insert(repairRules).values({
    ...rule,
    storeId,
    fingerprint,
    source: letter.source,
    eventType: letter.eventType,
    steps: repair.steps,
    confidence: ppmOf(repair.confidence),
    lossless: repair.lossless,
    guarded: repair.guarded.map(({ path }) => path),
    approvedBy: by,
    approvedAt: at,
    replayUntil: at,
  });
  return { ruleId: rule.id, version: rule.version, approvals: rule.approvals };
}
