import type { Providers } from '../channels/providers.ts';
import { minuteMs } from '../domain/duration.ts';
import { publicUrl } from '../runtime/config.ts';
import { answerOptIn } from '../services/ingest/opt-ins/answer.ts';
import { purgeOldOptIns } from '../services/messaging/opt-ins/purge-old.ts';
import { sendDueOptIns } from '../services/messaging/opt-ins/send-due.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

/** Requests taken in one round; all of them are under way at once. */
const requestsPerRoundMax = 10;
const pauseMs = 1_000;
const forgottenPerRoundMax = 1_000;
const purgePauseMs = 10 * minuteMs;

/** Asks addresses that a browser said yes for, and forgets old requests. Any number of processes may do so. */
export function startOptInLoop(deps: Deps, providers: Providers): Pick<Role, 'stop'> {
  const { brands, config, database, eventLog, flags, log, metrics, secrets } = deps;
  const outcomes = metrics.counter({
    name: 'opt_in_requests_total',
    help: 'Confirmation e-mails by what became of the attempt.',
    labels: ['outcome'],
  });
  // What is only kept reaches no mailbox: the button in it cannot be pressed, and no stranger can be written to.
  const onKept = (token: string) => answerOptIn({ database, eventLog }, { token, answer: 'yes', now: Date.now() });
  const links = { secret: secrets.keys, publicUrl: publicUrl(config), brands };
  const sending = startPollingLoop({
    name: 'opt-in requests',
    log,
    async round() {
      const done = await sendDueOptIns(
        { database, providers, flags, links, defaultFrom: config.emailFrom, now: Date.now, onKept },
        { limit: requestsPerRoundMax },
      );
      for (const outcome of done) outcomes.add({ outcome });
      return done.length === requestsPerRoundMax ? 0 : pauseMs;
    },
  });
  const forgetting = startPollingLoop({
    name: 'old opt-in requests',
    log,
    async round() {
      const forgotten = await purgeOldOptIns(database, { nowMs: Date.now(), limit: forgottenPerRoundMax });
      return forgotten === forgottenPerRoundMax ? 0 : purgePauseMs;
    },
  });
  return {
    async stop() {
      await Promise.all([sending.stop(), forgetting.stop()]);
    },
  };
}
