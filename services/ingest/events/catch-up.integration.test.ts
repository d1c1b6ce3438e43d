import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { test } from '../../../test/system-of-record.ts';
import { cartsConsumer, offsetId } from '../../journal/consumer-offsets.ts';
import { catchUp } from './catch-up.ts';

const storeId = randomUUID();
const { signal } = new AbortController();

/** A log of one partition that ends where the test says; offsets are numbers written as text. */
function logThatEnds(end: () => string) {
  return {
    partitions: 1,
    end: async () => end(),
    hasPassed: (position: string | null, mark: string | null) => Number(position) >= Number(mark),
  };
}

test('what was acknowledged can be read once the pipeline has applied the log to its end', async ({
  systemOfRecord,
}) => {
  const applied = (position: number) =>
    withEngine(systemOfRecord, (tx) =>
      tx.execute(sql`
        insert into consumer_offsets (id, position) values (${offsetId(cartsConsumer, 0)}, ${position})
        on conflict (id) do update set position = excluded.position`),
    );
  await applied(4);
  let looks = 0;
  const eventLog = {
    ...logThatEnds(() => '5'),
    hasPassed(position: string | null, mark: string | null) {
      looks += 1;
      // The pipeline goes on while we wait.
      if (looks === 3) void applied(5);
      return Number(position) >= Number(mark);
    },
  };
  expect(await catchUp({ database: systemOfRecord, eventLog, now: Date.now }, storeId, signal)).toBe(true);
  expect(looks).toBeGreaterThan(3);
});

test('only what was acknowledged before the call is waited for, however much comes after it', async ({
  systemOfRecord,
}) => {
  let end = 0;
  const eventLog = logThatEnds(() => String(end++));
  expect(await catchUp({ database: systemOfRecord, eventLog, now: Date.now }, randomUUID(), signal)).toBe(true);
  expect(end).toBe(1);
});
