import { and, eq, inArray, not, sql } from 'drizzle-orm';
import { messages, suppressions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { columnsOf } from '../../shared/columns-of.ts';
import { codeWentOut } from '../offers/settle-code.ts';
import { forgetContent } from './message-content.ts';

export type Settlement =
  | {
      readonly state: 'accepted';
      readonly providerMessageId: string;
      /** As how many SMS it is billed; null: it is none. Absent: not known. */
      readonly parts?: number | null;
    }
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

/** What is told of a settled message, and whether it has what few messages have: most are spared the statements for it. */
const settledColumns = {
  ...columnsOf(messages, [
    'storeId',
    'recoveryId',
    'cartId',
    'ruleId',
    'channel',
    'addressHash',
    'attempts',
    'errorCode',
  ]),
  ...columnsOf(messages, ['provider', 'standsInFor', 'standsInBecause', 'carrier', 'carriersPassed', 'shopSaid']),
  // Names as text: drizzle takes the tables off the columns of what an update returns.
  hasContent: sql<boolean>`exists (
    select from message_contents kept where kept.store_id = messages.store_id and kept.message_id = messages.id
  )`,
  hasOffer: sql<boolean>`exists (
    select from message_offers offer where offer.store_id = messages.store_id and offer.message_id = messages.id
  )`,
};

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
    .returning(settledColumns);
  if (!message || result.state === 'retry') return;
  if (suppress) await suppressAddress(tx, message);
  const { recoveryId, cartId, ruleId, channel, provider, standsInFor, standsInBecause, carrier } = message;
  const passed = message.carriersPassed.map((one) => `${one.carrier}: ${one.because}`).join(', ');
  await Promise.all([
    message.hasContent && forgetContent(tx, { storeId, id: messageId }),
    result.state !== 'rejected' && message.hasOffer && codeWentOut(tx, { storeId, messageId }),
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
function goodsOf({ shopSaid }: Pick<typeof messages.$inferSelect, 'shopSaid'>): Readonly<Record<string, number>> {
  return {
    ...(shopSaid?.soldOut ? { soldOutLines: shopSaid.soldOut } : {}),
    ...(shopSaid?.repriced ? { repricedLines: shopSaid.repriced } : {}),
  };
}

function settlementOf({ carriersPassed }: Pick<typeof messages.$inferSelect, 'carriersPassed'>): string {
  const delivered = carriersPassed.filter((passed) => passed.providerMessageId !== null).length;
  return delivered === 0 ? '' : `/${delivered}`;
}

function wasPassed(providerMessageId: string) {
  return sql`${messages.carriersPassed} @> ${JSON.stringify([{ providerMessageId }])}::jsonb`;
}

async function suppressAddress(
  tx: Tx,
  { storeId, channel, addressHash }: Pick<typeof messages.$inferSelect, 'storeId' | 'channel' | 'addressHash'>,
): Promise<void> {
  await tx.insert(suppressions).values({ storeId, channel, addressHash, cause: 'invalid' }).onConflictDoNothing();
}
