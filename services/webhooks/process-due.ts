import { setTimeout as pause } from 'node:timers/promises';
import { inArray } from 'drizzle-orm';
import type { Logger } from 'pino';
import { integrations } from '../../db/postgres/schema/index.ts';
import { type Tx, withEngine, withStore } from '../../db/postgres/tenancy.ts';
import type { EventLog } from '../../events/event-log.ts';
import type { RefusedItems } from '../dead-letters/refused-items.ts';
import type { ClientOf } from '../integrations/client-of.ts';
import type { IntegrationRow } from '../integrations/integration.ts';
import type { IntegrationDeps } from '../integrations/integration-deps.ts';
import { ServiceError } from '../service-error.ts';
import type { DeliveryOutcome } from './outcome.ts';
import { postponeDeliveries, settleDeliveries, type Worked } from './settle.ts';
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

/** Longer than a whole round takes, whatever the platforms' APIs do. */
const leaseMs = 120_000;
/** After so long a round begins nothing new. */
const roundMsMax = 60_000;
/** What is done does not wait longer than this for what is not: a platform's API may take its time. */
const recordEveryMs = 250;
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
  const startedAt = deps.now();
  const { taken, rows } = await withEngine(deps.database, async (tx) => {
    const due = await takeDueDeliveries(tx, { limit, leaseMs, now: startedAt });
    return { taken: due, rows: await integrationsOf(tx, due) };
  });
  const settled: ProcessedDeliveries['settled'][number][] = [];
  let done: Done[] = [];
  const queue = taken.values();
  const work = async (): Promise<void> => {
    for (const delivery of queue) {
      const row = rows.get(delivery.integrationId);
      // Removed meanwhile, and its deliveries with it.
      if (!row) continue;
      const late = deps.now() - startedAt > roundMsMax;
      const outcome = late ? nextRound : await understand(deps, row, delivery);
      done.push({ row, delivery, outcome });
    }
  };
  const recordDone = async (): Promise<void> => {
    const group = done;
    done = [];
    for (const { row, outcome } of group) settled.push({ platform: row.platform, status: outcome.status });
    // One transaction for each store: most of what a delivery costs is waiting for the disk.
    for (const [storeId, ofStore] of Map.groupBy(group, ({ row }) => row.storeId)) await record(deps, storeId, ofStore);
  };
  const all = Promise.all(Array.from({ length: Math.min(concurrency, taken.length) }, work));
  while (!(await isOver(all, recordEveryMs))) await recordDone();
  await recordDone();
  return { taken: taken.length, settled };
}

type Done = Omit<Worked, 'outcome'> & { readonly outcome: DeliveryOutcome };

const nextRound: DeliveryOutcome = { status: 'later', reason: 'round_full' };

async function isOver(work: Promise<unknown>, withinMs: number): Promise<boolean> {
  const patience = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(withinMs, false, { signal: patience.signal })]);
  } finally {
    patience.abort();
  }
}

async function record({ database, now }: ProcessDeps, storeId: string, done: readonly Done[]): Promise<void> {
  const at = now();
  await withStore(database, storeId, async (tx) => {
    await settleDeliveries(
      tx,
      done.flatMap(({ outcome, ...rest }) => (outcome.status === 'later' ? [] : [{ ...rest, outcome }])),
      at,
    );
    await postponeDeliveries(
      tx,
      storeId,
      done.flatMap(({ outcome, delivery }) =>
        outcome.status === 'later' ? [{ delivery, dueAt: at + pauseMsAfter(delivery, outcome.retryAfterMs) }] : [],
      ),
    );
  });
}

async function integrationsOf(tx: Tx, taken: readonly TakenDelivery[]): Promise<ReadonlyMap<string, IntegrationRow>> {
  if (taken.length === 0) return new Map();
  const ids = [...new Set(taken.map(({ integrationId }) => integrationId))];
  const rows = await tx.select().from(integrations).where(inArray(integrations.id, ids));
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
