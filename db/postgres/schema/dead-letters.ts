import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** What failed, put aside one by one so that what is behind goes on: refused at a role, or accepted and not applicable. */
export const deadLetters = pgTable(
  'dead_letters',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    /** Where it failed: `pipeline`, `api`, `websocket`, `webhook:<platform>`. */
    source: text().notNull().default('pipeline'),
    /** An `event` is one item; a `body` is a platform's request that no event could be read from. */
    kind: text({ enum: ['event', 'body'] })
      .notNull()
      .default('event'),
    /** `<consumer>/<partition>` and where it stood in the log; only for the pipeline's. */
    consumer: text(),
    position: text(),
    eventId: text('event_id'),
    eventType: text('event_type'),
    /** The JSON as it came: as text, because what cannot be stored as a document is what ends here. Emptied with time. */
    event: text().notNull(),
    sizeBytes: integer('size_bytes').notNull().default(0),
    /** SHA-256 over source and content: the same dead letter again is counted, not kept twice. */
    contentHash: text('content_hash'),
    times: integer().notNull().default(1),
    /** Code of the error, never its data; where in the item, and what would be right. */
    cause: text().notNull(),
    path: text().notNull().default(''),
    message: text(),
    /** Letters that failed alike share it. */
    fingerprint: text().notNull().default(''),
    at: moment('at').notNull().default(sql`now()`),
    lastAt: moment('last_at').notNull().default(sql`now()`),
    state: text({ enum: ['new', 'proposed', 'repaired', 'rejected', 'expired'] })
      .notNull()
      .default('new'),
    /** Version of the repair that looked at it last; 0: none did. */
    lookedWith: integer('looked_with').notNull().default(0),
    /** When a look began that is not over, and how many broke off: it is committed before the content is read. */
    lookStartedAt: moment('look_started_at'),
    looks: integer().notNull().default(0),
    /** Why the last look found nothing to the end; null: it did not fail. */
    lookProblem: text('look_problem'),
    /** Steps of the proposal, with how sure it is; null: nothing mechanical was found. */
    steps: jsonb().$type<readonly unknown[]>(),
    confidence: integer('confidence_ppm'),
    lossless: boolean(),
    guarded: text().array(),
    /** What settled it: the rule, the event that was taken in, and who. */
    ruleId: uuid('rule_id'),
    takenInAs: text('taken_in_as'),
    settledAt: moment('settled_at'),
    settledBy: text('settled_by'),
    /** A person looked at exactly this dead letter and approved its repair. */
    approved: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('dead_letters_same').on(t.storeId, t.contentHash),
    index('dead_letters_newest').on(t.storeId, t.at),
    index('dead_letters_of_cluster').on(t.storeId, t.fingerprint, t.state, t.at),
    index('dead_letters_to_look_at').on(t.lookedWith, t.at).where(sql`state in ('new', 'proposed')`),
    ...storeIsolation(t.storeId),
  ],
);

/** A repair that a person approved for a cluster. Changing it makes the next version. */
export const repairRules = pgTable(
  'repair_rules',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    fingerprint: text().notNull(),
    version: integer().notNull(),
    source: text().notNull(),
    eventType: text('event_type'),
    steps: jsonb().$type<readonly unknown[]>().notNull(),
    confidence: integer('confidence_ppm').notNull(),
    lossless: boolean().notNull(),
    guarded: text().array().notNull(),
    state: text({ enum: ['active', 'withdrawn', 'replaced'] })
      .notNull()
      .default('active'),
    /** Dead letters that a person looked at and approved under this rule. */
    approvals: integer().notNull().default(1),
    approvedBy: text('approved_by').notNull(),
    approvedAt: moment('approved_at').notNull().default(sql`now()`),
    /** Letters up to here were meant by the newest approval; later ones are repaired by themselves or wait. */
    replayUntil: moment('replay_until').notNull().default(sql`now()`),
    withdrawnBy: text('withdrawn_by'),
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('repair_rules_version').on(t.storeId, t.fingerprint, t.version),
    uniqueIndex('repair_rules_active').on(t.storeId, t.fingerprint).where(sql`state = 'active'`),
    ...storeIsolation(t.storeId),
  ],
);

/** What was done about dead letters, when and by whom. Only ever added to. */
export const repairLog = pgTable(
  'repair_log',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    at: moment('at').notNull().default(sql`now()`),
    /** As `actorName` writes it. */
    actor: text().notNull(),
    action: text({
      enum: ['approved', 'replayed', 'repaired', 'rejected', 'withdrawn', 'retried', 'expired'],
    }).notNull(),
    fingerprint: text().notNull(),
    letterId: uuid('letter_id'),
    ruleId: uuid('rule_id'),
    letters: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('repair_log_of_cluster').on(t.storeId, t.fingerprint, t.at),
    ...storeIsolation(t.storeId),
  ],
);
