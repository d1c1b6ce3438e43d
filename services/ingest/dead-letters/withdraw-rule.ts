import { and, count, desc, eq, inArray } from 'drizzle-orm';
import { deadLetters, repairRules } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorName } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { lookAgain } from './inspect.ts';
import { recordAction } from './record-action.ts';

/** Event ids that one answer lists. */
const eventIdsMax = 1_000;

export interface WithdrawRule {
  readonly actor: Actor;
  readonly storeId: string;
  readonly ruleId: string;
}

export interface Withdrawn {
  readonly ruleId: string;
  /** Letters that wait for a person again. */
  readonly reopened: number;
  /** Events that the rule had taken in: they stay in force, because shoppers may have acted on them. */
  readonly takenIn: number;
  /** Their ids, newest first, for whoever wants to correct them with new events. */
  readonly eventIds: readonly string[];
}

/**
 * Undoes an approval: the rule mends nothing more, and dead letters that it had not mended yet are looked at anew. What it
 * took in stays. Throws `not_found`, and `conflict` when it is not active.
 */
export async function withdrawRule(
  database: Pick<Database, 'app'>,
  { actor, storeId, ruleId: given }: WithdrawRule,
): Promise<Withdrawn> {
  requirePermission(actor, 'dead-letters:decide', storeId);
  const ruleId = readInput(idSchema, given);
  const by = actorName(actor);
  return withStore(database, storeId, async (tx) => {
    const isRule = and(eq(repairRules.storeId, storeId), eq(repairRules.id, ruleId));
    const [rule] = await tx.select().from(repairRules).where(isRule).for('update');
    if (!rule) throw new ServiceError('not_found', 'This store has no repair rule with this id.', { path: 'id' });
    if (rule.state !== 'active')
      throw new ServiceError('conflict', `This rule is ${rule.state} already.`, { path: 'id' });
    await tx.update(repairRules).set({ state: 'withdrawn', withdrawnBy: by, withdrawnAt: new Date() }).where(isRule);
    const ofCluster = and(eq(deadLetters.storeId, storeId), eq(deadLetters.fingerprint, rule.fingerprint));
    const reopened = await tx
      .update(deadLetters)
      .set({ ...lookAgain, ruleId: null, approved: false })
      .where(and(ofCluster, inArray(deadLetters.state, ['new', 'proposed'])))
      .returning({ id: deadLetters.id });
    const isTaken = and(ofCluster, eq(deadLetters.ruleId, ruleId), eq(deadLetters.state, 'repaired'));
    const [taken] = await tx.select({ letters: count() }).from(deadLetters).where(isTaken);
    const events = await tx
      .select({ id: deadLetters.takenInAs })
      .from(deadLetters)
      .where(isTaken)
      .orderBy(desc(deadLetters.settledAt))
      .limit(eventIdsMax);
    const { fingerprint } = rule;
    await recordAction(tx, { storeId, by, action: 'withdrawn', fingerprint, ruleId, letters: reopened.length });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'dead-letters:decide' },
      subject: { kind: 'repair_rule', id: ruleId },
      change: { state: { before: rule.state, after: 'withdrawn' }, reopened: { after: reopened.length } },
    });
    return {
      ruleId,
      reopened: reopened.length,
      takenIn: taken?.letters ?? 0,
      eventIds: events.flatMap(({ id }) => (id === null ? [] : [id])),
    };
  });
}
