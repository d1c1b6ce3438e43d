import { withEngine } from '../db/postgres/tenancy.ts';
import { expireLetters } from '../services/dead-letters/expire.ts';
import { lookAtLetters } from '../services/dead-letters/look.ts';
import type { FieldMatcher } from '../services/dead-letters/repair/match-fields.ts';
import { replayLetters } from '../services/dead-letters/replay.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

const idlePauseMs = 2_000;
/** After a round that found something: the rest of the process comes first. */
const busyPauseMs = 50;
const expirePauseMs = 10 * 60_000;

/** Looks for repairs of what failed, does what was approved, and lets go of what nobody settled. */
export function startRepairLoop(
  { database, eventLog, log, metrics }: Pick<Deps, 'database' | 'eventLog' | 'log' | 'metrics'>,
  matcher: FieldMatcher,
): Pick<Role, 'stop'> {
  const repaired = metrics.counter({ name: 'dead_letters_repaired_total', help: 'Letters whose event was taken in.' });
  const repairing = startPollingLoop({
    name: 'repair',
    log,
    async round() {
      const looked = await withEngine(database, (tx) =>
        lookAtLetters(tx, {
          fingerprint: null,
          matcher,
          onFailure: (error, letter) => log.error({ ...letter, err: error }, 'no repair was looked for'),
        }),
      );
      const replayed = await replayLetters({
        inTransaction: (work) => withEngine(database, work),
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
      await expireLetters(database, { now: Date.now() });
      return expirePauseMs;
    },
  });
  return {
    async stop() {
      await Promise.all([repairing.stop(), expiring.stop()]);
    },
  };
}
