import { pino } from 'pino';
import type { Sql } from 'postgres';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { system } from '../../domain/actor.ts';
import { createStreamsLog } from '../../events/streams.ts';
import { platforms } from '../../platforms/registry.ts';
import { pollUntil } from '../../runtime/poll-until.ts';
import { createSealer } from '../../runtime/sealer.ts';
import { createStore } from '../../services/accounts/stores/create.ts';
import { createIntegration } from '../../services/ingest/integrations/create.ts';
import { deliveriesPerRoundMax, deliveryConcurrency } from '../../services/ingest/webhooks/delivery-rounds.ts';
import { type ProcessDeps, processDueDeliveries } from '../../services/ingest/webhooks/process-due.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import { allOn } from '../../test/flags-fixture.ts';
import { listen } from '../../workers/listen.ts';
import { workOnDeliveries } from '../../workers/webhook-loop.ts';
import type { BenchResult } from './bench-result.ts';
import { cpuTimeOfUs } from './cpu-time.ts';
import { createBenchApi } from './load/bench-api.ts';
import { median } from './median.ts';
import { startScratchStores } from './scratch-stores.ts';
import { type RawPlace, rawInserts, rawLatencyMs, rawSettles } from './webhooks/raw-deliveries.ts';
import { runSteadyLoad, runWebhookLoad } from './webhooks/run-load.ts';

const host = '127.0.0.1';
const secret = 'shpss_0123456789abcdef';
/** The platform's, all at once: a flash sale. */
const connections = 64;
/** As many as a process of the engine has in production. */
const appConnections = 12;
const engineConnections = 8;
const seconds = 6;
const warmUpSeconds = 4;
/** The measured and the bare way take turns, so that a neighbour on the machine hits both. */
const rounds = 3;
const moderateRate = 50;
const moderateSeconds = 20;
const rawLatencyRows = 200;
const postgresProgram = 'postgres';

/**
 * Signed webhooks over HTTP until they are kept, beside bare inserts of the same rows; kept ones until their events are
 * in the log, beside bare updates of the same rows; and how long one takes from the endpoint to there at a moderate rate.
 */
export async function benchWebhooks(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const app = connectPostgres(stores.database.appUrl, { maxConnections: appConnections, applicationName: 'bench' });
  const engine = connectPostgres(stores.database.engineUrl, {
    maxConnections: engineConnections,
    applicationName: 'bench',
  });
  const sql = connectPostgres(stores.superuserUrl, {
    maxConnections: appConnections,
    applicationName: 'bench-raw',
  });
  const redis = connectRedis(stores.redisUrl, { purpose: 'request' });
  const eventLog = createStreamsLog({
    redis,
    newBlockingRedis: () => connectRedis(stores.redisUrl, { purpose: 'blocking' }),
  });
  const database = openDatabase({ app, engine, addressHasher });
  // As in production, but into the void.
  const log = pino({ level: 'info' }, pino.destination('/dev/null'));
  const deps: ProcessDeps = {
    flags: allOn,
    database,
    platforms,
    eventLog,
    log,
    sealer: createSealer('bench'),
    allowLoopbackApis: false,
    clientOf: () => null,
    now: Date.now,
  };
  const places = { ours: await connectStore(deps, sql), raw: await connectStore(deps, sql) };
  let deliveries: ReturnType<typeof workOnDeliveries> | undefined;
  const api = createBenchApi({
    database,
    redis,
    eventLog,
    integrations: { ...deps, publicUrl: `http://${host}` },
  });
  const server = await listen({ fetch: api.app.fetch, host, port: 0 });
  const address = `http://${host}:${server.port}/v1/webhooks/${places.ours.integrationId}`;
  const door = (forSeconds: number) =>
    measured(async () => {
      const report = await runWebhookLoad({ address, secret, connections, seconds: forSeconds });
      return { ...report, count: report.answered };
    });
  const understand = () =>
    measured(async () => {
      const since = performance.now();
      let count = 0;
      for (;;) {
        const { settled, taken } = await processDueDeliveries(deps, {
          limit: deliveriesPerRoundMax,
          concurrency: deliveryConcurrency,
        });
        if (taken === 0) return { count, perSecond: (count / (performance.now() - since)) * 1_000 };
        if (settled.some(({ status }) => status !== 'processed')) throw new Error('a delivery was not understood');
        count += settled.length;
      }
    });
  const raw = (forSeconds: number) => rawInserts(places.raw, { connections: appConnections, seconds: forSeconds });
  try {
    await door(warmUpSeconds);
    await raw(warmUpSeconds);
    await translateRaw(places.raw);
    await understand();
    const kept: Awaited<ReturnType<typeof door>>[] = [];
    const understood: Awaited<ReturnType<typeof understand>>[] = [];
    const [rawKept, rawTranslated]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      kept.push(await door(seconds));
      rawKept.push(await raw(seconds));
      // Before the engine's turn: to it the bare rows look like any others.
      rawTranslated.push(await translateRaw(places.raw));
      understood.push(await understand());
    }
    await sql`delete from webhook_deliveries`;
    deliveries = workOnDeliveries(deps);
    const moderate = await runSteadyLoad({ address, secret, perSecond: moderateRate, seconds: moderateSeconds });
    // The last ones still wait for their round.
    await pollUntil(async () => {
      const [open] = await sql<{ count: number }[]>`
        select count(*)::int as count from webhook_deliveries where settled_at is null`;
      return open?.count === 0;
    }, new AbortController().signal);
    const [settled] = await sql<{ settled: number; p50: number; p99: number }[]>`
      select count(*)::int as settled, percentile_cont(0.5) within group (order by ms) as p50,
        percentile_cont(0.99) within group (order by ms) as p99
      from (
        select extract(epoch from settled_at - received_at)::float8 * 1000 as ms from webhook_deliveries
        where store_id = ${places.ours.storeId} and settled_at is not null
      ) each`;
    if (!settled || settled.settled < moderate.answered) throw new Error('not every webhook was worked on');
    const rawMs = await rawLatencyMs(places.raw, { rows: rawLatencyRows });
    const [ourRate, rawRate] = [median(kept.map((run) => run.requestsPerSecond)), median(rawKept)];
    const [ourWork, rawWork] = [median(understood.map((run) => run.perSecond)), median(rawTranslated)];
    return [
      {
        name: 'signed webhooks, durable before 200',
        unit: 'webhooks/s',
        ours: Math.round(ourRate),
        raw: Math.round(rawRate),
        ratio: ourRate / rawRate,
        note: `raw: bare inserts of the same row on ${appConnections} connections, a commit each; ${connections} connections, p50 ${median(kept.map((run) => run.p50Ms))} ms, p97.5 ${median(kept.map((run) => run.p97Ms))} ms; CPU time ${costs(kept)}`,
      },
      {
        name: 'kept webhooks, understood and their events in the log',
        unit: 'webhooks/s',
        ours: Math.round(ourWork),
        raw: Math.round(rawWork),
        ratio: ourWork / rawWork,
        note: `raw: the same rows only marked, in rounds of ${deliveriesPerRoundMax}; CPU time ${costs(understood)}`,
      },
      {
        name: `a webhook from its arrival until it is understood, at ${moderateRate}/s`,
        unit: 'ms (p50)',
        ours: settled.p50,
        raw: rawMs,
        ratio: rawMs / settled.p50,
        note: `raw: one bare insert and one update; p99 ${Math.round(settled.p99)} ms`,
      },
    ];
  } finally {
    await server.stop(0);
    api.close();
    await deliveries?.stop();
    await eventLog.close();
    await Promise.allSettled([redis.quit(), app.end({ timeout: 5 }), engine.end({ timeout: 5 }), sql.end()]);
    await stores.stop();
  }
}

async function connectStore(deps: ProcessDeps, sql: Sql): Promise<RawPlace> {
  const { store } = await createStore(deps.database, { actor: system, name: 'Bench' });
  const { integration } = await createIntegration(deps, {
    actor: system,
    storeId: store.id,
    platform: 'shopify',
    secret,
  });
  return { sql, storeId: store.id, integrationId: integration.id };
}

function translateRaw(place: RawPlace): Promise<number> {
  return rawSettles(place, { round: deliveriesPerRoundMax });
}

interface Costs {
  /** Processor time of this process and of PostgreSQL per webhook, in microseconds. */
  readonly ownUs: number;
  readonly databaseUs: number;
}

async function measured<T extends { readonly count: number }>(run: () => Promise<T>): Promise<T & Costs> {
  const before = process.cpuUsage();
  const databaseBefore = cpuTimeOfUs(postgresProgram);
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  return {
    ...result,
    ownUs: (user + system) / result.count,
    databaseUs: (cpuTimeOfUs(postgresProgram) - databaseBefore) / result.count,
  };
}

function costs(runs: readonly Costs[]): string {
  return `${Math.round(median(runs.map(({ ownUs }) => ownUs)))} µs here and ${Math.round(median(runs.map(({ databaseUs }) => databaseUs)))} µs in PostgreSQL`;
}
