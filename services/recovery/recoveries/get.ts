import { and, asc, eq } from 'drizzle-orm';
import { decisions, messages, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type DecisionEntry, toDecisionEntry } from '../../journal/decisions/list.ts';
import { type MessageSummary, toMessageSummary } from '../../messaging/messages/list.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type RecoverySummary, toSummary } from './list.ts';

export interface RecoveryDetail extends RecoverySummary {
  readonly decisions: readonly DecisionEntry[];
  readonly messages: readonly MessageSummary[];
}

const entriesMax = 500;

/** A recovery with what was decided and sent, oldest first. */
export async function getRecovery(
  database: Pick<Database, 'app'>,
  { storeId, recoveryId }: { readonly storeId: string; readonly recoveryId: string },
): Promise<RecoveryDetail> {
  return withStore(database, storeId, async (tx) => {
    const [recovery] = await tx
      .select()
      .from(recoveries)
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId)));
    if (!recovery) throw new ServiceError('not_found', 'This store has no recovery with this id.', { path: 'id' });
    const decided = await tx
      .select()
      .from(decisions)
      .where(and(eq(decisions.storeId, storeId), eq(decisions.recoveryId, recoveryId)))
      .orderBy(asc(decisions.at))
      .limit(entriesMax);
    const sent = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.storeId, storeId), eq(messages.recoveryId, recoveryId)))
      .orderBy(asc(messages.claimedAt))
      .limit(entriesMax);
    return { ...toSummary(recovery), decisions: decided.map(toDecisionEntry), messages: sent.map(toMessageSummary) };
  });
}
