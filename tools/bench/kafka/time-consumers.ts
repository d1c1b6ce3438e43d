import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Database, withPipeline } from '../../../db/postgres/tenancy.ts';
import type { EventLog } from '../../../events/event-log.ts';
import type { Topic } from '../../../events/topics.ts';
import { cartsConsumer, offsetId, readOffset } from '../../../services/journal/consumer-offsets.ts';
import { cpuTimeUs } from '../cpu-time.ts';
import { type Turns, takeTurns } from './take-turns.ts';

export interface ConsumerProcessOptions {
  readonly appUrl: string;
  readonly engineUrl: string;
  readonly redisUrl: string;
  readonly kafkaAddress: string;
  readonly topic: Topic;
  readonly group: string;
  readonly members: number;
}

/** How a run of consumers is made and measured. */
interface Run {
  readonly warmUp: () => Promise<void>;
  readonly fill: () => Promise<void>;
  /** Absent: each consumer takes what it gets of the machine. */
  readonly turns?: Turns;
}

export interface TimedConsumers {
  readonly tookMs: number;
  /** Processor time of everything together, in microseconds. */
  readonly cpuUs: number;
}

const pollMs = 20;

/**
 * Starts that many consumers, warms them up, and answers how long they take, in milliseconds, to apply what `fill` puts
 * into the log while they hold still.
 */
export async function timeConsumers(
  options: Omit<ConsumerProcessOptions, 'group'>,
  opened: { readonly database: Database; readonly eventLog: EventLog },
  { warmUp, fill, turns }: Run,
): Promise<TimedConsumers> {
  const group = `bench-${randomUUID()}`;
  const consumers = Array.from({ length: options.members }, () => start({ ...options, group }));
  let endTurns = (): void => {};
  try {
    await Promise.all(consumers.map((consumer) => once(consumer, 'message')));
    await warmUp();
    await untilApplied(opened);
    for (const consumer of consumers) consumer.send('hold');
    await fill();
    const cpuSince = cpuTimeUs();
    const since = performance.now();
    for (const consumer of consumers) consumer.send('go');
    if (turns) endTurns = takeTurns(consumers, turns);
    await untilApplied(opened);
    return { tookMs: performance.now() - since, cpuUs: cpuTimeUs() - cpuSince };
  } finally {
    endTurns();
    for (const consumer of consumers) consumer.kill('SIGKILL');
  }
}

async function untilApplied({ database, eventLog }: { database: Database; eventLog: EventLog }): Promise<void> {
  for (let partition = 0; partition < eventLog.partitions; partition++) {
    const id = offsetId(cartsConsumer, partition);
    const mark = await eventLog.end(partition);
    while (!eventLog.hasPassed(await withPipeline(database, (tx) => readOffset(tx, id)), mark)) await delay(pollMs);
  }
}

function start(options: ConsumerProcessOptions): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'consumer-process.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
