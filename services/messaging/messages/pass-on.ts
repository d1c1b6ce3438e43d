import { and, eq, isNull } from 'drizzle-orm';
import { contentTemplates, messages } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import type { PassedCarrier } from '../../../domain/phone/carrier.ts';
import { forgetContent } from './message-content.ts';

type Message = Pick<
  typeof messages.$inferSelect,
  'storeId' | 'id' | 'carrier' | 'carriersPassed' | 'providerMessageId' | 'claimedAt' | 'contentSid' | 'state'
>;

/** A reminder that is older than this does not go by another carrier: it speaks of a cart of the morning. */
export const fallBackMsMax = 6 * hourMs;
/** For how long a telephone that was away is left alone. */
const handsetAwayMs = 30 * minuteMs;

/**
 * What its vendor took and could not deliver by WhatsApp or RCS goes on to the next carrier: the same message under the same claim,
 * and everything that speaks against it is asked again. Returns whether it does.
 */
export async function fallBack(
  tx: Tx,
  message: Message,
  { code, atMs }: { readonly code: string; readonly atMs: number },
): Promise<boolean> {
  return message.carrier !== 'sms' && sendAgain(tx, message, { code, atMs, dueMs: atMs });
}

/**
 * A telephone that was off or without a network gets the same message under the same claim once more, later: a second time it stays as
 * it is reported. Returns whether it does.
 */
export async function tryOnceMore(
  tx: Tx,
  message: Message,
  { code, atMs }: { readonly code: string; readonly atMs: number },
): Promise<boolean> {
  const wasTried = message.carriersPassed.some(({ carrier }) => carrier === 'sms');
  return message.carrier === 'sms' && !wasTried && sendAgain(tx, message, { code, atMs, dueMs: atMs + handsetAwayMs });
}

async function sendAgain(
  tx: Tx,
  { storeId, id, state, carrier, carriersPassed, providerMessageId, claimedAt }: Message,
  { code, atMs, dueMs }: { readonly code: string; readonly atMs: number; readonly dueMs: number },
): Promise<boolean> {
  if (state !== 'accepted' || Math.max(atMs, dueMs) > claimedAt.getTime() + fallBackMsMax) return false;
  const refusal: PassedCarrier = { carrier, because: code, refused: true, providerMessageId };
  await tx
    .update(messages)
    .set({
      ...{ state: 'retry', providerMessageId: null, errorCode: code, settledAt: null, inDoubt: false },
      ...{ deliveryState: null, deliveryTimes: {}, fallBackAt: new Date(dueMs) },
      carriersPassed: [...carriersPassed, refusal],
    })
    .where(and(eq(messages.storeId, storeId), eq(messages.id, id)));
  return true;
}

/** The vendor did not even take it by this carrier: the next attempt goes by another one. */
export async function passCarrier(
  tx: Tx,
  {
    storeId,
    messageId,
    attempt,
    because,
  }: {
    readonly storeId: string;
    readonly messageId: string;
    readonly attempt: number;
    readonly because: string;
  },
): Promise<void> {
  const isIt = and(eq(messages.storeId, storeId), eq(messages.id, messageId), eq(messages.attempts, attempt));
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(isIt, eq(messages.state, 'sending')))
    .for('update');
  if (!message || message.carrier === 'sms') return;
  const passed: PassedCarrier = { carrier: message.carrier, because, refused: true, providerMessageId: null };
  await tx
    .update(messages)
    .set({ state: 'retry', errorCode: because, carriersPassed: [...message.carriersPassed, passed] })
    .where(isIt);
  await forgetContent(tx, { storeId, id: messageId });
}

/** Every message that would say it stops until somebody of the store has looked. */
export async function stopTemplate(
  tx: Tx,
  {
    storeId,
    contentSid,
    code,
    atMs,
  }: {
    readonly storeId: string;
    readonly contentSid: string;
    readonly code: string;
    readonly atMs: number;
  },
): Promise<void> {
  await tx
    .update(contentTemplates)
    .set({ stoppedCode: code, stoppedAt: new Date(atMs) })
    .where(
      and(
        eq(contentTemplates.storeId, storeId),
        eq(contentTemplates.contentSid, contentSid),
        isNull(contentTemplates.stoppedCode),
      ),
    );
}

/** Whether the vendor's id is of an attempt that another carrier has followed. */
export function isOfPassed({ carriersPassed }: Pick<Message, 'carriersPassed'>, providerMessageId: string): boolean {
  return carriersPassed.some((passed) => passed.providerMessageId === providerMessageId);
}
