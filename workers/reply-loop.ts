import type { Providers } from '../channels/providers.ts';
import { minuteMs } from '../domain/duration.ts';
import { forwardDueReplies } from '../services/messaging/replies/forward-due.ts';
import { purgeOldReplies } from '../services/messaging/replies/purge-old.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

/** Replies taken in one round; all of them are under way at once. */
const repliesPerRoundMax = 10;
const pauseMs = 2_000;
const forgottenPerRoundMax = 1_000;
const purgePauseMs = 10 * minuteMs;

/** Forwards replies to the mailboxes of their stores, and forgets old ones. Any number of processes may do so. */
export function startReplyLoop({ config, database, log, metrics }: Deps, providers: Providers): Pick<Role, 'stop'> {
  const outcomes = metrics.counter({
    name: 'replies_forwarded_total',
    help: 'Replies on their way to the mailbox of their store, by what became of the attempt.',
    labels: ['outcome'],
  });
  const forwarding = startPollingLoop({
    name: 'replies',
    log,
    async round() {
      const done = await forwardDueReplies(
        { database, providers, defaultFrom: config.emailFrom, now: Date.now },
        { limit: repliesPerRoundMax },
      );
      for (const outcome of done) outcomes.add({ outcome });
      return done.length === repliesPerRoundMax ? 0 : pauseMs;
    },
  });
  const forgetting = startPollingLoop({
    name: 'old replies',
    log,
    async round() {
      const forgotten = await purgeOldReplies(database, { now: Date.now(), limit: forgottenPerRoundMax });
      return forgotten === forgottenPerRoundMax ? 0 : purgePauseMs;
    },
  });
  return {
    async stop() {
      await Promise.all([forwarding.stop(), forgetting.stop()]);
    },
  };
}
