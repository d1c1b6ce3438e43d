import { domainOf } from '../../../channels/email/mailbox.ts';
import { minuteMs, secondMs } from '../../../domain/duration.ts';
import { type SendingStop, waitForStop } from '../../../domain/flags/sending-stop.ts';
import { notSent } from '../../journal/decisions/not-sent.ts';
import { recordDecision } from '../../journal/decisions/record.ts';
import { findSendingStop } from '../../state/flags/flags.ts';
import { chooseAccount } from '../senders/choose.ts';
import { type Attempt, block, type Claim, type MessageRow } from './claim-attempt.ts';
import { senderOf } from './sender-of.ts';

/** Longer than this the step waits instead of the activity, and all that speaks against the message is looked at anew. */
const senderWaitMsMax = 5 * minuteMs;

/** Those who wait for one place do not come back at the same moment. */
const senderWaitSpreadMs = 2 * secondMs;

interface TakenSender {
  readonly kind: 'sender';
  readonly columns: Pick<MessageRow, 'provider' | 'standsInFor' | 'standsInBecause'>;
}

/** The account that sends the message now, or the claim that waits for one. */
export async function takeSender(attempt: Attempt, staysWith: string | null): Promise<TakenSender | Claim> {
  const { tx, wanted, options, reading, primary, isConfigured } = attempt;
  if (primary === undefined) return { kind: 'no_provider' };
  const { channel } = wanted;
  const { nowMs } = options;
  const stopped = await waitWhileStopped(attempt);
  if (stopped) return stopped;
  const fromDomain = channel === 'email' ? domainOf(senderOf(reading.store, options.defaultFrom)) : null;
  const choice = await chooseAccount(tx, {
    ...{ channel, primary, isConfigured, senders: reading.senders, fromDomain, staysWith, nowMs },
  });
  if (choice.kind === 'use') {
    const { name: provider, standsInFor } = choice;
    const stoppedThere = await waitWhileStopped(attempt, provider);
    if (stoppedThere) return stoppedThere;
    const full = await waitForPlace(attempt, provider);
    if (full) return full;
    const columns = { provider, standsInFor: standsInFor?.name ?? null, standsInBecause: standsInFor?.because ?? null };
    return { kind: 'sender', columns };
  }
  return waitUntil(attempt, choice.untilMs);
}

/** Somebody switched off what would send the message; null: nobody did. What was decided says who, since when and what. */
export async function waitWhileStopped(attempt: Attempt, provider?: string): Promise<Claim | null> {
  const { wanted, options } = attempt;
  const { storeId, channel } = wanted;
  const stop = findSendingStop(options.flags, { storeId, channel, ...(provider !== undefined && { provider }) });
  if (!stop) return null;
  const wait = waitForStop(stop, { nowMs: options.nowMs, spread: Math.random() });
  await recordStop(attempt, stop);
  if (wait.kind === 'attempt') return { kind: 'sending_stopped', retryAfterMs: wait.retryAfterMs };
  const { lastActivityAt } = attempt.reading.facts.cart;
  return { kind: 'blocked', reason: 'sending_stopped', notBefore: wait.notBefore, lastActivityAt };
}

/** Once for each stop: the same message looks many times. */
async function recordStop({ tx, wanted, reading }: Attempt, { flag, by, since }: SendingStop): Promise<void> {
  const { storeId, recoveryId, ruleId, channel } = wanted;
  const about = { storeId, recoveryId, cartId: reading.cart.id, ruleId, channel };
  const decision = notSent({ ...about, reason: 'sending_stopped' });
  const detail = { flag, by, since: since === null ? null : new Date(since).toISOString() };
  await recordDecision(tx, { ...decision, detail, key: `${decision.key}/${flag}/${since ?? 'unknown'}` });
}

/** The account has as many messages of this process under way as it may; null: it has a place. */
export async function waitForPlace(attempt: Attempt, provider: string): Promise<Claim | null> {
  const { wanted, options } = attempt;
  const waitMs = options.place?.take({ channel: wanted.channel, provider }) ?? null;
  return waitMs === null ? null : waitUntil(attempt, options.nowMs + waitMs);
}

function waitUntil(attempt: Attempt, untilMs: number): Claim | Promise<Claim> {
  const waitMs = untilMs - attempt.options.nowMs;
  if (waitMs > senderWaitMsMax) return block(attempt, { reason: 'sender_waits', notBefore: untilMs });
  return { kind: 'sender_waits', retryAfterMs: waitMs + Math.ceil(Math.random() * senderWaitSpreadMs) };
}
