import { Temporal } from 'temporal-polyfill';
import { minuteMs } from '../../../domain/duration.ts';

/** Every change of a clock in use is at a multiple of this. */
const offsetMs = 15 * minuteMs;
/** Offsets of this many quarters of an hour are remembered, those of a hundred days; then all are forgotten. */
const rememberedMax = 10_000;

/** Writes moments as the clock of a zone shows them, with its offset: `2026-11-02T09:12:44.020+01:00`. */
export function createZoneText(timeZone: string): (atMs: number) => string {
  const offsets = new Map<number, { readonly ms: number; readonly text: string }>();
  const offsetAt = (atMs: number) => {
    const quarter = Math.floor(atMs / offsetMs);
    const known = offsets.get(quarter);
    if (known) return known;
    const local = Temporal.Instant.fromEpochMilliseconds(quarter * offsetMs).toZonedDateTimeISO(timeZone);
    const found = { ms: local.offsetNanoseconds / 1e6, text: local.offset };
    if (offsets.size >= rememberedMax) offsets.clear();
    offsets.set(quarter, found);
    return found;
  };
  return (atMs) => {
    const { ms, text } = offsetAt(atMs);
    return new Date(atMs + ms).toISOString().replace('Z', text);
  };
}
