import { secondMs } from '../domain/duration.ts';
import type { Accounts } from '../services/accounts/accounts.ts';
import { sendDueResets } from '../services/accounts/password-resets/send-due.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

const pauseMs = secondMs;
const mailsPerRoundMax = 10;

/** Sends the links to new passwords that people asked for. */
export function sendPasswordResets({ log }: Pick<Deps, 'log'>, accounts: Accounts): PollingLoop {
  return startPollingLoop({
    name: 'password resets',
    log,
    round: async () =>
      (await sendDueResets(accounts, { limit: mailsPerRoundMax })) === mailsPerRoundMax ? 0 : pauseMs,
  });
}
