import { and, eq, lt, or, sql } from 'drizzle-orm';
import { messages } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { settleMessage } from './settle.ts';

export interface SettleLeftOpen {
  readonly storeId: string;
  readonly recoveryId: string;
  /** Why the recovery ended, and with it every further attempt. */
  readonly reason: ReasonCode;
}

/**
 * Settles what a recovery that ends would have tried again: a message that its provider refused for the time being was
 * not sent, one that broke off stays unknown. An attempt that may still be running settles its message itself.
 */
export async function settleLeftOpen(tx: Tx, { storeId, recoveryId, reason }: SettleLeftOpen): Promise<void> {
  const over = sql`now() - make_interval(secs => ${attemptLeaseMs / 1_000})`;
  const leftOpen = await tx
    .select({ id: messages.id, state: messages.state, inDoubt: messages.inDoubt, errorCode: messages.errorCode })
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.recoveryId, recoveryId),
        or(eq(messages.state, 'retry'), and(eq(messages.state, 'sending'), lt(messages.attemptedAt, over))),
      ),
    )
    .for('update');
  for (const { id: messageId, state, inDoubt, errorCode } of leftOpen)
    await settleMessage(tx, {
      storeId,
      messageId,
      result:
        state === 'retry' && !inDoubt
          ? { state: 'rejected', reason, errorCode }
          : { state: 'unknown', reason: 'outcome_unknown', errorCode: reason },
    });
}
