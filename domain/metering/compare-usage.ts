import type { UsageRow } from './meter.ts';

/** One row of usage that is not what was counted again. */
export interface UsageDifference extends Omit<UsageRow, 'quantity'> {
  readonly metered: number;
  readonly counted: number;
}

/** Where two counts of the same time differ, oldest first; a row that one of them does not have is 0 there. */
export function compareUsage(metered: readonly UsageRow[], counted: readonly UsageRow[]): readonly UsageDifference[] {
  const differences = new Map<string, UsageDifference>();
  const note = ({ quantity, ...row }: UsageRow, side: 'metered' | 'counted'): void => {
    const key = `${row.meter}/${row.slotMs}/${row.channel}/${row.country}`;
    const known = differences.get(key) ?? { ...row, metered: 0, counted: 0 };
    differences.set(key, { ...known, [side]: known[side] + quantity });
  };
  for (const row of metered) note(row, 'metered');
  for (const row of counted) note(row, 'counted');
  return [...differences.values()].filter((one) => one.metered !== one.counted).toSorted((a, b) => a.slotMs - b.slotMs);
}
