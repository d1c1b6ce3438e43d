import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  campaigns,
  driftChecks,
  modelMoves,
  recoveries,
  rolloutLooks,
  rollouts,
  topicOutbox,
  trainingRuns,
} from '../../db/postgres/schema/index.ts';
import { withEngine } from '../../db/postgres/tenancy.ts';
import { listenFor } from '../../db/postgres/wake-up.ts';
import { usualPlan } from '../../domain/rollout/plan.ts';
import { test } from '../../test/system-of-record.ts';
import { recordDecisions } from '../journal/decisions/record.ts';
import { uuidV7 } from '../shared/ids.ts';
import { platformStream, type StoreEvent } from './live-event.ts';
import { relayChanges } from './relay-changes.ts';

type Database = Parameters<typeof relayChanges>[0]['database'];

/** Tells all that waits and returns it, as `kind state`. */
async function tellAll(database: Database, storeId: string): Promise<string[]> {
  const told: StoreEvent[] = [];
  const publish = async (events: readonly StoreEvent[]) => void told.push(...events);
  while ((await relayChanges({ database, publish })).more);
  return told.filter((one) => one.storeId === storeId).map(({ event: { kind, state } }) => `${kind} ${state}`);
}

describe('open pages', () => {
  test('are told of every recovery, message, order, decision and campaign as it is now, by ids and codes', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    const customerId = await shop.customer({ email: 'ada@shop.example' });
    const cart = await shop.cart({ customerId });
    const recoveryId = await shop.recovery(cart);
    await shop.order({ cartId: cart.id, customerId, recoveryId, totalMinor: 4_200 });
    await shop.write((tx) =>
      recordDecisions(tx, [{ storeId: shop.storeId, cartId: cart.id, kind: 'predicted', recoveryId, key: '1' }]),
    );
    await shop.write((tx) => tx.update(recoveries).set({ stage: 'waiting' }).where(eq(recoveries.id, recoveryId)));
    const told: StoreEvent[] = [];
    await relayChanges({ database: systemOfRecord, publish: async (events) => void told.push(...events) });
    const own = told.filter(({ storeId }) => storeId === shop.storeId).map(({ event }) => event);
    expect(own.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'campaign active',
      'decision predicted',
      'order placed',
      'recovery waiting',
    ]);
    expect(own.find(({ kind }) => kind === 'order')).toMatchObject({
      ...{ cartId: cart.id, recoveryId, campaignId: shop.campaignId, totalMinor: 4_200, currency: 'EUR' },
    });
    // A prediction decides nothing: a page that is told late that it waits still learns that it began.
    expect(own.find(({ kind }) => kind === 'recovery')).toMatchObject({ isNew: true });
    expect(JSON.stringify(own)).not.toMatch(/ada|example|Lipstick/);
    await shop.write(async (tx) => {
      const skipped = { kind: 'not_sent', ruleId: 'touch-1', reason: 'cart_active', key: '2' } as const;
      await recordDecisions(tx, [{ storeId: shop.storeId, cartId: cart.id, recoveryId, ...skipped }]);
      await tx.update(recoveries).set({ waitsFor: 'touch-2' }).where(eq(recoveries.id, recoveryId));
    });
    const later: StoreEvent[] = [];
    await relayChanges({ database: systemOfRecord, publish: async (events) => void later.push(...events) });
    expect(later.map(({ event }) => event)).toContainEqual(expect.objectContaining({ id: recoveryId, isNew: false }));
  });

  test('are told after the commit, never before it and never of what was rolled back', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    await tellAll(systemOfRecord, shop.storeId);
    const rename = (status: 'paused' | 'archived', fail: boolean) =>
      shop.write(async (tx) => {
        await tx.update(campaigns).set({ status }).where(eq(campaigns.id, shop.campaignId));
        expect(await tellAll(systemOfRecord, shop.storeId)).toEqual([]);
        if (fail) throw new Error('rolled back');
      });
    await expect(rename('archived', true)).rejects.toThrow('rolled back');
    expect(await tellAll(systemOfRecord, shop.storeId)).toEqual([]);
    await rename('paused', false);
    expect(await tellAll(systemOfRecord, shop.storeId)).toEqual(['campaign paused']);
  });

  test('are told again of what may not have arrived', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    await tellAll(systemOfRecord, shop.storeId);
    await shop.write((tx) => tx.update(campaigns).set({ status: 'paused' }).where(eq(campaigns.id, shop.campaignId)));
    const away = relayChanges({ database: systemOfRecord, publish: () => Promise.reject(new Error('away')) });
    await expect(away).rejects.toThrow('away');
    expect(await tellAll(systemOfRecord, shop.storeId)).toEqual(['campaign paused']);
    expect(await tellAll(systemOfRecord, shop.storeId)).toEqual([]);
  });

  test('are told by one process at a time, so the newest state comes last', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const nobody = relayChanges({
      database: systemOfRecord,
      publish: async () => {
        const second = await relayChanges({
          database: systemOfRecord,
          publish: () => Promise.reject(new Error('both')),
        });
        expect(second.told).toBe(0);
      },
    });
    expect((await nobody).told).toBeGreaterThan(0);
    expect(await tellAll(systemOfRecord, shop.storeId)).toEqual([]);
  });

  test('wait for nobody’s next look: the commit wakes who tells them', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    let woken = Promise.withResolvers<void>();
    const listener = listenFor(systemOfRecord, 'live', { onWake: () => woken.resolve(), onFailure: woken.reject });
    await woken.promise;
    woken = Promise.withResolvers();
    await shop.write((tx) => tx.update(campaigns).set({ status: 'paused' }).where(eq(campaigns.id, shop.campaignId)));
    await woken.promise;
    listener.close();
  });

  test('of carts are not told from the queue: the pipeline has them at hand', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    await tellAll(systemOfRecord, shop.storeId);
    await shop.cart();
    const queued = await withEngine(systemOfRecord, (tx) =>
      tx.select().from(topicOutbox).where(eq(topicOutbox.storeId, shop.storeId)),
    );
    expect(queued.filter(({ topic }) => topic.startsWith('live.'))).toEqual([]);
  });

  test('are told of training, rollouts with their looks, moves and checks, those for every store in a stream of their own', async ({
    systemOfRecord,
    newShop,
  }) => {
    const { storeId } = await newShop();
    await tellAll(systemOfRecord, storeId);
    for (const of of [storeId, null]) {
      await changeModels(systemOfRecord, of);
      const told = await tellAll(systemOfRecord, of ?? platformStream);
      expect(told.toSorted()).toEqual([
        ...[
          'drift_check alarmed',
          'model_move promoted',
          'rollout running',
          'rollout running',
          'training_run requested',
        ],
      ]);
    }
  });
});

/** A run is asked for, a rollout begins and is looked at, a version is promoted, and a check raises an alarm. */
async function changeModels(database: Parameters<typeof withEngine>[0], storeId: string | null): Promise<void> {
  const [rolloutId, versionId, at] = [uuidV7(), uuidV7(), new Date()];
  const common = { storeId, model: 'purchase', actorKind: 'system' } as const;
  const figures = { scores: { p99Ms: null } } as unknown as typeof rolloutLooks.$inferInsert.figures;
  await withEngine(database, async (tx) => {
    await tx.insert(trainingRuns).values({
      ...{ ...common, id: uuidV7(), reason: 'asked', progress: { step: 'writing', done: 0 }, requestedAt: at },
    });
    await tx.insert(rollouts).values({
      ...{ ...common, id: rolloutId, versionId, primaryVersionId: uuidV7(), plan: usualPlan, state: 'running' },
      createdAt: at,
    });
    await tx.insert(rolloutLooks).values({
      ...{ id: uuidV7(), rolloutId, storeId, stage: 0, at, verdict: 'hold', gates: [], figures },
    });
    await tx.insert(modelMoves).values({ ...common, id: uuidV7(), at, what: 'promoted', versionId, reason: '' });
    await tx.insert(driftChecks).values({
      ...{ storeId, model: 'purchase', id: uuidV7(), version: rolloutId, fromDay: '2026-10-27', toDay: '2026-11-23' },
      ...{ checkedAt: at, state: 'alarmed', alarmedSince: at, retraining: { kind: 'asked' } },
      report: {} as typeof driftChecks.$inferInsert.report,
    });
  });
}
