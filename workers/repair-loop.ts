import { withEngine } from '../db/postgres/tenancy.ts';
import { minuteMs } from '../domain/duration.ts';
import { expireDeadLetters } from '../services/ingest/dead-letters/expire.ts';
import { inspectDeadLetters, type Look } from '../services/ingest/dead-letters/inspect.ts';
import { replayDeadLetters } from '../services/ingest/dead-letters/replay.ts';
import { createRepairSearch } from '../services/ingest/repairs/repair-search.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

const idlePauseMs = 2_000;
/** After a round that found something: the rest of the process comes first. */
const busyPauseMs = 50;
const expirePauseMs = 10 * minuteMs;

/** Looks for repairs of what failed, does what was approved, and lets go of what nobody settled. */
export function startRepairLoop({
  database,
  eventLog,
  log,
  metrics,
}: Pick<Deps, 'database' | 'eventLog' | 'log' | 'metrics'>): Pick<Role, 'stop'> {
  const repairSearch = createRepairSearch();
  const givenUp = metrics.counter({
    name: 'dead_letters_search_given_up_total',
    help: 'Letters for which no repair was looked for to the end, by reason.',
    labels: ['reason'],
  });
  const repaired = metrics.counter({ name: 'dead_letters_repaired_total', help: 'Letters whose event was taken in.' });
  const inTransaction: Look['inTransaction'] = (work) => withEngine(database, work);
  const repairing = startPollingLoop({
    name: 'repair',
    log,
    async round() {
      const looked = await inspectDeadLetters({
        inTransaction,
        repairSearch,
        fingerprint: null,
        now: Date.now,
        onGivenUp(reason, letter) {
          givenUp.add({ reason });
          log.warn({ ...letter, reason }, 'no repair was looked for to the end');
        },
      });
      const replayed = await replayDeadLetters({
        inTransaction,
        eventLog,
        fingerprint: null,
        now: Date.now,
      });
      repaired.add({}, replayed.repaired);
      return looked + replayed.repaired > 0 ? busyPauseMs : idlePauseMs;
    },
  });
  const expiring = startPollingLoop({
    name: 'expiry of dead letters',
    log,
    async round() {
      await expireDeadLetters(database, { now: Date.now() });
      return expirePauseMs;
    },
  });
  return {
    async stop() {
      // First, because the round in hand may wait for a search.
      await repairSearch.close();
      await Promise.all([repairing.stop(), expiring.stop()]);
    },
  };
}
