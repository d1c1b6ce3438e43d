import { firstAllowed, type LocalHours } from './local-hours.ts';

/**
 * Steps towards one moment. Each moves on to where one of the hours allows again in one of the zones; a person has at
 * most some dozens of both, and a day has few spans.
 */
const stepsMax = 5_000;

/**
 * The first moment at or after `atMs` at which all hours allow a message in every one of the zones that whoever gets it
 * may live in; `never`: none within the days that are looked at from wherever the search stands.
 *
 * @param zones IANA names; without one nothing can be said, which throws.
 */
export function nextAllowed(hours: readonly LocalHours[], zones: readonly string[], atMs: number): number | 'never' {
  if (zones.length === 0) throw new Error('hours of the day need at least one time zone');
  const clocks = zones.flatMap((zone) => hours.map((one) => ({ zone, hours: one })));
  let moment = atMs;
  // Whoever allows this moment one after the other, without a gap, has found it.
  let agreed = 0;
  for (let step = 0; agreed < clocks.length; step++) {
    const clock = clocks[step % clocks.length];
    if (!clock || step >= stepsMax || moment > atMs + searchedMs) return 'never';
    const next = firstAllowed(clock.hours, moment, clock.zone);
    if (next === null) return 'never';
    agreed = next === moment ? agreed + 1 : 1;
    moment = next;
  }
  return moment;
}

/** Two weeks of closed days in a row, and the days that the first of them began in. */
const searchedMs = 16 * 24 * 60 * 60_000;
