import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { databaseUrls } from '../../db/postgres/create-database.ts';
import { createDataFolderSource } from '../../runtime/secrets/data-folder.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { type KafkaBroker, startKafka } from '../kafka/start-kafka.ts';
import { newAdminKey, type Product, startProduct } from '../product/start-product.ts';
import { createApiClient } from '../traffic/api-client.ts';
import { openStore } from '../traffic/open-store.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';
import { createEventJournal } from './event-journal.ts';
import { chooseFault, type FaultKind, fault } from './fault.ts';
import type { Evidence, Findings } from './invariants/invariant.ts';
import { invariants } from './invariants/registry.ts';
import { openLoadGenerator } from './load-generator.ts';
import type { ChaosOptions } from './options.ts';
import { startSender } from './sender.ts';
import { untilQuiet } from './until-quiet.ts';

/** An hour of the store is a second, so a three-day campaign ends between the kills and soon after the last one. */
const timeScale = 3_600;
const shoppersPerSecond = 2;
const speedUp = 60;
/** How long the product lives between being ready and being killed. */
const lifeMs = { min: 200, max: 4_000 } as const;
const breachesShownMax = 10;

export interface Round {
  readonly round: number;
  readonly kind: FaultKind;
  readonly livedMs: number;
  readonly restartMs: number;
  readonly acknowledged: number;
}

export interface ChaosSummary {
  readonly rounds: readonly Round[];
  readonly seed: number;
  readonly tookMs: number;
  readonly events: number;
  readonly requests: number;
  readonly unanswered: number;
  readonly resent: number;
  readonly rejected: readonly string[];
  readonly found: Readonly<Record<string, number>>;
  readonly invariants: readonly (Required<Findings> & { readonly name: string })[];
  readonly breaches: number;
}

/** The whole exercise. Leaves nothing running; the data folder is the caller's. */
export async function runChaos(
  options: ChaosOptions & { dataDir: string; print: (line: string) => void },
): Promise<ChaosSummary> {
  const { dataDir, print, seed } = options;
  const startedAt = performance.now();
  const random = createSeededRandom(seed);
  const [port, postgresPort] = [await anyFreePort(), await anyFreePort()];
  const broker = options.log === 'kafka' ? await startKafka(join(dataDir, 'broker')) : undefined;
  const env = { POSTGRES_PORT: String(postgresPort), SWEEP_INTERVAL_MS: '100', ...kafkaEnv(broker) };
  const start = (): Promise<Product> => startProduct({ dataDir, port, adminKey, env });
  const adminKey = newAdminKey();
  let product = await start();
  print(`Ready at ${product.url}; its data is in ${dataDir}.`);
  try {
    const { storeId, apiKey } = await openStore({ url: product.url, adminKey, name: 'Chaos', timeScale });
    const journal = createEventJournal();
    const loadGenerator = openLoadGenerator({
      random: createSeededRandom(seed + 1),
      journal,
      shoppersPerSecond,
      speedUp,
    });
    const sender = startSender({
      client: createApiClient({ url: product.url, key: apiKey, timeoutMs: 10_000 }),
      journal,
      random: createSeededRandom(seed + 2),
    });
    const rounds: Round[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      const livedMs = Math.round(lifeMs.min + random.next() * (lifeMs.max - lifeMs.min));
      await delay(livedMs);
      const kind = options.only ?? chooseFault(random, options.log);
      await fault(kind, { product, dataDir, broker, random });
      const killedAt = performance.now();
      product = await start();
      rounds.push({
        round,
        kind,
        livedMs,
        restartMs: Math.round(performance.now() - killedAt),
        acknowledged: journal.acknowledged,
      });
      print(lineOf(rounds.at(-1), options.rounds, journal.waiting));
    }
    await loadGenerator.close();
    await sender.finish();
    print(
      `All ${journal.acknowledged} events of ${loadGenerator.shoppers} shoppers are acknowledged; waiting for the last recoveries to end.`,
    );
    const sql = connectPostgres(await engineUrl(dataDir, postgresPort), {
      maxConnections: 2,
      applicationName: 'chaos',
    });
    try {
      await untilQuiet(sql, storeId, { timeScale });
      if (options.keep)
        writeFileSync(
          join(dataDir, 'journal.ndjson'),
          journal.entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
        );
      const checked = await checkAll({ sql, storeId, journal });
      const summary: ChaosSummary = {
        rounds,
        seed,
        tookMs: Math.round(performance.now() - startedAt),
        events: journal.entries.length,
        ...sender.counts,
        found: await countsOf({ sql, storeId, journal }),
        invariants: checked,
        breaches: sender.counts.rejected.length + checked.reduce((sum, { breaches }) => sum + breaches.length, 0),
      };
      for (const line of linesOf(summary)) print(line);
      return summary;
    } finally {
      await sql.end({ timeout: 5 });
    }
  } finally {
    await product.stop();
    await broker?.stop();
  }
}

function kafkaEnv(broker: KafkaBroker | undefined): Readonly<Record<string, string>> {
  return broker ? { KAFKA_BROKERS: broker.address, KAFKA_REPLICAS: '1' } : {};
}

async function checkAll(evidence: Evidence): Promise<ChaosSummary['invariants']> {
  const checked: (Required<Findings> & { name: string })[] = [];
  for (const { name, check } of invariants) checked.push({ name, notes: [], ...(await check(evidence)) });
  return checked;
}

/** How much there was to break: invariants over nothing hold easily. */
async function countsOf({ sql, storeId }: Evidence): Promise<Record<string, number>> {
  const rows = await sql<{ what: string; count: number }[]>`
    select 'carts' as what, count(*)::int as count from carts where store_id = ${storeId}
    union all select 'orders', count(*)::int from orders where store_id = ${storeId}
    union all select 'recoveries ' || coalesce(outcome, 'open'), count(*)::int from recoveries where store_id = ${storeId} group by outcome
    union all select 'messages ' || channel || ' ' || state, count(*)::int from messages where store_id = ${storeId} group by channel, state
    union all select 'not sent: ' || reason, count(*)::int from decisions where store_id = ${storeId} and reason is not null group by reason`;
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
}

async function engineUrl(dataDir: string, postgresPort: number): Promise<string> {
  const password = (await createDataFolderSource(dataDir).read()).get('POSTGRES_PASSWORD')?.text ?? '';
  return databaseUrls(`postgres://127.0.0.1:${postgresPort}`, 'cart_recovery', password).engineUrl;
}

function lineOf(round: Round | undefined, rounds: number, waiting: number): string {
  if (!round) return '';
  const { round: number, kind, livedMs, restartMs, acknowledged } = round;
  return `${String(number).padStart(String(rounds).length)}/${rounds}  killed ${kind.padEnd(10)} after ${String(livedMs).padStart(4)} ms, ready again after ${String(restartMs).padStart(5)} ms; ${acknowledged} events acknowledged, ${waiting} waiting`;
}

function* linesOf(summary: ChaosSummary): Generator<string> {
  yield `${summary.rounds.length} rounds in ${Math.round(summary.tookMs / 1_000)} s: ${summary.events} events, ${summary.requests} requests, ${summary.unanswered} without an answer, ${summary.resent} events resent on purpose, ${summary.rejected.length} rejected.`;
  for (const [what, count] of Object.entries(summary.found)) yield `  ${what}: ${count}`;
  for (const { name, breaches, notes } of summary.invariants) {
    yield `${breaches.length === 0 ? 'holds ' : 'BROKEN'}  ${name}${breaches.length === 0 ? '' : ` (${breaches.length})`}`;
    for (const breach of breaches.slice(0, breachesShownMax)) yield `          ${breach}`;
    for (const note of notes) yield `          ${note}`;
  }
}
