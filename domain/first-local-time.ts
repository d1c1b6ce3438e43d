import { dayMs, hourMs, minuteMs } from './duration.ts';

/** Days looked at: today, tomorrow, and one more for a zone that skips a calendar day. */
const daysMax = 3;

/**
 * The first moment at or after `earliestMs` at which a clock on the wall of `timeZone` shows `localTime` (HH:MM).
 * Where the clocks go forward over it, the moment right after the gap; where they show it twice, the first one.
 *
 * @param timeZone IANA name; an unknown one throws a RangeError.
 */
export function firstLocalTime(localTime: string, earliestMs: number, timeZone: string): number {
  const wanted = minutesOf(localTime);
  const today = startOfLocalDate(earliestMs, timeZone);
  for (let day = 0; day < daysMax; day++) {
    const moment = momentsOf(today + day * dayMs + wanted * minuteMs, timeZone).find((found) => found >= earliestMs);
    if (moment !== undefined) return moment;
  }
  throw new Error(`no ${localTime} within ${daysMax} days`);
}

/**
 * The moments at which the zone's clock shows `localMs` (a local date and time, written as if it were UTC), in order.
 * The offset is looked up a day before and a day after: either holds at that moment, or both are sides of a gap.
 */
function momentsOf(localMs: number, timeZone: string): number[] {
  const candidates = [localMs - dayMs, localMs + dayMs].map((around) => localMs - offsetMs(around, timeZone));
  const shown = candidates.filter((moment) => moment + offsetMs(moment, timeZone) === localMs).sort((a, b) => a - b);
  return shown.length > 0 ? shown : [endOfGap(Math.min(...candidates), Math.max(...candidates), timeZone)];
}

/** The jump of the clock between two moments, by halving. */
function endOfGap(fromMs: number, toMs: number, timeZone: string): number {
  const old = offsetMs(fromMs - hourMs, timeZone);
  let [low, high] = [fromMs - hourMs, toMs + hourMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle, timeZone) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** Midnight that begins the local date of a moment, as a local time written as if it were UTC. */
function startOfLocalDate(momentMs: number, timeZone: string): number {
  const local = momentMs + offsetMs(momentMs, timeZone);
  return Math.floor(local / dayMs) * dayMs;
}

/** How far the zone's clock is ahead of UTC at a moment. */
function offsetMs(momentMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(momentMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((found) => found.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(momentMs / 1_000) * 1_000;
}

function minutesOf(localTime: string): number {
  const [hours, minutes] = localTime.split(':').map(Number);
  if (hours === undefined || minutes === undefined || !(hours < 24 && minutes < 60))
    throw new RangeError(`no HH:MM: ${localTime}`);
  return hours * 60 + minutes;
}
