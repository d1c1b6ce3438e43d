import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { connectRedis } from '../../../db/redis/connect.ts';
import { processesKey } from '../../../db/redis/keys.ts';
import { test } from '../../../test/fixtures.ts';
import { announceProcess, listProcesses, type RunningProcess, withdrawProcess } from './process-registry.ts';

const processOf = (change: Partial<RunningProcess> = {}): RunningProcess => ({
  ...{ id: randomUUID(), roles: ['api'], version: '1.2.3', host: 'here', startedMs: 1_000, away: [] },
  ...change,
});

test('lists who runs with what was said last, the oldest first, and who withdrew no more', async ({
  redis: { url },
}) => {
  const redis = connectRedis(url, { purpose: 'request' });
  onTestFinished(() => void redis.quit());
  const [young, old] = [processOf({ startedMs: 2_000 }), processOf({ roles: ['pipeline', 'recovery'] })];
  await announceProcess(redis, young);
  await announceProcess(redis, old);
  await announceProcess(redis, { ...young, away: ['clickhouse'] });
  expect(await listProcesses(redis)).toEqual([old, { ...young, away: ['clickhouse'] }]);
  await withdrawProcess(redis, old.id);
  expect((await listProcesses(redis)).map(({ id }) => id)).toEqual([young.id]);
});

test('a process that was killed is gone after its silence, and leaves nothing behind', async ({ redis: { url } }) => {
  const redis = connectRedis(url, { purpose: 'request' });
  onTestFinished(() => void redis.quit());
  const [killed, living] = [processOf(), processOf()];
  await announceProcess(redis, killed);
  // As if it had been silent since.
  await redis.zadd(processesKey.seen, 1, killed.id);
  expect((await listProcesses(redis)).map(({ id }) => id)).not.toContain(killed.id);
  await announceProcess(redis, living);
  expect(await redis.hexists(processesKey.said, killed.id)).toBe(0);
  expect(await redis.pttl(processesKey.said)).toBeGreaterThan(0);
});
