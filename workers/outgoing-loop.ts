import { minuteMs } from '../domain/duration.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createOutgoingRounds } from '../services/outgoing/deliveries/delivery-rounds.ts';
import { purgeOldOutgoing } from '../services/outgoing/deliveries/purge-old.ts';
import type { Deps, Role } from './deps.ts';
import { startWokenLoop } from './woken-loop.ts';

/** How long an event waits at most that no process was woken for. */
const lookEveryMs = 1_000;
/** Shorter pauses would be a busy loop. */
const pauseMsMin = 10;
/** Events of one moment are taken together: a round costs the same for one and for many. */
const gatherMs = 20;
const purgedPerRoundMax = 1_000;
const purgeEveryMs = minuteMs;

/**
 * Tells endpoints of stores what happened, as soon as it is committed, and purges old deliveries. Any number of processes
 * may do so.
 */
export function startOutgoingLoop(deps: Deps): Pick<Role, 'stop'> {
  const { config, database, log, secrets } = deps;
  const metrics = openMetrics(deps);
  let purgeDueAt = 0;
  const rounds = createOutgoingRounds(
    {
      ...{ database, now: Date.now },
      sealer: createSealer(secrets.keys),
      allowLoopback: config.platformApiLoopback,
    },
    {
      onEnd({ lateMs }, { state, reason }) {
        metrics.attempts.add({ outcome: state === 'waiting' ? 'retry' : state, reason: reason ?? 'none' });
        metrics.lateness.observe(lateMs / 1_000);
        loop.wake();
      },
      onFailure: (error) => log.error({ err: error }, 'what became of an outgoing webhook could not be recorded'),
    },
  );
  metrics.observeUnderWay(rounds.underWay);
  const loop = startWokenLoop({
    ...{ name: 'outgoing webhooks', log, database, wakeUp: 'outgoing', gatherMs },
    async round() {
      if (Date.now() >= purgeDueAt) {
        const purged = await purgeOldOutgoing(database, { now: Date.now(), limit: purgedPerRoundMax });
        if (purged < purgedPerRoundMax) purgeDueAt = Date.now() + purgeEveryMs;
      }
      const { more, nextDueAt } = await rounds.next();
      if (more) return pauseMsMin;
      const untilDueMs = nextDueAt === null ? lookEveryMs : nextDueAt - Date.now();
      return Math.max(pauseMsMin, Math.min(lookEveryMs, untilDueMs));
    },
  });
  return {
    async stop() {
      await loop.stop();
      await rounds.stop();
    },
  };
}

function openMetrics({ metrics }: Pick<Deps, 'metrics'>) {
  return {
    attempts: metrics.counter({
      name: 'outgoing_webhook_attempts_total',
      help: 'Attempts to tell an endpoint of a store, by what became of the delivery and why.',
      labels: ['outcome', 'reason'],
    }),
    lateness: metrics.histogram({
      name: 'outgoing_webhook_lateness_seconds',
      help: 'How long after it was due an attempt to tell an endpoint began.',
    }),
    observeUnderWay: (read: () => number) =>
      metrics.gauge(
        { name: 'outgoing_webhooks_under_way', help: 'Attempts of this process that are under way.' },
        read,
      ),
  };
}
