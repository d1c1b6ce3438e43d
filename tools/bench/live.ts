import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { connectRedis } from '../../db/redis/connect.ts';
import { redisKeys } from '../../db/redis/keys.ts';
import { createCartTeller, type ToldCart } from '../../services/live/cart-teller.ts';
import type { LiveEvent } from '../../services/live/live-event.ts';
import { publishLive } from '../../services/live/publish.ts';
import { issueTicket } from '../../services/live/tickets.ts';
import type { BenchResult } from './bench-result.ts';
import { cpuTimeUs } from './cpu-time.ts';
import type { HubOptions } from './live/messages.ts';
import { nowUs } from './live/messages.ts';
import { type Reader, type Server, startBare, startHub, startReader } from './live/processes.ts';
import { median, quantile } from './median.ts';
import { type ScratchStores, startScratchStores } from './scratch-stores.ts';

const storeCount = 10;
const pagesPerStore = 1_000;
const pages = storeCount * pagesPerStore;
/** One change in each store: as many messages as there are pages. */
const warmUpRounds = 20;
const flatOutRounds = 30;
/** Rounds that are on their way at once while as much as possible is sent. */
const roundsInFlight = 3;
const flatOutTurns = 3;
const pacedSeconds = 2;
const pacedTurns = 4;
const messagesPerSecond = 10_000;
const crossEvents = 600;
const crossPauseMs = 4;
const toldBatches = 60;
const cartsPerBatch = 700;

/**
 * Changes to open pages: ten thousand pages of one instance beside a bare `ws` server that sends the same bytes; from one
 * instance to a page of another beside a bare waiting read of the same stream; and what telling costs the pipeline, beside
 * bare writes of the same bytes.
 */
export async function benchLive(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const redis = connectRedis(stores.redisUrl, { purpose: 'request' });
  try {
    return [...(await benchPages(stores, redis)), await benchInstances(stores, redis), await benchTelling(redis)];
  } finally {
    await redis.quit();
    await stores.stop();
  }
}

async function benchPages(stores: ScratchStores, redis: Redis): Promise<BenchResult[]> {
  const storeIds = Array.from({ length: storeCount }, () => randomUUID());
  const hub = await startHub(hubOptions(stores));
  const ours = await openPages(hub, await liveAddresses(redis, hub, storeIds), { subscribes: true });
  const bareServer = await startBare();
  const groups = storeIds.map((_, index) => `/${index}`);
  const bare = await openPages(
    bareServer,
    repeated(groups, ({ port }, group) => `ws://127.0.0.1:${port}${group}`, bareServer),
    {
      subscribes: false,
    },
  );
  const tellOurs = (index: number) => publishLive(redis, [{ storeId: storeIds[index] ?? '', event: change() }]);
  const tellBare = async (index: number) => {
    bareServer.child.send({ group: groups[index], text: frameText() });
  };
  try {
    await flatOut(ours, tellOurs, warmUpRounds);
    await flatOut(bare, tellBare, warmUpRounds);
    const turns: { ours: number; raw: number }[] = [];
    for (let turn = 0; turn < flatOutTurns; turn++)
      turns.push({
        ours: await flatOut(ours, tellOurs, flatOutRounds),
        raw: await flatOut(bare, tellBare, flatOutRounds),
      });
    const pacedOurs: Paced[] = [];
    const pacedRaw: Paced[] = [];
    for (let turn = 0; turn < pacedTurns; turn++) {
      pacedOurs.push(await paced(ours, tellOurs));
      pacedRaw.push(await paced(bare, tellBare));
    }
    return [
      {
        name: `live, ${pages.toLocaleString('en')} pages of one instance, flat out`,
        unit: 'messages/s',
        ours: Math.round(median(turns.map((turn) => turn.ours))),
        raw: Math.round(median(turns.map((turn) => turn.raw))),
        ratio: median(turns.map((turn) => turn.ours / turn.raw)),
        note: `raw: bare ws, the same bytes to as many connections; opening one: p95 ${percentile(ours.reader.connectMs, 95)} ms beside ${percentile(bare.reader.connectMs, 95)} ms, 200 at once`,
      },
      {
        name: `live, ${messagesPerSecond.toLocaleString('en')} messages/s to them`,
        unit: 'ms at p95',
        ours: medianOf(pacedOurs, 'p95Ms'),
        raw: medianOf(pacedRaw, 'p95Ms'),
        ratio: median(pacedOurs.map(({ p95Ms }, turn) => (pacedRaw[turn]?.p95Ms ?? 0) / p95Ms)),
        note: `from publishing to the page, the last of 1,000 pages of a store included; p50 ${medianOf(pacedOurs, 'p50Ms')} and ${medianOf(pacedRaw, 'p50Ms')} ms; all came; CPU time of the instance ${medianOf(pacedOurs, 'cpuUs')} µs a message beside ${medianOf(pacedRaw, 'cpuUs')} µs`,
      },
    ];
  } finally {
    for (const { child } of [hub, bareServer, ours.reader, bare.reader]) child.kill();
  }
}

/** A change in one instance's process until a page of another has it. */
async function benchInstances(stores: ScratchStores, redis: Redis): Promise<BenchResult> {
  const storeId = randomUUID();
  const hubs = [await startHub(hubOptions(stores)), await startHub(hubOptions(stores))] as const;
  const addresses = await Promise.all(
    hubs.map(async (hub) => (await liveAddresses(redis, hub, [storeId], 1))[0] ?? ''),
  );
  const reader = await startReader({
    addresses,
    subscribes: true,
    stream: { redisUrl: stores.redisUrl, storeId },
  });
  try {
    await delay(200);
    for (let event = 0; event < crossEvents; event++) {
      await publishLive(redis, [{ storeId, event: change() }]);
      await delay(crossPauseMs);
      // What came before the code was compiled is not what is asked.
      if (event === crossEvents / 4) await reader.report();
    }
    await delay(200);
    const { latenciesMs, streamLatenciesMs } = await reader.report();
    const [ours, raw] = [percentile(latenciesMs, 95), percentile(streamLatenciesMs, 95)];
    return {
      name: 'live, from a change to pages of two instances',
      unit: 'ms at p95',
      ours,
      raw,
      ratio: raw / ours,
      note: `raw: a bare waiting read of the same entries, of which every write is synced to disk first; p50 ${percentile(latenciesMs, 50)} and ${percentile(streamLatenciesMs, 50)} ms`,
    };
  } finally {
    for (const { child } of [...hubs, reader]) child.kill();
  }
}

/** What telling of the carts of a batch costs after its commit, the server of the streams included. */
async function benchTelling(redis: Redis): Promise<BenchResult> {
  const storeIds = Array.from({ length: 24 }, () => randomUUID());
  const batch = Array.from({ length: cartsPerBatch }, (_, index) => toldCart(storeIds[index % storeIds.length] ?? ''));
  const teller = createCartTeller({
    redis,
    onFailure: (error) => {
      throw error;
    },
  });
  await teller.begin(0, null);
  const tell = async (number: number) => {
    teller.tell({ partition: 0, position: `${number}-0` }, batch);
    await teller.drain();
  };
  const texts = [...Map.groupBy(batch, ({ storeId }) => storeId)].map(
    ([storeId, carts]) => [redisKeys.live(storeId), JSON.stringify(carts.map(change))] as const,
  );
  const write = async () => {
    const commands = redis.pipeline();
    for (const [key, text] of texts) commands.xadd(key, 'MAXLEN', '~', 1_000, '*', 'e', text);
    await commands.exec();
  };
  await timed(tell);
  await timed(write);
  const [ours, raw] = [await timed(tell), await timed(write)];
  return {
    name: 'live, telling of carts after their commit',
    unit: 'carts/s',
    ours: ours.perSecond,
    raw: raw.perSecond,
    ratio: ours.perSecond / raw.perSecond,
    note: `raw: pipelined XADD of the same bytes; CPU time ${ours.cpuUs.toFixed(1)} µs a cart beside ${raw.cpuUs.toFixed(1)} µs, Valkey's included; batches of ${cartsPerBatch} in ${storeIds.length} stores`,
  };
}

async function timed(work: (number: number) => Promise<void>): Promise<{ perSecond: number; cpuUs: number }> {
  const [cpuSince, since] = [cpuTimeUs(), performance.now()];
  for (let number = 0; number < toldBatches; number++) await work(number);
  const carts = toldBatches * cartsPerBatch;
  return {
    perSecond: Math.round(carts / ((performance.now() - since) / 1_000)),
    cpuUs: (cpuTimeUs() - cpuSince) / carts,
  };
}

interface Opened {
  readonly server: Server;
  readonly reader: Reader;
}

async function openPages(
  server: Server,
  addresses: readonly string[],
  { subscribes }: { readonly subscribes: boolean },
): Promise<Opened> {
  return { server, reader: await startReader({ addresses, subscribes, stream: null }) };
}

function repeated(
  groups: readonly string[],
  addressOf: (server: Server, group: string) => string,
  server: Server,
): readonly string[] {
  return groups.flatMap((group) => Array.from({ length: pagesPerStore }, () => addressOf(server, group)));
}

async function liveAddresses(
  redis: Redis,
  { port }: Server,
  storeIds: readonly string[],
  perStore = pagesPerStore,
): Promise<readonly string[]> {
  const tickets = storeIds.flatMap((storeId) =>
    Array.from({ length: perStore }, () =>
      issueTicket(redis, { storeId, actor: { kind: 'operator', storeId }, sessionId: null }),
    ),
  );
  return (await Promise.all(tickets)).map((ticket) => `ws://127.0.0.1:${port}/v1/live?ticket=${ticket}`);
}

type Tell = (store: number) => Promise<void>;

/** As many messages a second as come through, with a few rounds on their way. */
async function flatOut({ reader }: Opened, tell: Tell, rounds: number): Promise<number> {
  await reader.report();
  const since = performance.now();
  for (let round = 0; round < rounds; round++) {
    await Promise.all(Array.from({ length: storeCount }, (_, store) => tell(store)));
    while ((await reader.count()) < (round + 1 - roundsInFlight) * pages) await delay(2);
  }
  while ((await reader.count()) < rounds * pages) await delay(2);
  return (rounds * pages) / ((performance.now() - since) / 1_000);
}

interface Paced {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly cpuUs: number;
}

function medianOf(turns: readonly Paced[], name: keyof Paced): number {
  return median(turns.map((turn) => turn[name]));
}

async function paced({ server, reader }: Opened, tell: Tell): Promise<Paced> {
  await reader.report();
  const cpuSince = await server.cpuUs();
  const events = (messagesPerSecond / pagesPerStore) * pacedSeconds;
  for (let event = 0; event < events; event++) {
    void tell(event % storeCount);
    await delay(1_000 / (messagesPerSecond / pagesPerStore));
  }
  while ((await reader.count()) < events * pagesPerStore) await delay(20);
  const { messages, latenciesMs } = await reader.report();
  return {
    p50Ms: percentile(latenciesMs, 50),
    p95Ms: percentile(latenciesMs, 95),
    cpuUs: Math.round(((await server.cpuUs()) - cpuSince) / messages),
  };
}

function change(): LiveEvent {
  const id = randomUUID();
  return {
    ...{ kind: 'cart', id, cartId: id, state: 'open', stage: 'checkout', valueMinor: nowUs(), currency: 'EUR' },
    ...{ version: 1, at: new Date().toISOString() },
  };
}

/** A frame as ours sends it, with the same number of bytes. */
function frameText(): string {
  const position = '9f86d081b3c4a1de.0:1764201600000-0';
  return JSON.stringify({ type: 'events', room: 'store', position, events: [change()] });
}

function toldCart(storeId: string): ToldCart {
  const contents = { status: 'open', stage: 'checkout', valueMinor: nowUs(), currency: 'EUR' } as const;
  return { storeId, id: randomUUID(), version: 1, contents };
}

function hubOptions({ redisUrl, database: { appUrl, engineUrl } }: ScratchStores): HubOptions {
  return { redisUrl, appUrl, engineUrl };
}

function percentile(values: readonly number[], percent: number): number {
  return Number(quantile(values, percent / 100).toFixed(2));
}
