import { minuteMs } from '../duration.ts';

/** A calendar day and an hour of it, as a clock on the wall shows them. */
export interface LocalSlot {
  /** `2026-11-22` */
  readonly day: string;
  readonly hour: number;
}

/** Clocks of all zones agree on quarters of an hour. */
const slotMs = 15 * minuteMs;

/** Tells the day and hour of moments in one zone; a quarter of an hour is asked for once only. */
export function localSlots(timeZone: string): (atMs: number) => LocalSlot {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
  });
  const known = new Map<number, LocalSlot>();
  return (atMs) => {
    const key = Math.floor(atMs / slotMs);
    const found = known.get(key);
    if (found) return found;
    const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const slot = {
      day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
      hour: Number(parts.get('hour')),
    };
    known.set(key, slot);
    return slot;
  };
}
