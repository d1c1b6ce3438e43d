import { bigint, customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A moment in UTC, to the millisecond. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
/** Integer minor units; a JavaScript number holds every amount that the API accepts. */
export const minorUnits = (name: string) => bigint(name, { mode: 'number' });
export const storeIdColumn = () => uuid('store_id').notNull();
/** Bytes as they came. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
