import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startKafka } from '../tools/kafka/start-kafka.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `host:port` of a broker that all files share; each test makes topics of its own. */
    kafkaAddress: string;
  }
}

/** Starts one Kafka broker for the run, fetching it first when it is not there. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'cart-kafka-'));
  chmodSync(folder, 0o755);
  const broker = await startKafka(folder);
  project.provide('kafkaAddress', broker.address);
  return async () => {
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
