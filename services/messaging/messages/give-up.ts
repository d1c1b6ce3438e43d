import { and, eq } from 'drizzle-orm';
import { decisions, messages } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { notSent } from '../../journal/decisions/not-sent.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { settleMessage } from './settle.ts';

export interface GiveUpMessage {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly ruleId: string;
  readonly channel: Channel;
  /** Why it was not sent, where something is known to speak against it; absent: its provider never took it. */
  readonly because?: ReasonCode | undefined;
}

/**
 * All retries of a message are used up. One that its provider refused each time was not sent; one of whose
 * attempts broke off may have been, and is never sent again. Returns what is known.
 */
export async function giveUpMessage(
  database: Pick<Database, 'app'>,
  { storeId, recoveryId, cartId, ruleId, channel, because = 'provider_unavailable' }: GiveUpMessage,
): Promise<{ readonly kind: 'sent' } | { readonly kind: 'not_sent'; readonly reason: ReasonCode }> {
  return withStore(database, storeId, async (tx) => {
    const [message] = await tx
      .select({ id: messages.id, state: messages.state, inDoubt: messages.inDoubt, errorCode: messages.errorCode })
      .from(messages)
      .where(
        and(
          eq(messages.storeId, storeId),
          eq(messages.recoveryId, recoveryId),
          eq(messages.ruleId, ruleId),
          eq(messages.channel, channel),
        ),
      )
      .for('update');
    if (message?.state === 'accepted') return { kind: 'sent' };
    const unknown = message?.state === 'sending' || message?.state === 'unknown' || message?.inDoubt === true;
    const isUnclear = !message && (await wasUnclear(tx, { storeId, recoveryId, ruleId, channel }));
    const reason: ReasonCode = unknown ? 'outcome_unknown' : isUnclear ? 'order_unclear' : because;
    if (message) {
      const { id: messageId, errorCode } = message;
      await settleMessage(tx, {
        storeId,
        messageId,
        result: { state: unknown ? 'unknown' : 'rejected', reason, errorCode },
      });
    } else {
      await recordDecision(tx, notSent({ storeId, recoveryId, cartId, ruleId, channel, reason }));
    }
    return { kind: 'not_sent', reason };
  });
}

/** No attempt came as far as a claim, because an order that may be the customer's lay as a dead letter. */
async function wasUnclear(
  tx: Tx,
  { storeId, recoveryId, ruleId, channel }: Omit<GiveUpMessage, 'cartId' | 'because'>,
): Promise<boolean> {
  const [decision] = await tx
    .select({ id: decisions.id })
    .from(decisions)
    .where(
      and(
        eq(decisions.storeId, storeId),
        eq(decisions.recoveryId, recoveryId),
        eq(decisions.ruleId, ruleId),
        eq(decisions.channel, channel),
        eq(decisions.reason, 'order_unclear'),
      ),
    )
    .limit(1);
  return decision !== undefined;
}
