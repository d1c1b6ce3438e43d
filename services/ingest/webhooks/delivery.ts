import type { webhookDeliveries } from '../../../db/postgres/schema/index.ts';

type Row = typeof webhookDeliveries.$inferSelect;

/** One kept webhook with what became of it, without its bytes. */
export type DeliverySummary = Omit<Row, 'storeId' | 'headers' | 'body' | 'dueAt' | 'identity'> & {
  readonly bodyBytes: number;
};

/** With its bytes and the headers that matter. */
export type Delivery = DeliverySummary & Pick<Row, 'headers' | 'body'>;
