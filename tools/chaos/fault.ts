import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findNotedProcess } from '../../workers/stack/process-identity.ts';
import type { KafkaBroker } from '../kafka/start-kafka.ts';
import type { Product } from '../product/start-product.ts';
import type { SeededRandom } from '../traffic/seeded-random.ts';

/** What dies in a round: the process alone, all at once, or one server a moment before the process. */
export const faultKinds = ['process', 'everything', 'postgres', 'valkey', 'temporal', 'kafka'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Where the product keeps accepted events. */
export const logKinds = ['streams', 'kafka'] as const;
export type LogKind = (typeof logKinds)[number];

const commonWeights: Readonly<Record<FaultKind, number>> = {
  process: 5,
  everything: 2,
  postgres: 1,
  valkey: 1,
  temporal: 1,
  kafka: 0,
};
const weightsOf: Readonly<Record<LogKind, Readonly<Record<FaultKind, number>>>> = {
  streams: commonWeights,
  kafka: { ...commonWeights, kafka: 5 },
};
const serverAloneMsMax = 1_500;

export function chooseFault(random: SeededRandom, log: LogKind): FaultKind {
  const weights = weightsOf[log];
  let place = random.next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  for (const kind of faultKinds) {
    place -= weights[kind];
    if (place < 0) return kind;
  }
  return 'process';
}

/** Kills with SIGKILL, by the process numbers that the product noted in its data folder; resolves when it is gone. */
export async function fault(
  kind: FaultKind,
  {
    product,
    dataDir,
    broker,
    random,
  }: { product: Product; dataDir: string; broker: KafkaBroker | undefined; random: SeededRandom },
): Promise<void> {
  const servers = serverPids(dataDir);
  const brokerPid = broker?.pid();
  if (brokerPid !== undefined) servers.set('kafka', brokerPid);
  if (kind === 'everything') {
    for (const pid of [product.pid, ...servers.values()]) kill(pid);
  } else {
    const server = servers.get(kind);
    if (server !== undefined) {
      kill(server);
      await delay(random.next() * serverAloneMsMax);
    }
    kill(product.pid);
  }
  await product.exited;
}

function serverPids(dataDir: string): Map<string, number> {
  const folder = join(dataDir, 'run');
  const pids = new Map<string, number>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.pid'))) {
    const pid = findNotedProcess(join(folder, name));
    if (pid !== undefined) pids.set(name.replace(/\.pid$/, ''), pid);
  }
  return pids;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}
