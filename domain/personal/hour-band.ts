import { offsetMsAt } from '../zone-offset.ts';

/** Quarters of a day on the clocks of a person, from midnight on. Codes are part of the API: add, never rename. */
export const hourBands = ['night', 'morning', 'afternoon', 'evening'] as const;
export type HourBand = (typeof hourBands)[number];

const hoursPerBand = 24 / hourBands.length;

/** @param timeZone IANA name; an unknown one throws a RangeError. */
export function hourBandAt(atMs: number, timeZone: string): HourBand {
  const hour = new Date(atMs + offsetMsAt(atMs, timeZone)).getUTCHours();
  return hourBands[Math.floor(hour / hoursPerBand)] ?? 'night';
}
