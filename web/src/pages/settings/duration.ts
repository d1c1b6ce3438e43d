/** Units in which people say how long something takes, the longest first. */
export const durationUnits = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000 } as const;
export type DurationUnit = keyof typeof durationUnits;
export const unitNames = ['seconds', 'minutes', 'hours', 'days'] as const satisfies readonly DurationUnit[];

/** In the longest unit that leaves no rest: 5,400,000 ms are 90 minutes. */
export function splitDuration(ms: number): { readonly count: number; readonly unit: DurationUnit } {
  const unit =
    (['days', 'hours', 'minutes'] as const).find((one) => ms > 0 && ms % durationUnits[one] === 0) ?? 'seconds';
  return { count: ms / durationUnits[unit], unit };
}

/** The opposite, out of the two fields of a form; null: nothing stands there. */
export function readDuration(values: Readonly<Record<string, string>>, name: string): number | null {
  const count = values[name] ?? '';
  const unit = unitNames.find((one) => one === values[`${name}.unit`]) ?? 'seconds';
  return count === '' ? null : Math.round(Number(count) * durationUnits[unit]);
}
