import { sweepCarts } from '../services/recovery/abandonment/sweep.ts';
import { startRecoveries } from '../services/recovery/recoveries/start.ts';
import { createStartWindow } from '../services/recovery/recoveries/start-window.ts';
import { createTurns } from '../services/shared/turns/plan-round.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

const cartsPerSweepMax = 200;
/** While starts are behind, a cart that is looked at sooner starts no sooner, and its look is missed by what is under way. */
const whileBehind = { cartsPerSweepMax: 25, pauseMs: 100 };
/** A round is over before its slowest start: a smaller one lets a store that comes now begin sooner. */
const startsPerRoundMax = 100;
/** Our own sweep says when there is something to start; this often, what another process's sweep or a failure left is looked for. */
const startPauseMs = 1_000;
/** Starts under way at once: the server's own limit is a few hundred a second, however many wait. */
const startConcurrency = 16;
/** So many that wait in the workflow server keep all workers busy until the next look; more of them would only cost. */
const untakenMax = 50;
const untakenPauseMs = 50;
/** The timer of the runtime counts whole milliseconds; shorter pauses would be a busy loop. */
const pauseMsMin = 5;

/** Finds carts whose idle threshold has passed and starts their recoveries. Any number of processes may do so. */
export async function startAbandonment({ database, temporal, quotas, config, log, metrics }: Deps): Promise<Role> {
  const lateness = metrics.histogram({
    name: 'abandonment_lateness_seconds',
    help: 'How long after its idle threshold a cart was looked at.',
  });
  const started = metrics.counter({ name: 'recoveries_started_total', help: 'Recoveries whose workflow was started.' });
  const notStarted = metrics.counter({
    name: 'recoveries_not_started_total',
    help: 'Abandoned carts that started nothing, by reason.',
    labels: ['reason'],
  });

  const quarantined = metrics.counter({
    name: 'carts_quarantined_total',
    help: 'Carts put aside because they look like the work of a bot.',
  });

  let startsAreBehind = false;
  const sweepTurns = createTurns();
  async function sweep(): Promise<number> {
    const limit = startsAreBehind ? whileBehind.cartsPerSweepMax : cartsPerSweepMax;
    const swept = await sweepCarts(database, { nowMs: Date.now(), limit, turns: sweepTurns, quotas });
    for (const latenessMs of swept.latenessMs) lateness.observe(latenessMs / 1_000);
    for (const reason of swept.notStarted) notStarted.add({ reason });
    if (swept.quarantined > 0) quarantined.add({}, swept.quarantined);
    if (swept.started > 0) starts.wake();
    if (!swept.more) return pauseUntil(swept.nextDueAt);
    return startsAreBehind ? whileBehind.pauseMs : 0;
  }

  /** Until the next cart is due, but no longer than the interval: a cart may become due sooner than it seems now. */
  function pauseUntil(dueAt: number | null): number {
    if (dueAt === null) return config.sweepIntervalMs;
    return Math.max(pauseMsMin, Math.min(config.sweepIntervalMs, dueAt - Date.now()));
  }

  const startTurns = createTurns();
  const startWindow = createStartWindow({ places: untakenMax, now: Date.now });
  async function start(): Promise<number> {
    const result = await startRecoveries(
      { database, client: temporal.client },
      { limit: startsPerRoundMax, concurrency: startConcurrency, turns: startTurns, window: startWindow },
    );
    started.add({}, result.started);
    if (result.failures.length > 0)
      log.warn({ failures: result.failures.length }, 'recoveries could not be started yet');
    startsAreBehind = result.more && result.isFull;
    if (startsAreBehind) return untakenPauseMs;
    return result.more && result.started > 0 ? 0 : startPauseMs;
  }

  // Two loops: a rush that is slow to start must not keep carts from being looked at.
  const starts = startPollingLoop({ name: 'starts', log, round: start });
  const loops = [startPollingLoop({ name: 'abandonment', log, round: sweep }), starts];
  return {
    name: 'abandonment',
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
