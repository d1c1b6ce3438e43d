/** The wall clock of a zone: hour 0–23, weekday 0 = Sunday … 6 = Saturday. Undefined when the zone is unknown to ICU. */
export function localTime(atMs: number, timeZone: string): { readonly hour: number; readonly weekday: number } | undefined {
  const clock = clockOf(timeZone);
  if (!clock) return undefined;
  const parts = clock.formatToParts(atMs);
  const hour = Number(parts.find(({ type }) => type === 'hour')?.value);
  const weekday = weekdays.indexOf(parts.find(({ type }) => type === 'weekday')?.value ?? '');
  return { hour, weekday };
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Making a formatter costs a thousand times more than using it. ICU knows about 600 zones. */
const clocksMax = 1_000;
const clocks = new Map<string, Intl.DateTimeFormat | undefined>();

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (clocks.has(timeZone)) return clocks.get(timeZone);
  if (clocks.size >= clocksMax) clocks.clear();
  const clock = makeClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
  } catch {
    return undefined;
  }
}
