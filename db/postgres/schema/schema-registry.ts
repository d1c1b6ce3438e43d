import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** Schemas of the log's topics. They belong to the installation, not to a store. */
export const registrySchemas = pgTable('registry_schemas', {
  /** Stands in every message that was written with it, so it is never reused. */
  id: integer().primaryKey(),
  /** SHA-256 of the schema with its keys in order: the same schema has one id. */
  fingerprint: text().notNull().unique(),
  /** Avro as JSON, as it was registered first. */
  schema: text().notNull(),
  createdAt: moment('created_at').notNull().default(sql`now()`),
});

/** Which schemas a subject went through. */
export const registryVersions = pgTable(
  'registry_versions',
  {
    subject: text().notNull(),
    version: integer().notNull(),
    schemaId: integer('schema_id')
      .notNull()
      .references(() => registrySchemas.id),
    /** Deleted softly: not offered any more, but its number stays taken. */
    deleted: boolean().notNull().default(false),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.subject, t.version] })],
);

/** What may follow a subject's schemas; the empty subject stands for all that have no row of their own. */
export const registryCompatibility = pgTable('registry_compatibility', {
  subject: text().primaryKey(),
  mode: text().notNull(),
});
