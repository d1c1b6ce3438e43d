import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Channel } from '../../../domain/channel.ts';
import type { SeenEvent } from '../../../domain/flow/flow-event.ts';
import type { CampaignChanged } from '../../../domain/flow/move-people.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** What an open recovery has to be told, committed with the change that causes it. Ids and times only. */
export type RecoverySignal =
  | { readonly kind: 'orderPlaced'; readonly orderId: string; readonly cause: 'purchased' | 'purchased_elsewhere' }
  /** `lastActivityAt` in epoch milliseconds of the wall clock. */
  | {
      readonly kind: 'cartUpdated';
      readonly empty: boolean;
      readonly lastActivityAt: number;
      /** Absent: not further than `cart`. */
      readonly stage?: 'checkout' | 'payment';
    }
  | { readonly kind: 'consentChanged'; readonly channel: Channel; readonly status: 'granted' | 'denied' }
  | { readonly kind: 'campaignPaused'; readonly paused: boolean }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'replied' }
  | { readonly kind: 'happened'; readonly event: SeenEvent }
  | { readonly kind: 'campaignChanged'; readonly change: CampaignChanged };

/** Signals on their way to workflows: delivered at least once, deleted when delivered. */
export const signalOutbox = pgTable(
  'signal_outbox',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    storeId: storeIdColumn(),
    recoveryId: uuid('recovery_id').notNull(),
    workflowId: text('workflow_id').notNull(),
    signal: jsonb().$type<RecoverySignal>().notNull(),
    attempts: integer().notNull().default(0),
    dueAt: moment('due_at').notNull().default(sql`now()`),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    index('signal_outbox_due').on(t.dueAt, t.id),
    index('signal_outbox_by_workflow').on(t.workflowId, t.id),
    ...storeIsolation(t.storeId),
  ],
);

/** How far a consumer of the log has come: committed in the transaction that holds the effects. */
export const consumerOffsets = pgTable('consumer_offsets', {
  /** `<consumer>/<partition>`. */
  id: text().primaryKey(),
  position: text().notNull(),
  updatedAt: moment('updated_at').notNull().default(sql`now()`),
});
