import { ActivityFailure, condition, isCancellation } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import type { CampaignStep } from '../domain/campaign.ts';
import type { Channel } from '../domain/channel.ts';
import { afterRefusal } from '../domain/claim.ts';
import { evaluateStep, needsPrediction } from '../domain/evaluate-step.ts';
import type { StepResult } from '../domain/recovery.ts';
import { giveUpMessage, readContext, sendEmail, sendPush, sendSms } from './activities.ts';
import { describeNow } from './describe-now.ts';
import { apply, type Recovery } from './recovery.ts';

/** Decides a step that is due and sends what it decides. Leaves the step open when something else has to come first. */
export async function takeStep(recovery: Recovery, step: CampaignStep): Promise<void> {
  const { storeId, recoveryId } = recovery.input;
  if (recovery.state.stale) {
    apply(recovery, { kind: 'reading_context' });
    apply(recovery, { kind: 'context_read', snapshot: await readContext({ storeId, recoveryId }) });
    return;
  }
  if (needsPrediction(step) && recovery.state.prediction.kind === 'pending') {
    await condition(() => recovery.state.prediction.kind !== 'pending' || recovery.state.end !== null);
    return;
  }
  const { snapshot, prediction } = recovery.state;
  if (!snapshot) throw new Error('a step is decided on a context');
  const decision = evaluateStep(step, snapshot, prediction);
  switch (decision.kind) {
    case 'skip':
      recovery.skipped.push({ ruleId: step.id, channel: null, reason: decision.reason });
      stepDone(recovery, step, [notSent(step, null, decision.reason)]);
      return;
    case 'send': {
      const known = recovery.state;
      const answers = await Promise.all(decision.channels.map((channel) => send(recovery, step, channel)));
      const done = answers.filter((answer) => answer.kind !== 'try_later');
      const refused = answers.filter((answer) => answer.kind === 'try_later');
      if (refused.length === 0) stepDone(recovery, step, done);
      else postpone(recovery, refused, { hasChanged: recovery.state !== known });
      return;
    }
    default:
      assertNever(decision);
  }
}

function stepDone(recovery: Recovery, step: CampaignStep, results: readonly StepResult[]): void {
  apply(recovery, { kind: 'step_done', ruleId: step.id, results });
  describeNow(recovery);
}

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
async function send(recovery: Recovery, step: CampaignStep, channel: Channel): Promise<StepResult | TryLater> {
  const { pausesHeard } = recovery;
  const outcome = await sendOrGiveUp(recovery, step, channel);
  if (outcome.kind === 'sent') return { kind: 'sent', ruleId: step.id, channel, at: Date.now() };
  const { reason, lastActivityAt, notBefore } = outcome;
  const meaning = afterRefusal(reason);
  switch (meaning) {
    case 'purchased':
    case 'stopped':
      apply(recovery, { kind: 'refused', end: { outcome: meaning, reason } });
      return notSent(step, channel, reason);
    case 'try_later':
      if (reason === 'cart_active' && lastActivityAt !== undefined) {
        apply(recovery, { kind: 'cart_updated', empty: false, lastActivityAt });
      }
      // A signal that came meanwhile is newer than what the claim saw.
      if (reason === 'campaign_paused' && pausesHeard === recovery.pausesHeard) {
        apply(recovery, { kind: 'campaign_paused', paused: true });
      }
      return { kind: 'try_later', notBefore };
    case 'skip':
      return notSent(step, channel, reason);
    default:
      return assertNever(meaning);
  }
}

async function sendOrGiveUp({ input, state }: Recovery, step: CampaignStep, channel: Channel) {
  const { storeId, recoveryId, cartId } = input;
  const message = { storeId, recoveryId, ruleId: step.id };
  try {
    return await senders[channel]({ ...message, template: step.template, knownActivityAt: state.knownActivityAt });
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    return giveUpMessage({ ...message, cartId, channel });
  }
}

function notSent(
  step: CampaignStep,
  channel: Channel | null,
  reason: Extract<StepResult, { kind: 'not_sent' }>['reason'],
): StepResult {
  return { kind: 'not_sent', ruleId: step.id, channel, reason, at: Date.now() };
}
