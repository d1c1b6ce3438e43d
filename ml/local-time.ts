import { minuteMs } from '../domain/duration.ts';

/** The wall clock of a zone: hour 0–23, weekday 0 = Sunday … 6 = Saturday. */
export interface LocalTime {
  readonly hour: number;
  readonly weekday: number;
}

/** Undefined when the zone is unknown to ICU. */
export function localTime(atMs: number, timeZone: string): LocalTime | undefined {
  const zone = zoneOf(timeZone);
  if (!zone) return undefined;
  const quarter = Math.floor(atMs / quarterMs);
  const known = zone.quarters.get(quarter);
  if (known) return known;
  if (zone.quarters.size >= quartersMax) zone.quarters.clear();
  const found = read(zone.clock, quarter * quarterMs);
  zone.quarters.set(quarter, found);
  return found;
}

/** Offsets from UTC are whole quarters of an hour, so hour and weekday hold for one: predictions ask for the same few again and again. */
const quarterMs = 15 * minuteMs;
const quartersMax = 5_000;
/** ICU knows about 600 zones. */
const zonesMax = 1_000;

interface Zone {
  readonly clock: Intl.DateTimeFormat;
  readonly quarters: Map<number, LocalTime>;
}

const zones = new Map<string, Zone | undefined>();

function zoneOf(timeZone: string): Zone | undefined {
  if (zones.has(timeZone)) return zones.get(timeZone);
  if (zones.size >= zonesMax) zones.clear();
  const clock = makeClock(timeZone);
  const zone = clock && { clock, quarters: new Map<number, LocalTime>() };
  zones.set(timeZone, zone);
  return zone;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
  } catch {
    return undefined;
  }
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function read(clock: Intl.DateTimeFormat, atMs: number): LocalTime {
  const parts = clock.formatToParts(atMs);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return { hour: Number(part('hour')), weekday: weekdays.indexOf(part('weekday')) };
}
