import type { ClickHouseClient } from '@clickhouse/client';
import { countSlots, differingSlots, forgetSlots, slottedFacts } from '../../../db/clickhouse/analytics/slots.ts';
import { dayMs } from '../../../domain/duration.ts';

/** Counts the slots of every fact that was copied since the last time. Returns how many days of facts had changes. */
export async function countAllSlots(clickhouse: ClickHouseClient): Promise<number> {
  let days = 0;
  for (const slotted of slottedFacts) days += await countSlots(clickhouse, slotted);
  return days;
}

/** Counts all slots anew, from the facts. Until it is done, and when it is cut off, numbers are read from the facts. */
export async function recountSlots(clickhouse: ClickHouseClient): Promise<number> {
  await forgetSlots(clickhouse);
  return countAllSlots(clickhouse);
}

/** Slots whose sums are not those of their facts. */
export interface SlotCheck {
  readonly fact: string;
  readonly day: string;
  readonly slots: number;
}

/** Compares slots with the facts, day by day back from now. Only what differs is returned: it never should. */
export async function checkSlots(
  clickhouse: ClickHouseClient,
  { nowMs, days }: { readonly nowMs: number; readonly days: number },
): Promise<readonly SlotCheck[]> {
  const found: SlotCheck[] = [];
  for (const slotted of slottedFacts) {
    for (let back = 0; back < days; back++) {
      const day = new Date(nowMs - back * dayMs).toISOString().slice(0, 10);
      const differs = () => differingSlots(clickhouse, slotted, day);
      // What was copied between two looks of one comparison differs only once.
      const slots = (await differs()) && (await differs());
      if (slots > 0) found.push({ fact: slotted.fact, day, slots });
    }
  }
  return found;
}
