import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inArray } from 'drizzle-orm';
import { expect } from 'vitest';
import { orders } from '../../../db/postgres/schema/index.ts';
import { rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { runRelayProcess } from '../../../test/analytics/start-relay-process.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { recordDecisions } from '../../journal/decisions/record.ts';

const test = base.extend('folder', async ({}, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cart-clickhouse-'));
  onCleanup(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
});

const startsMs = 60_000;

test('relays that are killed with rows copied and still queued lose none and count none twice', {
  timeout: 5 * startsMs,
}, async ({ database, systemOfRecord, newShop, folder }) => {
  const shop = await newShop();
  const { storeId } = shop;
  const ids = await Promise.all(Array.from({ length: 7 }, () => shop.order({ totalMinor: 100 })));
  await shop.write((tx) =>
    recordDecisions(
      tx,
      Array.from({ length: 5 }, (_, n) => ({
        ...{ storeId, cartId: randomUUID(), kind: 'not_started' as const, key: String(n) },
      })),
    ),
  );
  const options = { engineUrl: database.engineUrl, folder, rowsPerRoundMax: 3 };
  for (const killAtInsert of [1, 2, 3]) {
    expect(await runRelayProcess(options, killAtInsert)).toBe('killed');
    // Changed while nobody relays, and a lease that is over: what the next one finds.
    await shop.write((tx) =>
      tx
        .update(orders)
        .set({ totalMinor: 1_000 })
        .where(inArray(orders.id, ids.slice(0, killAtInsert))),
    );
    await withEngine(systemOfRecord, (tx) => rawSql(tx)`update topic_relays set leased_until = now()`);
  }

  expect(await runRelayProcess(options, Number.POSITIVE_INFINITY)).toEqual(
    expect.arrayContaining([
      { table: 'orders', rows: 7, facts: 7, amount: 3 * 1_000 + 4 * 100 },
      { table: 'decisions', rows: 5, facts: 5, amount: 0 },
    ]),
  );
});
