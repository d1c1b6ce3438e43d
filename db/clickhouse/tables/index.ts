import { decisionsTable } from './decisions.ts';
import { eventsTable } from './events.ts';

/** Every table has a `store_id`; a new one is a file in this folder and one line here. */
export const tables = { events: eventsTable, decisions: decisionsTable } as const;
