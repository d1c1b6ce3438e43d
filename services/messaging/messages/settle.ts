import { and, eq, inArray, not, sql } from 'drizzle-orm';
import { messages, suppressions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { codeWentOut } from '../offers/settle-code.ts';
import { forgetContent } from './message-content.ts';

export type Settlement =
  | { readonly state: 'accepted'; readonly providerMessageId: string }
  /** Not taken, not to be tried again. `suppress`: nor is anything else to this address. */
  | {
      readonly state: 'rejected';
      readonly reason: ReasonCode;
      readonly errorCode: string | null;
      readonly suppress?: boolean;
    }
  /** Perhaps taken, never tried again. */
  | { readonly state: 'unknown'; readonly reason: ReasonCode; readonly errorCode: string | null }
  /** This attempt was not taken, to be tried again later. `inDoubt: false`: nor was any attempt before it. */
  | {
      readonly state: 'retry';
      readonly errorCode: string;
      readonly inDoubt?: false;
      /** The account could not have taken any message: that was no attempt at this one. */
      readonly noAttempt?: boolean;
    };

export interface SettleMessage {
  readonly storeId: string;
  readonly messageId: string;
  /** Which attempt it was; absent when nobody is sending. */
  readonly attempt?: number;
  readonly result: Settlement;
}

/**
 * Records what became of an attempt. What has ended stays as it ended, and the late answer of an older attempt counts
 * only when the message was taken: the newer attempt is still on its way.
 */
export async function settleMessage(tx: Tx, { storeId, messageId, attempt, result }: SettleMessage): Promise<void> {
  const { suppress, noAttempt, ...columns } = { suppress: false, noAttempt: false, ...result };
  const [message] = await tx
    .update(messages)
    .set({
      ...columns,
      ...(noAttempt ? { attempts: sql`${messages.attempts} - 1` } : {}),
      ...(result.state === 'retry' ? { settledAt: null } : { settledAt: new Date(), fallBackAt: null }),
    })
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.id, messageId),
        inArray(messages.state, ['sending', 'retry']),
        attempt === undefined || result.state === 'accepted' ? undefined : eq(messages.attempts, attempt),
        // That it could not be delivered was told before the answer that it was taken.
        result.state === 'accepted' ? not(wasPassed(result.providerMessageId)) : undefined,
      ),
    )
    .returning();
  if (!message || result.state === 'retry') return;
  if (suppress) await suppressAddress(tx, message);
  const { recoveryId, cartId, ruleId, channel, provider, standsInFor, standsInBecause, carrier } = message;
  const passed = message.carriersPassed.map((one) => `${one.carrier}: ${one.because}`).join(', ');
  await Promise.all([
    forgetContent(tx, { storeId, id: messageId }),
    result.state !== 'rejected' && codeWentOut(tx, { storeId, messageId }),
    recordDecision(tx, {
      ...{ storeId, recoveryId, cartId, ruleId, channel },
      kind: result.state === 'accepted' ? 'sent' : 'not_sent',
      reason: result.state === 'accepted' ? null : result.reason,
      detail: {
        ...{ messageId, provider, attempts: message.attempts, errorCode: message.errorCode },
        ...(standsInFor === null ? {} : { standsInFor, standsInBecause }),
        ...(carrier === 'sms' ? {} : { carrier }),
        ...(passed === '' ? {} : { carriersPassed: passed }),
        ...goodsOf(message),
      },
      // What went on to another carrier is settled once more.
      key: `settled/${messageId}${settlementOf(message)}`,
    }),
  ]);
}

/** How the message differs from its cart, because its shop said so. */
function goodsOf({ shopSaid }: typeof messages.$inferSelect): Readonly<Record<string, number>> {
  return {
    ...(shopSaid?.soldOut ? { soldOutLines: shopSaid.soldOut } : {}),
    ...(shopSaid?.repriced ? { repricedLines: shopSaid.repriced } : {}),
  };
}

function settlementOf({ carriersPassed }: typeof messages.$inferSelect): string {
  const delivered = carriersPassed.filter((passed) => passed.providerMessageId !== null).length;
  return delivered === 0 ? '' : `/${delivered}`;
}

function wasPassed(providerMessageId: string) {
  return sql`${messages.carriersPassed} @> ${JSON.stringify([{ providerMessageId }])}::jsonb`;
}

async function suppressAddress(tx: Tx, { storeId, channel, addressHash }: typeof messages.$inferSelect): Promise<void> {
  await tx.insert(suppressions).values({ storeId, channel, addressHash, cause: 'invalid' }).onConflictDoNothing();
}
