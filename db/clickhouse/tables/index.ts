import type { ClickHouseClient } from '@clickhouse/client';
import { decisionsTable } from './decisions.ts';
import { eventHoursTable, eventHoursView } from './event-hours.ts';
import { eventsTable } from './events.ts';

/** Every table has a `store_id`; a new one is a file in this folder and one line here. */
export const tables = { events: eventsTable, decisions: decisionsTable, event_hours: eventHoursTable } as const;

/** What keeps derived tables up to date. */
export const views = [eventHoursView] as const;

/** Creates the tables that are missing; safe to call at every start. */
export async function createClickHouseTables(client: ClickHouseClient): Promise<void> {
  for (const query of [...Object.values(tables), ...views])
    await client.command({ query, clickhouse_settings: { wait_end_of_query: 1 } });
}
