import { setTimeout as pause } from 'node:timers/promises';
import { inArray } from 'drizzle-orm';
import type { Logger } from 'pino';
import { integrations } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { parseTraceparent, traceIdIn } from '../../../domain/trace-context.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { underNamespace } from '../../../platforms/namespace.ts';
import { backoffMs } from '../../../runtime/backoff.ts';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { createTurns, type Turns } from '../../shared/turns/plan-round.ts';
import type { Flags } from '../../state/flags/flags.ts';
import type { RefusedItems } from '../dead-letters/refused-items.ts';
import type { ClientOf } from '../integrations/client-of.ts';
import type { IntegrationRow } from '../integrations/integration.ts';
import { shopDomainsOf } from '../integrations/integration.ts';
import type { IntegrationDeps } from '../integrations/integration-deps.ts';
import type { DeliveryOutcome } from './outcome.ts';
import { createPlatformLanes, type PlatformLanes } from './platform-lanes.ts';
import { type AskFirst, processDelivery } from './process-delivery.ts';
import { postponeDeliveries, settleDeliveries, type Worked } from './settle.ts';
import { type TakenDelivery, takeDueDeliveries } from './take-due.ts';

export interface ProcessDeps extends IntegrationDeps {
  readonly database: Database;
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly clientOf: ClientOf;
  readonly flags: Pick<Flags, 'isOn'>;
  readonly refusedItems?: Pick<RefusedItems, 'offer'>;
  readonly log: Logger;
}

export interface ProcessedDeliveries {
  readonly taken: number;
  readonly settled: readonly { readonly platform: string; readonly status: DeliveryOutcome['status'] }[];
}

/** Longer than a whole round takes with the answers that it waits for, whatever the platforms' APIs do. */
const leaseMs = 120_000;
/** After so long a round begins nothing new. */
const roundMsMax = 60_000;
/** What is done does not wait longer than this for what is not: a platform's API may take its time. */
const recordEveryMs = 250;
const backoff = { minMs: 1_000, maxMs: 5 * minuteMs };
/** With the pauses between them most of an hour on average: then a person has to look. */
const apiAttemptsMax = 28;

export interface DeliveryRound {
  readonly taken: number;
  /** More may be due. */
  readonly more: boolean;
  /** When every delivery has been looked at, and only answers of platforms are still waited for. Never rejects. */
  readonly looked: Promise<unknown>;
  /** When everything is recorded; rejects when that failed. */
  readonly finished: Promise<ProcessedDeliveries>;
}

export interface RoundOptions {
  readonly limit: number;
  /** Deliveries looked at at once. */
  readonly concurrency: number;
  /** The same for all rounds of a loop. */
  readonly turns: Turns;
  readonly lanes: PlatformLanes;
}

/**
 * Works on the deliveries that are due, in turn by integration. A kill at any moment loses nothing and repeats nothing:
 * what was taken comes again when its lease ends, and its events are known by their ids.
 */
export async function beginRound(
  deps: ProcessDeps,
  { limit, concurrency, turns, lanes }: RoundOptions,
): Promise<DeliveryRound> {
  const startedAt = deps.now();
  const { taken, more, rows } = await withEngine(deps.database, async (tx) => {
    const due = await takeDueDeliveries(tx, { turns, limit, leaseMs, now: startedAt, except: lanes.full() });
    return { ...due, rows: await integrationsOf(tx, due.taken) };
  });
  const settled: ProcessedDeliveries['settled'][number][] = [];
  let done: Done[] = [];
  const asked: Promise<void>[] = [];
  const before = startedAt + roundMsMax;
  const lookAt = async (delivery: TakenDelivery): Promise<void> => {
    const row = rows.get(delivery.integrationId);
    // Removed meanwhile, and its deliveries with it.
    if (!row) return;
    const outcome = deps.now() > before ? nextRound : await understand(deps, row, delivery);
    if (outcome.status !== 'ask') done.push({ row, delivery, outcome });
    else asked.push(askPlatform(row, delivery, outcome));
  };
  const askPlatform = async (row: IntegrationRow, delivery: TakenDelivery, { ask }: AskFirst): Promise<void> => {
    const mayAsk = await deps.flags.isOn('platform_questions', { storeId: row.storeId });
    const outcome = mayAsk
      ? await orFailed(deps, row, delivery, () => lanes.ask(row.id, { before, ask }))
      : questionsOff;
    done.push({ row, delivery, outcome });
  };
  const recordDone = async (): Promise<void> => {
    const group = done;
    done = [];
    for (const { row, outcome } of group) settled.push({ platform: row.platform, status: outcome.status });
    // One transaction for each store: most of what a delivery costs is waiting for the disk.
    for (const [storeId, ofStore] of Map.groupBy(group, ({ row }) => row.storeId)) await record(deps, storeId, ofStore);
  };
  const recordUntil = async (over: Promise<unknown>): Promise<void> => {
    while (!(await isOver(over, recordEveryMs))) await recordDone();
    await recordDone();
  };
  const looked = recordUntil(mapBounded(taken, { concurrencyMax: concurrency }, lookAt));
  const finished = looked.then(async () => {
    if (asked.length > 0) await recordUntil(Promise.all(asked));
    return { taken: taken.length, settled };
  });
  return { taken: taken.length, more, looked: Promise.allSettled([looked]), finished };
}

/** One round from its beginning to its end. */
export async function processDueDeliveries(
  deps: ProcessDeps,
  options: Pick<RoundOptions, 'limit' | 'concurrency'>,
): Promise<ProcessedDeliveries> {
  const round = await beginRound(deps, { ...options, turns: createTurns(), lanes: createPlatformLanes(deps) });
  return round.finished;
}

type Done = Omit<Worked, 'outcome'> & { readonly outcome: DeliveryOutcome };

const nextRound: DeliveryOutcome = { status: 'later', reason: 'round_full' };
const questionsOff: DeliveryOutcome = { status: 'later', reason: 'questions_off' };

async function isOver(work: Promise<unknown>, withinMs: number): Promise<boolean> {
  const patience = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(withinMs, false, { signal: patience.signal })]);
  } finally {
    patience.abort();
  }
}

async function record({ database, now, keys }: ProcessDeps, storeId: string, done: readonly Done[]): Promise<void> {
  const at = now();
  await withStore(database, storeId, async (tx) => {
    await settleDeliveries(
      tx,
      done.flatMap(({ outcome, ...rest }) => (outcome.status === 'later' ? [] : [{ ...rest, outcome }])),
      { now: at, keys },
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

function understand(
  deps: ProcessDeps,
  row: IntegrationRow,
  delivery: TakenDelivery,
): Promise<DeliveryOutcome | AskFirst> {
  const { headers, body, receivedAt } = delivery;
  return orFailed(deps, row, delivery, async (): Promise<DeliveryOutcome | AskFirst> => {
    const known = deps.platforms.get(row.platform);
    if (!known) return { status: 'failed', reason: 'internal' };
    const platform = underNamespace(known, row.namespace);
    return processDelivery(deps.eventLog, {
      storeId: row.storeId,
      platform,
      settings: { ...row.settings, shopDomains: shopDomainsOf(row) },
      client: deps.clientOf(row),
      active: row.status === 'active',
      request: { headers, body, receivedAt },
      refusedItems: deps.refusedItems,
    });
  });
}

/** What came of the work: one body that we cannot cope with must not hold up those behind it. */
async function orFailed<T extends DeliveryOutcome | AskFirst>(
  { log }: Pick<ProcessDeps, 'log'>,
  { storeId }: IntegrationRow,
  { id, attempts, headers }: TakenDelivery,
  work: () => Promise<T>,
): Promise<T | DeliveryOutcome> {
  try {
    const outcome = await work();
    if (outcome.status === 'later' && attempts >= apiAttemptsMax) return { status: 'failed', reason: 'api_away' };
    return outcome;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'unavailable') return { status: 'later', reason: 'log_away' };
    const traceId = traceIdIn(parseTraceparent(headers['traceparent']));
    log.error({ storeId, deliveryId: id, ...traceId, err: error }, 'a delivery was not understood');
    return { status: 'failed', reason: 'internal' };
  }
}

function pauseMsAfter({ attempts }: TakenDelivery, retryAfterMs = 0): number {
  return Math.max(backoffMs(attempts, backoff), Math.min(retryAfterMs, backoff.maxMs));
}
