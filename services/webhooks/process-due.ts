import { and, eq, inArray } from 'drizzle-orm';
import type { Logger } from 'pino';
import { integrations, webhookDeliveries } from '../../db/postgres/schema/index.ts';
import { type Tx, withEngine, withStore } from '../../db/postgres/tenancy.ts';
import type { EventLog } from '../../events/event-log.ts';
import type { RefusedItems } from '../dead-letters/refused-items.ts';
import type { ClientOf } from '../integrations/client-of.ts';
import type { IntegrationRow } from '../integrations/integration.ts';
import type { IntegrationDeps } from '../integrations/integration-deps.ts';
import { ServiceError } from '../service-error.ts';
import type { DeliveryOutcome } from './outcome.ts';
import { settleDelivery } from './settle.ts';
import { type TakenDelivery, takeDueDeliveries } from './take-due.ts';
import { understandDelivery } from './understand.ts';

export interface ProcessDeps extends IntegrationDeps {
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly clientOf: ClientOf;
  readonly refusedItems?: Pick<RefusedItems, 'offer'>;
  readonly log: Logger;
}

export interface ProcessedDeliveries {
  readonly taken: number;
  readonly settled: readonly { readonly platform: string; readonly status: DeliveryOutcome['status'] }[];
}

/** Longer than a whole round takes, whatever the platform's API does. */
const leaseMs = 120_000;
const backoffMsMin = 1_000;
const backoffMsMax = 300_000;
/** With the pauses between them about an hour: then a person has to look. */
const apiAttemptsMax = 18;

/**
 * Works on the deliveries that are due. A kill at any moment loses nothing and repeats nothing: what was taken comes
 * again when its lease ends, and its events are known by their ids.
 */
export async function processDueDeliveries(
  deps: ProcessDeps,
  { limit, concurrency }: { readonly limit: number; readonly concurrency: number },
): Promise<ProcessedDeliveries> {
  const taken = await withEngine(deps.database, (tx) => takeDueDeliveries(tx, { limit, leaseMs, now: deps.now() }));
  const rows = await integrationsOf(deps, taken);
  const worked: Worked[] = [];
  const queue = [...taken];
  const work = async (): Promise<void> => {
    for (let delivery = queue.shift(); delivery; delivery = queue.shift()) {
      const row = rows.get(delivery.integrationId);
      // Removed meanwhile, and its deliveries with it.
      if (row) worked.push({ row, delivery, outcome: await understand(deps, row, delivery) });
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, taken.length) }, work));
  // One transaction for each store: most of what a delivery costs is waiting for the disk.
  for (const [storeId, ofStore] of Map.groupBy(worked, ({ row }) => row.storeId)) await record(deps, storeId, ofStore);
  return {
    taken: taken.length,
    settled: worked.map(({ row, outcome }) => ({ platform: row.platform, status: outcome.status })),
  };
}

interface Worked {
  readonly row: IntegrationRow;
  readonly delivery: TakenDelivery;
  readonly outcome: DeliveryOutcome;
}

async function record({ database, now }: ProcessDeps, storeId: string, worked: readonly Worked[]): Promise<void> {
  await withStore(database, storeId, async (tx) => {
    for (const { delivery, outcome } of worked) {
      if (outcome.status === 'later')
        await postpone(tx, delivery, now() + pauseMsAfter(delivery, outcome.retryAfterMs));
      else await settleDelivery(tx, delivery, outcome, now());
    }
  });
}

async function integrationsOf(
  { database }: ProcessDeps,
  taken: readonly TakenDelivery[],
): Promise<ReadonlyMap<string, IntegrationRow>> {
  if (taken.length === 0) return new Map();
  const ids = [...new Set(taken.map(({ integrationId }) => integrationId))];
  const rows = await withEngine(database, (tx) => tx.select().from(integrations).where(inArray(integrations.id, ids)));
  return new Map(rows.map((row) => [row.id, row]));
}

async function understand(deps: ProcessDeps, row: IntegrationRow, delivery: TakenDelivery): Promise<DeliveryOutcome> {
  const platform = deps.platforms.get(row.platform);
  if (!platform) return { status: 'failed', reason: 'internal' };
  const { headers, body, receivedAt } = delivery;
  try {
    const outcome = await understandDelivery(deps.eventLog, {
      storeId: row.storeId,
      platform,
      settings: row.settings,
      client: deps.clientOf(row),
      active: row.status === 'active',
      request: { headers, body, receivedAt },
      refusedItems: deps.refusedItems,
    });
    if (outcome.status === 'later' && delivery.attempts >= apiAttemptsMax)
      return { status: 'failed', reason: 'api_away' };
    return outcome;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'unavailable') return { status: 'later', reason: 'log_away' };
    // One body that we cannot cope with must not hold up those behind it.
    deps.log.error({ storeId: row.storeId, deliveryId: delivery.id, err: error }, 'a delivery was not understood');
    return { status: 'failed', reason: 'internal' };
  }
}

function pauseMsAfter({ attempts }: TakenDelivery, retryAfterMs = 0): number {
  const backoffMs = Math.min(backoffMsMax, backoffMsMin * 2 ** Math.min(attempts - 1, 20));
  return Math.max(backoffMs, Math.min(retryAfterMs, backoffMsMax));
}

async function postpone(tx: Tx, { storeId, id }: TakenDelivery, dueAt: number): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ dueAt: new Date(dueAt) })
    .where(and(eq(webhookDeliveries.storeId, storeId), eq(webhookDeliveries.id, id)));
}
