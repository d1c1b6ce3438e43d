import { and, eq } from 'drizzle-orm';
import { webhookEndpoints } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { OffReason } from '../../../domain/outgoing/delivery-attempt.ts';
import type { OutgoingEventType } from '../../../domain/outgoing/event-types.ts';
import type { Sealer } from '../../../runtime/sealer.ts';
import { ServiceError } from '../../shared/service-error.ts';

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

export interface EndpointKey {
  readonly storeId: string;
  readonly endpointId: string;
}

/** What changing endpoints takes. */
export interface EndpointDeps {
  readonly database: Pick<Database, 'app'>;
  readonly sealer: Sealer;
  /** Whether endpoints may be on this machine: tests and trials only. */
  readonly allowLoopback: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface WebhookEndpoint {
  readonly id: string;
  readonly revision: number;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly OutgoingEventType[];
  readonly status: 'active' | 'off';
  readonly offReason: OffReason | null;
  readonly offAt: Date | null;
  /** The first failure since the last success. */
  readonly failingSince: Date | null;
  /** Until when the secret before the newest signs too; null: only one signs. */
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function toEndpoint(row: EndpointRow, nowMs: number): WebhookEndpoint {
  const { id, revision, url, description, eventTypes, status, offReason, offAt, failingSince } = row;
  const rotates = (row.previousSecretUntil?.getTime() ?? 0) > nowMs;
  return {
    ...{ id, revision, url, description, eventTypes, status, offReason, offAt, failingSince },
    previousSecretUntil: rotates ? row.previousSecretUntil : null,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Of the audit log: that the address changed, and no more of it. */
export const auditedFields = {
  shown: ['description', 'eventTypes', 'status'],
  named: ['url'],
} as const satisfies { shown: readonly (keyof EndpointRow)[]; named: readonly (keyof EndpointRow)[] };

/**
 * One endpoint of the store. `forUpdate` keeps other changes of it away, and no event: rows that name an endpoint are written
 * beside this lock.
 */
export async function findEndpoint(
  tx: Tx,
  { storeId, endpointId }: EndpointKey,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<EndpointRow> {
  const query = tx
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.storeId, storeId), eq(webhookEndpoints.id, endpointId)));
  const [row] = forUpdate ? await query.for('no key update') : await query;
  if (!row) throw new ServiceError('not_found', 'This store has no webhook endpoint with this id.', { path: 'id' });
  return row;
}

/** More are ended one by one when they would be due. */
const endedAtOnceMax = 10_000;

/** Ends what waits for an endpoint that was switched off. */
export async function endWaiting(tx: Tx, { storeId, endpointId }: EndpointKey, nowMs: number): Promise<void> {
  await rawSql(tx)`
    update endpoint_deliveries d
    set state = 'ended', reason = 'endpoint_off', settled_at = ${new Date(nowMs).toISOString()}::timestamptz
    from (
      select id from endpoint_deliveries
      where store_id = ${storeId} and endpoint_id = ${endpointId} and state = 'waiting'
      order by due_at limit ${endedAtOnceMax}::int
    ) waiting
    where d.store_id = ${storeId} and d.id = waiting.id and d.state = 'waiting'`;
}
