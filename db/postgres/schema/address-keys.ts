import { pgTable, text } from 'drizzle-orm/pg-core';

/** The one key that addresses are hashed with (`services/shared/address-key.ts`), sealed with the installation's own. */
export const addressKeys = pgTable('address_keys', {
  id: text({ enum: ['addresses'] }).primaryKey(),
  sealed: text().notNull(),
});
