import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { expect, onTestFinished } from 'vitest';
import { consumerOffsets, rollouts, trainingRuns } from '../../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../../db/postgres/tenancy.ts';
import { dayMs, hourMs, minuteMs } from '../../../../domain/duration.ts';
import type { RunEvent } from '../../../../domain/open-lineage/run-event.ts';
import { usualPlan } from '../../../../domain/rollout/plan.ts';
import { createRolloutModels, scoredCart } from '../../../../test/rollout-fixture.ts';
import type { Shop } from '../../../../test/shop-factory.ts';
import { test } from '../../../../test/system-of-record.ts';
import { uuidV7 } from '../../../shared/ids.ts';
import { exportOpenLineage } from './export.ts';
import { type PushDeps, pushOpenLineage } from './push.ts';

const midday = Date.UTC(2026, 10, 26, 12);

/** A run that trained a version, its rollout, and a day of decisions by the one before it. */
async function history(database: Database, shop: Shop, now: number) {
  const models = await createRolloutModels(database, shop);
  const [runId, rolloutId] = [uuidV7(), uuidV7()];
  const at = (ms: number) => new Date(now - dayMs + ms);
  const common = { storeId: shop.storeId, model: 'purchase', actorKind: 'system' } as const;
  await withEngine(database, async (tx) => {
    await tx.insert(trainingRuns).values({
      ...{
        ...common,
        id: runId,
        reason: 'asked',
        state: 'registered',
        versionId: models.candidateId,
        dataHash: 'ab12',
      },
      ...{ progress: { step: 'writing', done: 1 }, requestedAt: at(0), startedAt: at(minuteMs), endedAt: at(hourMs) },
    });
    await tx.insert(rollouts).values({
      ...{ ...common, id: rolloutId, versionId: models.candidateId, primaryVersionId: models.primaryId },
      ...{
        plan: usualPlan,
        state: 'rolled_back',
        endReason: 'gate',
        createdAt: at(2 * hourMs),
        endedAt: at(3 * hourMs),
      },
    });
  });
  await scoredCart(database, shop, models, { at: new Date(now - dayMs), message: 'sent' });
  return { runId, rolloutId };
}

const shown = (events: readonly RunEvent[]) =>
  events.map(({ eventType, job, inputs, outputs }) => [
    ...[eventType, job.name, inputs.map(({ name }) => name).join(), outputs.map(({ name }) => name).join()],
  ]);

test('a store’s training, rollouts and days of decisions are exported, oldest first, and no other store’s', async ({
  systemOfRecord: database,
  newShop,
}) => {
  const [shop, other] = [await newShop(), await newShop()];
  await history(database, shop, midday);
  const window = { from: new Date(midday - dayMs), to: new Date(midday) };
  const events = await exportOpenLineage(database, { storeId: shop.storeId, ...window });
  const own = events.filter(({ job }) => job.namespace.endsWith(shop.storeId));
  expect(shown(own)).toEqual([
    ['START', 'decisions', 'features.unknown,models.purchase', 'decisions,messages'],
    ['START', 'training.purchase', 'carts,features.session', 'models.purchase'],
    ['COMPLETE', 'training.purchase', 'carts,features.session', 'models.purchase'],
    ['START', 'rollout.purchase', 'models.purchase', ''],
    ['ABORT', 'rollout.purchase', 'models.purchase', ''],
    ['COMPLETE', 'decisions', 'features.unknown,models.purchase', 'decisions,messages'],
  ]);
  const last = own.at(-1);
  expect(last?.outputs[1]).toMatchObject({ outputFacets: { outputStatistics: { rowCount: 1 } } });
  const elsewhere = await exportOpenLineage(database, { storeId: other.storeId, ...window });
  expect(elsewhere.filter(({ job }) => job.namespace.endsWith(shop.storeId))).toEqual([]);
  const asked = exportOpenLineage(database, { storeId: shop.storeId, from: window.to, to: window.from });
  await expect(asked).rejects.toMatchObject({ code: 'bad_request' });
});

/** A catalogue of data that answers as it is told. */
async function startCatalogue() {
  const state = { status: 201, taken: [] as RunEvent[], keys: new Set<string | undefined>() };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      state.keys.add(request.headers.authorization);
      if (state.status < 300) state.taken.push(JSON.parse(body) as RunEvent);
      response.writeHead(state.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/lineage` };
}

test('a catalogue is told what happened since the last time; while it is away nothing is lost, and a private address is not asked', async ({
  systemOfRecord: database,
  newShop,
}) => {
  const shop = await newShop();
  const now = Date.now();
  const { runId } = await history(database, shop, now);
  const { state, url } = await startCatalogue();
  let aheadMs = 0;
  const deps: PushDeps = {
    ...{ database, target: { url, key: 'token' }, now: () => now + aheadMs },
    reach: { allowLoopback: true, allowAll: false },
  };
  const { signal } = new AbortController();
  state.status = 503;
  await expect(pushOpenLineage(deps, signal)).rejects.toThrow('503');
  state.status = 201;
  await pushOpenLineage(deps, signal);
  const ofRun = () => state.taken.filter(({ run }) => run.runId === runId).map(({ eventType }) => eventType);
  expect(ofRun()).toEqual(['START', 'COMPLETE']);
  expect([...state.keys]).toEqual(['Bearer token']);
  // What it took is not sent again for ever.
  aheadMs = hourMs;
  await pushOpenLineage(deps, signal);
  aheadMs = 2 * hourMs;
  state.taken.length = 0;
  await pushOpenLineage(deps, signal);
  expect(ofRun()).toEqual([]);
  const refused = { ...deps, now: () => now - hourMs, reach: { allowLoopback: false, allowAll: false } };
  await withEngine(database, (tx) =>
    tx
      .update(consumerOffsets)
      .set({ position: new Date(now - dayMs).toISOString() })
      .where(eq(consumerOffsets.id, 'open-lineage/0')),
  );
  await expect(pushOpenLineage(refused, signal)).rejects.toMatchObject({ problem: 'strange' });
});
