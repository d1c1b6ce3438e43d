import { and, asc, eq, gte, inArray, lte, or, sql } from 'drizzle-orm';
import { deadLetters, repairRules } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { actorName, system } from '../../../domain/actor.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { amountUnitOfEvent } from '../../../repair/amount-unit.ts';
import { readSteps } from '../../../repair/repair-step.ts';
import { takeInEvents } from '../events/take-in-events.ts';
import { approvedExamplesMin, automaticConfidenceMin, mayRepairByItself } from '../repairs/may-repair-by-itself.ts';
import { type Repair, repairOf } from '../repairs/propose-repair.ts';
import { deadLettersWithDecimals } from './disagreeing-amounts.ts';
import { ppmOf } from './inspect.ts';
import { originOfDeadLetter } from './origin-of-dead-letter.ts';
import { readItem } from './read-item.ts';
import { recordAction } from './record-action.ts';

/** With the largest dead letter that gets a proposal, still one batch that a log takes. */
const lettersPerReplayMax = 100;

export interface Replay {
  /** A transaction in the role of the caller: a store's own, or the engine's over all stores. */
  readonly inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly eventLog: Pick<EventLog, 'append'>;
  /** Only this cluster; null: every one that the role sees. */
  readonly fingerprint: string | null;
  readonly now: () => number;
}

export interface Replayed {
  /** Letters whose repaired event is in the log now. */
  readonly repaired: number;
  /** Looked at in this round; below the limit of a round nothing is left. */
  readonly seen: number;
}

type Letter = typeof deadLetters.$inferSelect;
type Rule = typeof repairRules.$inferSelect;
interface Due {
  readonly letter: Letter;
  readonly rule: Rule;
}

/**
 * Takes repaired events in through the endpoint that refused them: dead letters that a person's approval meant, and later ones
 * that may be repaired without asking. The event keeps its id, so a replay that is repeated, or a sender who mended and
 * sent it again, changes nothing. Nothing is sent to the log inside a transaction.
 */
export async function replayDeadLetters(replay: Replay): Promise<Replayed> {
  const due = await replay.inTransaction((tx) => readDue(tx, replay.fingerprint));
  let repaired = 0;
  for (const ofStore of byStore(due)) repaired += await replayStore(replay, ofStore);
  return { repaired, seen: due.length };
}

async function readDue(tx: Tx, fingerprint: string | null): Promise<readonly Due[]> {
  const isMeant = lte(deadLetters.at, repairRules.replayUntil);
  // The first part of the rule that `mayRepairByItself` judges in full, so that the rest is not read again and again.
  const mayBeAutomatic = and(
    gte(repairRules.approvals, approvedExamplesMin),
    eq(deadLetters.lossless, true),
    gte(deadLetters.confidence, ppmOf(automaticConfidenceMin)),
    sql`cardinality(${deadLetters.guarded}) = 0`,
  );
  return tx
    .select({ letter: deadLetters, rule: repairRules })
    .from(deadLetters)
    .innerJoin(repairRules, and(eq(repairRules.storeId, deadLetters.storeId), eq(repairRules.id, deadLetters.ruleId)))
    .where(
      and(
        eq(deadLetters.state, 'proposed'),
        eq(repairRules.state, 'active'),
        fingerprint === null ? undefined : eq(deadLetters.fingerprint, fingerprint),
        or(isMeant, mayBeAutomatic),
      ),
    )
    .orderBy(asc(deadLetters.storeId), asc(deadLetters.at))
    .limit(lettersPerReplayMax);
}

function byStore(due: readonly Due[]): readonly (readonly Due[])[] {
  return [...Map.groupBy(due, ({ letter }) => letter.storeId).values()];
}

async function replayStore({ inTransaction, eventLog, now }: Replay, due: readonly Due[]): Promise<number> {
  const unclear = await unclearAmounts(inTransaction, due);
  const repairs = due.map(({ letter, rule }) => {
    const item = readItem(letter);
    const repair = item === undefined ? null : repairOf(item, readSteps(rule.steps), letter.at.getTime());
    const isMeant = letter.at <= rule.replayUntil;
    const isClear = repair === null || amountUnitOfEvent(repair.event) === 'none' || !unclear.has(letter.fingerprint);
    const mayBe = isMeant || (repair !== null && isClear && mayRepairByItself(repair, rule));
    return { letter, rule, isMeant, repair: mayBe ? repair : null };
  });
  const fitting = repairs.filter((one): one is typeof one & { readonly repair: Repair } => one.repair !== null);
  const storeId = due[0]?.letter.storeId;
  if (storeId === undefined) return 0;
  const origins = fitting.map(({ letter, repair }) => originOfDeadLetter(letter, repair.event));
  const results =
    fitting.length === 0
      ? []
      : await takeInEvents(eventLog, {
          storeId,
          items: fitting.map(({ repair }) => repair.event),
          receivedAt: now(),
          searchHostile: true,
          repetition: 'same_id',
          provenance: (index) => origins[index] ?? 'shop',
        });
  const taken = fitting.flatMap((one, index) => {
    const result = results[index];
    return result && result.status !== 'rejected' ? [{ ...one, eventId: result.id }] : [];
  });
  return inTransaction(async (tx) => {
    const refused = new Set(repairs.map(({ letter }) => letter.id));
    let repaired = 0;
    for (const { letter, rule, isMeant, eventId } of taken) {
      refused.delete(letter.id);
      const by = isMeant ? rule.approvedBy : actorName(system);
      const changed = await tx
        .update(deadLetters)
        .set({ state: 'repaired', takenInAs: eventId, settledAt: new Date(now()), settledBy: by })
        .where(and(eq(deadLetters.storeId, storeId), eq(deadLetters.id, letter.id), eq(deadLetters.state, 'proposed')))
        .returning({ id: deadLetters.id });
      if (changed.length === 0) continue;
      repaired += 1;
      const action = isMeant ? 'replayed' : 'repaired';
      await recordAction(tx, {
        storeId,
        by,
        action,
        fingerprint: letter.fingerprint,
        letterId: letter.id,
        ruleId: rule.id,
      });
    }
    // What the rule does not mend after all waits for a person, without the rule.
    if (refused.size > 0)
      await tx
        .update(deadLetters)
        .set({ ruleId: null })
        .where(and(eq(deadLetters.storeId, storeId), inArray(deadLetters.id, [...refused])));
    return repaired;
  });
}

/** Clusters whose dead letters are not repaired without asking, because others that failed alike write amounts otherwise. */
async function unclearAmounts(
  inTransaction: Replay['inTransaction'],
  due: readonly Due[],
): Promise<ReadonlySet<string>> {
  const later = due.filter(({ letter, rule }) => letter.at > rule.replayUntil);
  const unclear = new Set<string>();
  for (const [fingerprint, [first]] of Map.groupBy(later, ({ letter }) => letter.fingerprint)) {
    if (!first) continue;
    const { storeId, id: letterId } = first.letter;
    const others = await inTransaction((tx) => deadLettersWithDecimals(tx, { storeId, letterId }));
    if (others.length > 0) unclear.add(fingerprint);
  }
  return unclear;
}
