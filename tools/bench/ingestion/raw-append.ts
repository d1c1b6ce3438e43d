import type { Redis } from 'ioredis';
import { sampleEvent } from './sample-event.ts';

const pipelineCommands = 250;
const pipelinesInFlight = 4;

/** What the log's server can do at most: XADD of the same bytes, one entry per event, in pipelines. Events per second. */
export async function rawAppend(redis: Redis, { seconds }: { readonly seconds: number }): Promise<number> {
  const event = JSON.stringify(sampleEvent('raw', new Date().toISOString()));
  const until = performance.now() + seconds * 1_000;
  const since = performance.now();
  let appended = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      const pipeline = redis.pipeline();
      for (let index = 0; index < pipelineCommands; index++)
        pipeline.xadd('bench:raw', 'MAXLEN', '~', 100_000, '*', 'e', event);
      const answers = await pipeline.exec();
      for (const [error] of answers ?? []) if (error) throw error;
      appended += pipelineCommands;
    }
  };
  await Promise.all(Array.from({ length: pipelinesInFlight }, work));
  return (appended / (performance.now() - since)) * 1_000;
}
