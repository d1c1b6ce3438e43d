import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import type { TemplateContent } from '../../../domain/template.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** A store's own templates. Messages are made of the published version, at the moment they are sent. */
export const templates = pgTable(
  'templates',
  {
    storeId: storeIdColumn(),
    name: text().notNull(),
    /** The newest version. */
    version: integer().notNull().default(1),
    /** Null: nothing is sent with it so far. */
    publishedVersion: integer('published_version'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.name] }), ...storeIsolation(t.storeId)],
);

/** A version never changes: an edit is a new one. */
export const templateVersions = pgTable(
  'template_versions',
  {
    storeId: storeIdColumn(),
    template: text().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<TemplateContent>().notNull(),
    /** Who saved it. */
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    /** The model that wrote it, for whoever asked for it: it is not published before a person saves it. Null: a person did. */
    draftedBy: text('drafted_by'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.template, t.version] }), ...storeIsolation(t.storeId)],
);
