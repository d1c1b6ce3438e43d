import { type GiveUpMessage, giveUpMessage } from '../services/messaging/messages/give-up.ts';
import type { SendOutcome } from '../services/messaging/messages/send.ts';
import { inActivity } from './in-activity.ts';
import type { RecoveryDeps } from './recovery-deps.ts';

/** Settles a message whose retries are used up. */
export function createGiveUpMessage({ log, database }: RecoveryDeps) {
  return (input: GiveUpMessage): Promise<SendOutcome> => inActivity(log, () => giveUpMessage(database, input));
}
