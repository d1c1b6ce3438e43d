import { randomUUID } from 'node:crypto';
import { slottedFacts } from '../db/clickhouse/analytics/slots.ts';
import { minuteMs } from '../domain/duration.ts';
import { nextNight, releaseSlots, runSlotRound } from '../services/analytics/slots/slot-round.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

/** What changed since is read from the facts, so a pause costs a query a little and no number its truth. */
const pauseMs = minuteMs;

/** Keeps the sums of analytics, compares them with their facts at night, and drops what may not be kept any longer. */
export function startSlotLoop({ database, clickhouse, config, log, metrics }: Deps): Pick<Role, 'stop'> {
  const holder = randomUUID();
  const counted = metrics.counter({
    name: 'analytics_days_counted_total',
    help: 'Days of facts whose sums were counted anew because something in them had changed.',
  });
  const differing = metrics.gauge({
    name: 'analytics_slots_differing',
    help: 'Quarters of an hour whose sums were not those of their facts at the last nightly look. Anything but 0 is an alarm.',
    labels: ['fact'],
  });
  let nightDueAt = nextNight(Date.now());
  const loop = startPollingLoop({
    name: 'sums of analytics',
    log,
    async round() {
      const nowMs = Date.now();
      const deps = { database, clickhouse, holder, retentionMonths: config.analyticsRetentionMonths };
      const { days, night } = await runSlotRound(deps, { nowMs, nightDueAt });
      counted.add({}, days ?? 0);
      if (night) {
        nightDueAt = nextNight(nowMs);
        for (const { fact } of slottedFacts)
          differing.set(sumOf(night.differing.filter((one) => one.fact === fact).map(({ slots }) => slots)), { fact });
        for (const one of night.differing)
          log.error(one, 'sums of analytics are not those of their facts: have them counted anew');
        for (const one of night.dropped)
          log.info(one, 'a month of analytics was dropped, because it is kept no longer');
      }
      return pauseMs;
    },
  });
  return {
    async stop() {
      await loop.stop();
      await releaseSlots(database, holder).catch((error: unknown) =>
        log.warn({ err: error }, 'the sums of analytics are held until their lease ends'),
      );
    },
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
