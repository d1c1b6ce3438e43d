import { cancellationSignal } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { Channel } from '../domain/channel.ts';
import type { ClaimMessage } from '../services/messaging/messages/claim.ts';
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

/** The same work on every channel; each has an activity of its own for its queue, its retries and its rate. */
export function sendOn(channel: Channel, deps: DeliveryDeps): SendActivity {
  return (input) =>
    inActivity(deps.log, async () => {
      const outcome = await sendMessage(deps, { ...input, channel }, cancellationSignal());
      deps.onOutcome(channel, outcome);
      return outcome;
    });
}
