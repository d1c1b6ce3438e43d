import { decisionsTable } from './decisions.ts';
import { eventHoursTable, eventHoursView } from './event-hours.ts';
import { eventsTable } from './events.ts';

/** Every table has a `store_id`; a new one is a file in this folder and one line here. */
export const tables = { events: eventsTable, decisions: decisionsTable, event_hours: eventHoursTable } as const;

/** What keeps derived tables up to date. */
export const views = [eventHoursView] as const;
