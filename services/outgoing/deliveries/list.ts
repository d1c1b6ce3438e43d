import { and, desc, eq } from 'drizzle-orm';
import { endpointDeliveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { OutgoingState } from '../../../domain/outgoing/delivery-attempt.ts';
import type { OutgoingEventType } from '../../../domain/outgoing/event-types.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { type EndpointKey, findEndpoint } from '../endpoints/endpoint.ts';
import { outgoingBody } from '../event-catalogue.ts';

type DeliveryRow = typeof endpointDeliveries.$inferSelect;

export interface EndpointDelivery {
  readonly id: string;
  readonly endpointId: string;
  /** `webhook-id` */
  readonly eventId: string;
  readonly type: OutgoingEventType;
  readonly isTest: boolean;
  readonly state: OutgoingState;
  readonly attempts: number;
  readonly reason: string | null;
  readonly statusCode: number | null;
  readonly durationMs: number | null;
  readonly answer: string | null;
  /** The body, as it is sent. */
  readonly body: string;
  /** When it is tried next; null: it is not. */
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly attemptedAt: Date | null;
  readonly settledAt: Date | null;
}

export function toDelivery(row: DeliveryRow): EndpointDelivery {
  const { id, endpointId, eventId, type, isTest, state, attempts, reason, statusCode, durationMs, answer } = row;
  return {
    ...{ id, endpointId, eventId, type, isTest, state, attempts, reason, statusCode, durationMs, answer },
    body: outgoingBody({ ...row, atMs: row.createdAt.getTime() }),
    dueAt: state === 'waiting' ? row.dueAt : null,
    createdAt: row.createdAt,
    attemptedAt: row.attemptedAt,
    settledAt: row.settledAt,
  };
}

/** What an endpoint was told and what became of it, newest first. */
export async function listEndpointDeliveries(
  database: Pick<Database, 'app'>,
  {
    state,
    type,
    limit,
    after,
    ...key
  }: EndpointKey & {
    readonly state?: OutgoingState;
    readonly type?: OutgoingEventType;
    readonly limit: number;
    readonly after: TimePosition | null;
  },
): Promise<Page<EndpointDelivery, TimePosition>> {
  const rows = await withStore(database, key.storeId, async (tx) => {
    await findEndpoint(tx, key);
    return tx
      .select()
      .from(endpointDeliveries)
      .where(
        and(
          eq(endpointDeliveries.storeId, key.storeId),
          eq(endpointDeliveries.endpointId, key.endpointId),
          state && eq(endpointDeliveries.state, state),
          type && eq(endpointDeliveries.type, type),
          olderThan(endpointDeliveries.createdAt, endpointDeliveries.id, after),
        ),
      )
      .orderBy(desc(endpointDeliveries.createdAt), desc(endpointDeliveries.id))
      .limit(limit + 1);
  });
  return pageOf(rows, limit, toDelivery, ({ createdAt, id }) => ({ at: createdAt.getTime(), id }));
}
