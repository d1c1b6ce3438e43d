import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import type { Channel } from '../domain/channel.ts';
import { afterRefusal } from '../domain/claim.ts';
import type { StepResult } from '../domain/recovery.ts';
import { giveUpMessage, sendEmail, sendPush, sendSms } from './activities.ts';
import { describeNow } from './describe-now.ts';
import { apply, type FlowMessage, messageDone, type Recovery } from './recovery.ts';

/** Sends a message on its channels. Leaves the step open when something else has to come first. */
export async function sendMessage(recovery: Recovery, message: DueMessage): Promise<void> {
  const known = recovery.state;
  const answers = await Promise.all(message.channels.map((channel) => send(recovery, message, channel)));
  const done = answers.filter((answer) => answer.kind !== 'try_later');
  const refused = answers.filter((answer) => answer.kind === 'try_later');
  if (refused.length > 0) return postpone(recovery, refused, { hasChanged: recovery.state !== known });
  messageDone(recovery, message, done);
  describeNow(recovery);
}

/** Decides not to send a message, on all of its channels. */
export function leaveOut(recovery: Recovery, message: Extract<FlowMessage, { kind: 'skip' }>): void {
  const { messageId, reason } = message;
  recovery.skipped = [...recovery.skipped, { ruleId: messageId, channel: null, reason }];
  messageDone(recovery, message, [notSent(messageId, null, reason)]);
  describeNow(recovery);
}

type DueMessage = Extract<FlowMessage, { kind: 'send' }>;

/** A refusal that meant this very moment is over by then, and clocks that differ a little do not matter. */
const postponedMsMin = 60_000;

/**
 * The step waits until the first of its channels may be asked for again. Without a time, what has changed meanwhile says
 * when that is; where nothing has, the same question would only get the same answer.
 */
function postpone(
  recovery: Recovery,
  refused: readonly TryLater[],
  { hasChanged }: { readonly hasChanged: boolean },
): void {
  const times = refused.flatMap(({ notBefore }) => notBefore ?? []);
  if (times.length === 0 && hasChanged) return;
  const soonest = Date.now() + postponedMsMin;
  apply(recovery, { kind: 'postponed', until: times.length === 0 ? soonest : Math.max(soonest, Math.min(...times)) });
}

const senders = { email: sendEmail, sms: sendSms, push: sendPush };

/** The step is not over, e.g. because the customer has just come back. */
interface TryLater {
  readonly kind: 'try_later';
  /** Epoch milliseconds. */
  readonly notBefore?: number;
}

/** One message on one channel. */
async function send(recovery: Recovery, message: DueMessage, channel: Channel): Promise<StepResult | TryLater> {
  const { pausesHeard } = recovery;
  const { messageId } = message;
  const outcome = await sendOrGiveUp(recovery, message, channel);
  if (outcome.kind === 'sent') return { kind: 'sent', ruleId: messageId, channel, at: Date.now() };
  const { reason, lastActivityAt, notBefore } = outcome;
  const meaning = afterRefusal(reason);
  switch (meaning) {
    case 'purchased':
    case 'stopped':
      apply(recovery, { kind: 'refused', end: { outcome: meaning, reason } });
      return notSent(messageId, channel, reason);
    case 'try_later':
      if (reason === 'cart_active' && lastActivityAt !== undefined) {
        apply(recovery, { kind: 'cart_updated', empty: false, lastActivityAt });
      }
      // A signal that came meanwhile is newer than what the claim saw.
      if (reason === 'campaign_paused' && pausesHeard === recovery.pausesHeard) {
        apply(recovery, { kind: 'campaign_paused', paused: true });
      }
      if (reason === 'human_contact' && pausesHeard === recovery.pausesHeard) apply(recovery, { kind: 'replied' });
      return { kind: 'try_later', notBefore };
    case 'skip':
      return notSent(messageId, channel, reason);
    default:
      return assertNever(meaning);
  }
}

async function sendOrGiveUp({ input, state }: Recovery, { messageId, step }: DueMessage, channel: Channel) {
  const { storeId, recoveryId, cartId } = input;
  const message = { storeId, recoveryId, ruleId: messageId };
  try {
    return await senders[channel]({
      ...{ ...message, template: step.template, knownActivityAt: state.knownActivityAt },
      ...(state.offer !== undefined && { offer: state.offer }),
    });
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    return giveUpMessage({ ...message, cartId, channel });
  }
}

function notSent(
  ruleId: string,
  channel: Channel | null,
  reason: Extract<StepResult, { kind: 'not_sent' }>['reason'],
): StepResult {
  return { kind: 'not_sent', ruleId, channel, reason, at: Date.now() };
}
