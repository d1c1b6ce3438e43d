import { and, desc, eq } from 'drizzle-orm';
import type { DeliveryReport } from '../../../channels/provider-callback.ts';
import { type DeliveryTimes, messages, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { type Delivery, withReport } from '../../../domain/delivery-state.ts';
import { machineClickMs } from '../../../domain/machine-agent.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { tellHappened } from '../../journal/signals/tell-happened.ts';
import { lockCustomer } from '../../state/customers/lock-customer.ts';
import { denyChannel } from '../../state/suppressions/deny-channel.ts';
import { endSoftBounces, judgeSoftBounces } from '../../state/suppressions/judge-soft-bounces.ts';
import { liftUnsubscribes } from '../../state/suppressions/lift-unsubscribes.ts';
import { suppressAddresses } from '../../state/suppressions/suppress-addresses.ts';
import { suppressUndeliverable } from '../../state/suppressions/suppress-undeliverable.ts';
import { judgeChannel } from '../pauses/judge.ts';
import { judgeDomain } from '../pauses/judge-domain.ts';
import { mirrorListed } from '../senders/mirror-listed.ts';
import { noteSender } from '../senders/note.ts';
import { fallBack, isOfPassed, stopTemplate, tryOnceMore } from './pass-on.ts';
import { settleMessage } from './settle.ts';

type Message = typeof messages.$inferSelect;

export interface RecordReport {
  readonly provider: string;
  readonly report: DeliveryReport;
}

/**
 * Records what a provider reported of one message, and what follows from it for the address. Inside a transaction of the
 * engine: a report names no store. A report proves that its message was taken, so one that is not settled yet, or ended
 * as unknown, is settled by it. Recorded again it changes nothing.
 */
export async function recordReport(
  tx: Tx,
  { provider, report: told }: RecordReport,
): Promise<'news' | 'repeated' | 'unknown_message'> {
  const found = await findMessage(tx, { provider, report: told });
  if (!found) return 'unknown_message';
  const report = await asCounted(tx, found, told);
  // The customer's lock goes before the message's, as in a claim.
  const isOfPerson = report.kind === 'unsubscribed' || isSoftBounce(report);
  const person = isOfPerson ? await lockCustomer(tx, found) : null;
  const message = await lockMessage(tx, found);
  if (isOfPassed(message, report.providerMessageId)) return 'repeated';
  await settleAsAccepted(tx, message, report);
  if ((report.carrierFault || report.handsetAway) && (await goesOn(tx, found, report))) return 'news';
  const isNews = await keepDelivery(tx, message, report);
  if (isNews) await tellFlows(tx, message, report);
  await actOn(tx, message, report, person?.customer.id ?? message.customerId);
  if (isNews && (report.kind === 'bounced' || report.kind === 'complained')) {
    await judgeChannel(tx, message);
    await judgeDomain(tx, message);
  }
  if (report.kind === 'refused' || (report.kind === 'unsubscribed' && message.channel === 'sms'))
    await mirrorListed(tx, message, report);
  // The account's lock is the last that anybody takes.
  if (isNews && report.fault)
    await noteSender(tx, message, {
      news: { kind: report.fault, code: report.code ?? report.kind },
      nowMs: report.atMs,
    });
  return isNews ? 'news' : 'repeated';
}

/**
 * Who opened or clicked is noted where the store wants it noted. A click that came as soon as the message itself is a scanner's,
 * whatever it calls itself. Either says that the message arrived.
 */
async function asCounted(tx: Tx, { storeId, deliveryTimes }: Message, report: DeliveryReport): Promise<DeliveryReport> {
  if (report.kind !== 'opened' && report.kind !== 'clicked') return report;
  const [store] = await tx.select({ tracks: stores.clickTracking }).from(stores).where(eq(stores.id, storeId));
  if (store?.tracks === false) return { ...report, kind: 'delivered', code: 'not_tracked' };
  const arrivedAt = deliveryTimes.delivered === undefined ? Number.NaN : Date.parse(deliveryTimes.delivered);
  const isFast = report.kind === 'clicked' && report.atMs - arrivedAt < machineClickMs;
  return isFast ? { ...report, kind: 'delivered', code: 'machine_click' } : report;
}

/**
 * Nothing was delivered by what carried it: another carrier may, unless the vendor stopped the template, and a telephone that was away
 * may be back later.
 */
async function goesOn(
  tx: Tx,
  found: Message,
  { carrierFault, handsetAway, code, atMs, kind }: DeliveryReport,
): Promise<boolean> {
  const message = await lockMessage(tx, found);
  const { storeId, contentSid } = message;
  const told = { code: code ?? kind, atMs };
  if (handsetAway) return tryOnceMore(tx, message, told);
  if (carrierFault === 'not_reached') return fallBack(tx, message, told);
  if (contentSid !== null) await stopTemplate(tx, { storeId, contentSid, ...told });
  return false;
}

/** By the vendor's id; by ours where its answer, and the id in it, never arrived. */
async function findMessage(tx: Tx, { provider, report }: RecordReport): Promise<Message | undefined> {
  const [known] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.provider, provider), eq(messages.providerMessageId, report.providerMessageId)))
    .orderBy(desc(messages.claimedAt))
    .limit(1);
  if (known || !report.sentAs) return known;
  const { storeId, messageId } = report.sentAs;
  const [ours] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.storeId, storeId), eq(messages.id, messageId), eq(messages.provider, provider)));
  return ours;
}

async function lockMessage(tx: Tx, { storeId, id }: Message): Promise<Message> {
  const [message] = await tx.select().from(messages).where(isMessage({ storeId, id })).for('update');
  if (!message) throw new Error('the message was deleted while its report was recorded');
  return message;
}

async function settleAsAccepted(
  tx: Tx,
  { storeId, id: messageId, state, recoveryId, cartId, ruleId, channel, provider }: Message,
  { providerMessageId, kind }: DeliveryReport,
): Promise<void> {
  switch (state) {
    case 'accepted':
    // The vendor's refusal was definite: what it reports is kept, and contradicts nothing that was decided.
    case 'rejected':
      return;
    case 'sending':
    case 'retry':
      return settleMessage(tx, { storeId, messageId, result: { state: 'accepted', providerMessageId } });
    case 'unknown':
      await tx
        .update(messages)
        .set({ state: 'accepted', providerMessageId, reason: null, errorCode: null })
        .where(isMessage({ storeId, id: messageId }));
      return recordDecision(tx, {
        ...{ storeId, recoveryId, cartId, ruleId, channel },
        kind: 'sent',
        detail: { messageId, provider, provedBy: kind },
        key: `proved/${messageId}`,
      });
    default:
      assertNever(state);
  }
}

/** Returns whether anything is different now. */
async function keepDelivery(tx: Tx, message: Message, report: DeliveryReport): Promise<boolean> {
  const before = deliveryOf(message);
  const after = withReport(before, report);
  if (after.state === before.state && after.times[report.kind] === before.times[report.kind]) return false;
  const deliveryTimes: DeliveryTimes = {
    ...message.deliveryTimes,
    [report.kind]: new Date(after.times[report.kind] ?? report.atMs).toISOString(),
  };
  await tx.update(messages).set({ deliveryState: after.state, deliveryTimes }).where(isMessage(message));
  return true;
}

function deliveryOf({ deliveryState, deliveryTimes }: Message): Delivery {
  const times = Object.entries(deliveryTimes).map(([kind, at]) => [kind, Date.parse(at)]);
  return { state: deliveryState, times: Object.fromEntries(times) };
}

async function tellFlows(
  tx: Tx,
  { storeId, customerId, recoveryId, cartId }: Message,
  { kind, atMs: at }: DeliveryReport,
): Promise<void> {
  if (kind !== 'opened' && kind !== 'clicked') return;
  const event = { name: `message_${kind}`, cartId, at } as const;
  await tellHappened(tx, { storeId, customerIds: [customerId], recoveryId, event });
}

async function actOn(
  tx: Tx,
  message: Message,
  { kind, atMs: at, code, permanent = false }: DeliveryReport,
  customerId: string,
): Promise<void> {
  const { storeId, id: messageId, channel, addressHash: hash } = message;
  const told = (reason: ReasonCode) => recordOutcome(tx, message, reason, { code: code ?? null, permanent });
  switch (kind) {
    case 'delivered':
    case 'opened':
    case 'clicked':
      return endSoftBounces(tx, { storeId, channel, hash, at });
    case 'bounced':
      if (permanent) await suppressUndeliverable(tx, { storeId, channel, hash, cause: 'bounce', at });
      else await judgeSoftBounces(tx, { storeId, customerId, channel, hash, at });
      return told('bounced');
    case 'complained':
      await suppressUndeliverable(tx, { storeId, channel, hash, cause: 'complaint', at });
      return told('complained');
    case 'unsubscribed': {
      const eventId = `unsubscribe/${messageId}/report`;
      await denyChannel(tx, {
        storeId,
        customerId,
        channel,
        eventId,
        source: 'unsubscribe:provider',
        provenance: 'delivery_report',
        at,
      });
      // The address that the message went to may no longer be one of the customer's.
      await suppressAddresses(tx, { storeId, channel, hashes: [hash], cause: 'unsubscribe', at });
      // A report may be late: a customer who agreed again meanwhile stays reachable.
      await liftUnsubscribes(tx, [{ storeId, customerId }]);
      return told('unsubscribed');
    }
    case 'failed':
    case 'refused':
      return told('delivery_failed');
    default:
      assertNever(kind);
  }
}

function isSoftBounce({ kind, permanent = false }: DeliveryReport): boolean {
  return kind === 'bounced' && !permanent;
}

function recordOutcome(
  tx: Tx,
  { storeId, id: messageId, recoveryId, cartId, ruleId, channel, provider }: Message,
  reason: ReasonCode,
  report: { readonly code: string | null; readonly permanent: boolean },
): Promise<void> {
  return recordDecision(tx, {
    ...{ storeId, recoveryId, cartId, ruleId, channel, reason },
    kind: 'delivery',
    detail: { messageId, provider, ...report },
    key: `delivery/${messageId}/${reason}`,
  });
}

function isMessage({ storeId, id }: Pick<Message, 'storeId' | 'id'>) {
  return and(eq(messages.storeId, storeId), eq(messages.id, id));
}
