import { connectPostgres } from '../db/postgres/connect.ts';
import { openDatabase } from '../db/postgres/tenancy.ts';
import { connectRedis } from '../db/redis/connect.ts';
import { createStreamsLog } from '../events/streams.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createStore } from '../services/accounts/stores/create.ts';
import { listen } from '../workers/listen.ts';
import type { BenchResult } from './bench-result.ts';
import { bareHandler } from './ingestion/bare-handler.ts';
import { rawAppend } from './ingestion/raw-append.ts';
import { runLoad } from './ingestion/run-load.ts';
import { createBenchApi } from './load/bench-api.ts';
import type { LoadReport } from './load/load-report.ts';
import { middle } from './middle.ts';
import { startScratchStores } from './scratch-stores.ts';

const HOST = '127.0.0.1';
const CONNECTIONS = 64;
const BATCH_CONNECTIONS = 8;
const BATCH_EVENTS = 500;
const SECONDS = 2;
/** Longer: a batch that is on its way when the time is over does not count. */
const BATCH_SECONDS = 6;
const WARM_UP_SECONDS = 4;
/** The measured and the bare servers take short turns, so that a neighbour on the machine hits both alike. */
const ROUNDS = 9;
const BATCH_ROUNDS = 4;

/**
 * Events over HTTP until they are durable, beside a bare handler that parses the same JSON (single) and beside raw
 * pipelined XADD of the same bytes (batches), all on the same cores.
 */
export async function benchIngestion(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const app = connectPostgres(stores.database.appUrl, { maxConnections: 2, applicationName: 'bench' });
  const engine = connectPostgres(stores.database.engineUrl, { maxConnections: 2, applicationName: 'bench' });
  const redis = connectRedis(stores.redisUrl, { purpose: 'request' });
  const eventLog = createStreamsLog({
    redis,
    newBlockingRedis: () => connectRedis(stores.redisUrl, { purpose: 'blocking' }),
  });
  const database = openDatabase({ app, engine });
  const { apiKey } = await createStore(database, { name: 'Bench' });
  const api = createBenchApi({
    database,
    redis,
    eventLog,
    integrations: {
      database,
      platforms: new Map(),
      sealer: createSealer('bench'),
      allowLoopbackApis: false,
      publicUrl: `http://${HOST}`,
      kick: () => {},
      now: Date.now,
    },
  });
  const ours = await listen({ fetch: api.app.fetch, before: api.eventLane, host: HOST, port: 0 });
  const bare = await listen({ fetch: bareHandler().fetch, host: HOST, port: 0 });
  const load = (port: number, eventsPerRequest: number, seconds: number) =>
    measured(() =>
      runLoad({
        url: `http://${HOST}:${port}`,
        key: apiKey.key,
        connections: eventsPerRequest === 1 ? CONNECTIONS : BATCH_CONNECTIONS,
        seconds,
        eventsPerRequest,
      }),
    );
  try {
    await load(ours.port, 1, WARM_UP_SECONDS);
    await load(bare.port, 1, WARM_UP_SECONDS);
    const singles: Measured[] = [];
    const bares: Measured[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      singles.push(await load(ours.port, 1, SECONDS));
      bares.push(await load(bare.port, 1, SECONDS));
    }
    await load(ours.port, BATCH_EVENTS, WARM_UP_SECONDS);
    await rawAppend(redis, { seconds: WARM_UP_SECONDS });
    const batches: Measured[] = [];
    const raws: number[] = [];
    for (let round = 0; round < BATCH_ROUNDS; round++) {
      batches.push(await load(ours.port, BATCH_EVENTS, BATCH_SECONDS));
      raws.push(await rawAppend(redis, { seconds: BATCH_SECONDS }));
    }
    return [singleResult(singles, bares), batchResult(batches, raws)];
  } finally {
    await Promise.all([ours, bare].map((server) => server.stop(0)));
    await eventLog.close();
    await Promise.allSettled([redis.quit(), app.end({ timeout: 5 }), engine.end({ timeout: 5 })]);
    await stores.stop();
  }
}

interface Measured extends LoadReport {
  /** Processor time of this process per answered request, in microseconds. */
  readonly processorUs: number;
}

async function measured(run: () => Promise<LoadReport>): Promise<Measured> {
  const before = process.cpuUsage();
  const report = await run();
  const { user, system } = process.cpuUsage(before);
  return { ...report, processorUs: (user + system) / report.answered };
}

function singleResult(ours: readonly Measured[], bare: readonly Measured[]): BenchResult {
  const [a, b] = [median(ours, 'requestsPerSecond'), median(bare, 'requestsPerSecond')];
  return {
    name: 'single events, durable before 202',
    unit: 'events/s',
    ours: Math.round(a),
    raw: Math.round(b),
    ratio: middle(
      ours.map(({ requestsPerSecond }, round) => requestsPerSecond / (bare[round]?.requestsPerSecond ?? 0)),
    ),
    note: `raw: bare Hono handler parsing the same JSON; ${CONNECTIONS} connections, p50 ${median(ours, 'p50Ms')} ms, p97.5 ${median(ours, 'p97Ms')} ms, p99 ${median(ours, 'p99Ms')} ms; processor time ${Math.round(median(ours, 'processorUs'))} µs beside ${Math.round(median(bare, 'processorUs'))} µs`,
  };
}

function batchResult(ours: readonly Measured[], raws: readonly number[]): BenchResult {
  const a = median(ours, 'requestsPerSecond') * BATCH_EVENTS;
  const b = middle(raws);
  return {
    name: `batches of ${BATCH_EVENTS}, durable before 202`,
    unit: 'events/s',
    ours: Math.round(a),
    raw: Math.round(b),
    ratio: middle(ours.map(({ requestsPerSecond }, round) => (requestsPerSecond * BATCH_EVENTS) / (raws[round] ?? 0))),
    note: `raw: pipelined XADD of the same bytes; ${BATCH_CONNECTIONS} connections, p97.5 ${median(ours, 'p97Ms')} ms; processor time ${Math.round(median(ours, 'processorUs') / BATCH_EVENTS)} µs per event`,
  };
}

function median(reports: readonly Measured[], name: keyof Measured): number {
  return middle(reports.map((report) => report[name]));
}
