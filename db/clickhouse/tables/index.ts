/**
 * Every table that holds rows of stores. A query sees a store's rows only in the tables that are listed here
 * (`db/clickhouse/for-store.ts`); their columns are in `db/clickhouse/migrations/`.
 */
export const tables = [
  'events',
  'event_hours',
  'decisions',
  'orders',
  'messages',
  'recoveries',
  'abandonments',
  'abandonment_slots',
  'message_slots',
  'non_send_slots',
] as const;
