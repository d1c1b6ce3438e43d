import { connectPostgres } from '../../db/postgres/connect.ts';
import { openDatabase } from '../../db/postgres/tenancy.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { system } from '../../domain/actor.ts';
import { createStreamsLog } from '../../events/streams.ts';
import { createSealer } from '../../runtime/sealer.ts';
import { createStore } from '../../services/accounts/stores/create.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import { listen } from '../../workers/listen.ts';
import type { BenchResult } from './bench-result.ts';
import { bareHandler } from './ingestion/bare-handler.ts';
import { rawAppend } from './ingestion/raw-append.ts';
import { runLoad } from './ingestion/run-load.ts';
import { createBenchApi } from './load/bench-api.ts';
import type { LoadReport } from './load/load-report.ts';
import { median } from './median.ts';
import { startScratchStores } from './scratch-stores.ts';

const loopback = '127.0.0.1';
const singleConnections = 64;
const batchConnections = 8;
const batchEvents = 500;
const singleSeconds = 2;
/** Longer: a batch that is on its way when the time is over does not count. */
const batchSeconds = 6;
const warmUpSeconds = 4;
/** The measured and the bare servers take short turns, so that a neighbour on the machine hits both alike. */
const singleRounds = 9;
const batchRounds = 4;

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
  const database = openDatabase({ app, engine, addressHasher });
  const { apiKey } = await createStore(database, { actor: system, name: 'Bench' });
  const api = createBenchApi({
    database,
    redis,
    eventLog,
    integrations: {
      database,
      platforms: new Map(),
      sealer: createSealer('bench'),
      allowLoopbackApis: false,
      publicUrl: `http://${loopback}`,
      now: Date.now,
    },
  });
  const ours = await listen({ fetch: api.app.fetch, before: api.fastPath, host: loopback, port: 0 });
  const bare = await listen({ fetch: bareHandler().fetch, host: loopback, port: 0 });
  const load = (port: number, eventsPerRequest: number, seconds: number) =>
    measured(() =>
      runLoad({
        url: `http://${loopback}:${port}`,
        key: apiKey.key,
        connections: eventsPerRequest === 1 ? singleConnections : batchConnections,
        seconds,
        eventsPerRequest,
      }),
    );
  try {
    await load(ours.port, 1, warmUpSeconds);
    await load(bare.port, 1, warmUpSeconds);
    const singles: Measured[] = [];
    const bares: Measured[] = [];
    for (let round = 0; round < singleRounds; round++) {
      singles.push(await load(ours.port, 1, singleSeconds));
      bares.push(await load(bare.port, 1, singleSeconds));
    }
    await load(ours.port, batchEvents, warmUpSeconds);
    await rawAppend(redis, { seconds: warmUpSeconds });
    const batches: Measured[] = [];
    const raws: number[] = [];
    for (let round = 0; round < batchRounds; round++) {
      batches.push(await load(ours.port, batchEvents, batchSeconds));
      raws.push(await rawAppend(redis, { seconds: batchSeconds }));
    }
    return [singleResult(singles, bares), batchResult(batches, raws)];
  } finally {
    await Promise.all([ours, bare].map((server) => server.stop(0)));
    api.close();
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
  const [a, b] = [medianOf(ours, 'requestsPerSecond'), medianOf(bare, 'requestsPerSecond')];
  return {
    name: 'single events, durable before 202',
    unit: 'events/s',
    ours: Math.round(a),
    raw: Math.round(b),
    ratio: median(
      ours.map(({ requestsPerSecond }, round) => requestsPerSecond / (bare[round]?.requestsPerSecond ?? 0)),
    ),
    note: `raw: bare Hono handler parsing the same JSON; ${singleConnections} connections, p50 ${medianOf(ours, 'p50Ms')} ms, p97.5 ${medianOf(ours, 'p97Ms')} ms, p99 ${medianOf(ours, 'p99Ms')} ms; CPU time ${Math.round(medianOf(ours, 'processorUs'))} µs beside ${Math.round(medianOf(bare, 'processorUs'))} µs`,
  };
}

function batchResult(ours: readonly Measured[], raws: readonly number[]): BenchResult {
  const a = medianOf(ours, 'requestsPerSecond') * batchEvents;
  const b = median(raws);
  return {
    name: `batches of ${batchEvents}, durable before 202`,
    unit: 'events/s',
    ours: Math.round(a),
    raw: Math.round(b),
    ratio: median(ours.map(({ requestsPerSecond }, round) => (requestsPerSecond * batchEvents) / (raws[round] ?? 0))),
    note: `raw: pipelined XADD of the same bytes; ${batchConnections} connections, p97.5 ${medianOf(ours, 'p97Ms')} ms; CPU time ${Math.round(medianOf(ours, 'processorUs') / batchEvents)} µs per event`,
  };
}

function medianOf(reports: readonly Measured[], name: keyof Measured): number {
  return median(reports.map((report) => report[name]));
}
