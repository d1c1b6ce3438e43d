import { cancellationSignal } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { Channel } from '../domain/channel.ts';
import type { ClaimMessage } from '../services/messaging/messages/claim-attempt.ts';
import { type SendDeps, type SendOutcome, sendMessage } from '../services/messaging/messages/send.ts';
import { inActivity } from './in-activity.ts';

export interface DeliveryDeps extends SendDeps {
  readonly log: Logger;
  /** Told of every outcome, for the metrics. */
  readonly onOutcome: (channel: Channel, outcome: SendOutcome) => void;
}

/** One message on the activity's own channel; ids and codes only, since all of it is kept in the history. */
export type SendInput = Omit<ClaimMessage, 'channel'>;
export type SendActivity = (input: SendInput) => Promise<SendOutcome>;

/** One activity per channel, each on the queue of its channel (`delivery-email`, `delivery-sms`, `delivery-push`). */
export function createDeliveryActivities(deps: DeliveryDeps) {
  return {
    /** Sends one e-mail of a recovery, at most once. */
    email: { sendEmail: sendOn('email', deps) },

    /** Sends one SMS of a recovery, at most once. */
    sms: { sendSms: sendOn('sms', deps) },

    /** Sends one push message of a recovery, at most once. */
    push: { sendPush: sendOn('push', deps) },
  };
}

export type DeliveryActivities = ReturnType<typeof createDeliveryActivities>;

/** The same work on every channel; each has an activity of its own for its queue, its retries and its rate. */
function sendOn(channel: Channel, deps: DeliveryDeps): SendActivity {
  return (input) =>
    inActivity(deps.log, async () => {
      const outcome = await sendMessage(deps, { ...input, channel }, cancellationSignal());
      deps.onOutcome(channel, outcome);
      return outcome;
    });
}
