import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import type { UsageRow } from '../../../domain/metering/meter.ts';
import { type UsageEvent, usageEventOf } from '../../../domain/metering/usage-event.ts';
import { readClosedUntil } from './closed-until.ts';

export interface AskUsageEvents {
  readonly storeId: string;
  /** The row after which to go on; null: from the first of the store on. */
  readonly after: UsagePosition | null;
  readonly limit: number;
}

/** Where a reader of usage stands: the row that was read last. */
export interface UsagePosition {
  readonly slotMs: number;
  readonly meter: string;
  readonly channel: string;
  readonly country: string;
}

export interface UsageEvents {
  readonly events: readonly UsageEvent[];
  /** Null: there is no more for now. */
  readonly next: UsagePosition | null;
}

/**
 * Usage as CloudEvents, oldest first: of quarters that are closed only, so that nothing that was read changes afterwards. A reader that
 * keeps its position gets each row once.
 */
export async function readUsageEvents(
  database: Pick<Database, 'app'>,
  { storeId, after, limit }: AskUsageEvents,
): Promise<UsageEvents> {
  const rows = await withStore(database, storeId, async (tx) => {
    const closedUntilMs = await readClosedUntil(tx);
    return rawSql(tx)<UsageRow[]>`
      select meter, (extract(epoch from slot) * 1000)::float8 as "slotMs", channel, country, quantity::float8 as quantity
      from usage
      where store_id = ${storeId} and slot < to_timestamp(${closedUntilMs / 1_000}::float8) and quantity > 0
        and (slot, meter, channel, country) > (
          to_timestamp(${(after?.slotMs ?? 0) / 1_000}::float8), ${after?.meter ?? ''}, ${after?.channel ?? ''}, ${after?.country ?? ''}
        )
      order by slot, meter, channel, country
      limit ${limit + 1}::int`;
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    events: page.map((row) => usageEventOf(row, storeId)),
    next: rows.length > limit && last ? positionOf(last) : null,
  };
}

function positionOf({ meter, slotMs, channel, country }: UsageRow): UsagePosition {
  return { meter, slotMs, channel, country };
}
