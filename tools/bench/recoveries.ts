import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { sql } from 'drizzle-orm';
import { recoveries } from '../../db/postgres/schema/index.ts';
import { withEngine } from '../../db/postgres/tenancy.ts';
import { hourMs, minuteMs } from '../../domain/duration.ts';
import { type Engine, startEngine } from '../../test/engine.ts';
import { createShop, oneEmail } from '../../test/shop-factory.ts';
import { findBinary } from '../../workers/stack/find-binary.ts';
import type { BenchResult } from './bench-result.ts';
import { cpuTimeOfUs, cpuTimeUs, ownCpuTimeUs } from './cpu-time.ts';
import { medianBy } from './median.ts';
import { startScratchStores } from './scratch-stores.ts';

/** As many as are measured: what runs for months is warm. */
const warmUpCount = 300;
const count = 300;
/** A machine that others use too swings by a sixth within an hour. */
const turnsMax = 5;
/** Longer than it takes to start them all, so that every one of them really waits for a timer. */
const stepDelayMs = 20_000;
const startConcurrency = 16;
const patienceMs = 5 * minuteMs;
/** Seldom enough that the bench's own question costs nothing beside what it measures. */
const lookMs = 1_000;

/**
 * Abandoned carts to ended recoveries with one message each, beside a bare workflow of the same shape (one timer, two
 * activities that do nothing) on the same Temporal server in the same run. Counted per second of CPU time, ours
 * and the servers' together: both spend most of the wall's time waiting for their timers.
 */
export async function benchRecoveries(): Promise<BenchResult[]> {
  const stores = await startScratchStores();
  const engine = await startEngine({
    ...stores.database,
    redisUrl: stores.redisUrl,
    // As in production: what runs all the time should not be counted more than it costs there.
    sweepIntervalMs: 500,
    temporalCliPath: findBinary('temporal', process.env['TEMPORAL_CLI_PATH']),
  });
  try {
    const bare = await startBareWorker(engine);
    await runRecoveries(engine, warmUpCount);
    await runBare(engine.client, warmUpCount);
    const turns: Turn[] = [];
    for (let turn = 0; turn < turnsMax; turn++) {
      turns.push({ ours: await runRecoveries(engine, count), raw: await runBare(engine.client, count) });
    }
    await bare.stop();
    const { ours, raw } = medianBy(turns, (turn) => turn.ours.perCpuSecond / turn.raw.perCpuSecond);
    return [
      {
        name: 'recoveries with one message, from abandoned cart to recorded end',
        unit: 'recoveries per CPU second',
        ours: ours.perCpuSecond,
        raw: raw.perCpuSecond,
        ratio: ours.perCpuSecond / raw.perCpuSecond,
        note: `raw: a workflow with one timer and two empty activities on the same server; of ${turnsMax} turns ${ratiosOf(turns, (run) => run.perCpuSecond)} the median`,
      },
      {
        name: 'recoveries with one message, by what they cost the Temporal server',
        unit: 'recoveries per its CPU second',
        ours: ours.perServerSecond,
        raw: raw.perServerSecond,
        ratio: ours.perServerSecond / raw.perServerSecond,
        note: `the row above counts our own database, rendering and decisions too, which the bare workflow has none of: CPU ms for one are ${costsOf(ours)}; of a bare one ${costsOf(raw)}`,
      },
      {
        name: 'history of a recovery with one message',
        unit: 'events',
        ours: ours.events,
        raw: raw.events,
        ratio: raw.events / ours.events,
      },
    ];
  } finally {
    await engine.stop();
    await stores.stop();
  }
}

/** One after the other, so that a machine that slows down slows both down. */
interface Turn {
  readonly ours: Run;
  readonly raw: Run;
}

function ratiosOf(turns: readonly Turn[], by: (run: Run) => number): string {
  return turns.map(({ ours, raw }) => (by(ours) / by(raw)).toFixed(2)).join(', ');
}

interface Run {
  readonly perCpuSecond: number;
  /** Per second of the Temporal server's CPU time alone. */
  readonly perServerSecond: number;
  /** CPU time for one of them, milliseconds. */
  readonly costMs: { readonly node: number; readonly temporal: number; readonly postgres: number };
  /** Events of the history of one of them. */
  readonly events: number;
}

function costsOf({ costMs: { node, temporal, postgres } }: Run): string {
  return `Node ${node.toFixed(0)}, Temporal ${temporal.toFixed(0)}, PostgreSQL ${postgres.toFixed(0)}`;
}

async function runRecoveries({ database, client }: Engine, amount: number): Promise<Run> {
  const timeScale = hourMs / stepDelayMs;
  // One store, many persons: all carts are due at the same moment.
  const shop = await createShop(database, { rules: oneEmail, timeScale });
  const abandonAt = new Date(Date.now() + 30_000);
  const carts = [];
  for (let index = 0; index < amount; index++) {
    carts.push(await shop.cart({ customerId: await shop.customer(), abandonAt }));
  }
  const used = startCount(amount);
  await shop.write((tx) => tx.execute(sql`update carts set abandon_at = now() where store_id = ${shop.storeId}`));
  await untilTrue(async () => {
    const ended = await withEngine(database, (tx) =>
      tx.$count(recoveries, sql`${recoveries.storeId} = ${shop.storeId} and ${recoveries.endedAt} is not null`),
    );
    return ended === amount;
  });
  const rates = used();
  const [row] = await shop.write((tx) => tx.select().from(recoveries).limit(1));
  return { ...rates, events: await eventsOf(client, row?.workflowId ?? '') };
}

const bareQueue = 'bench-bare';

async function startBareWorker({ temporal }: Engine): Promise<{ stop(): Promise<void> }> {
  const connection = await NativeConnection.connect({ address: temporal.address });
  const worker = await Worker.create({
    connection,
    taskQueue: bareQueue,
    workflowsPath: new URL('./recoveries/bare-workflow.ts', import.meta.url).pathname,
    activities: { first: async () => {}, second: async () => {} },
  });
  const running = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}

async function runBare(client: Client, amount: number): Promise<Run> {
  const used = startCount(amount);
  const waiting = Array.from({ length: amount }, () => randomUUID());
  const [sample] = waiting;
  await Promise.all(
    Array.from({ length: startConcurrency }, async () => {
      const handles = [];
      for (let workflowId = waiting.pop(); workflowId; workflowId = waiting.pop()) {
        handles.push(await client.workflow.start('bare', { workflowId, taskQueue: bareQueue, args: [stepDelayMs] }));
      }
      for (const handle of handles) await handle.result();
    }),
  );
  return { ...used(), events: await eventsOf(client, sample ?? '') };
}

/** The result reads what `amount` of them have cost since the call. */
function startCount(amount: number): () => Omit<Run, 'events'> {
  const since = readCpuTimes();
  return () => {
    const now = readCpuTimes();
    const costMs = (program: keyof typeof now) => (now[program] - since[program]) / amount / 1_000;
    return {
      perCpuSecond: 1_000 / costMs('all'),
      perServerSecond: 1_000 / costMs('temporal'),
      costMs: { node: costMs('node'), temporal: costMs('temporal'), postgres: costMs('postgres') },
    };
  };
}

/** In microseconds. */
function readCpuTimes() {
  return {
    all: cpuTimeUs(),
    node: ownCpuTimeUs(),
    temporal: cpuTimeOfUs('temporal'),
    postgres: cpuTimeOfUs('postgres'),
  };
}

async function eventsOf(client: Client, workflowId: string): Promise<number> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return events?.length ?? 0;
}

async function untilTrue(check: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error('the recoveries did not end in time');
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
