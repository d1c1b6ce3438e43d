import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { campaignExposures } from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import { createApiKey } from '../../../services/accounts/api-keys/create.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

/** A store with one buyer in each arm whose time to buy is over. */
async function openLab(api: ApiFixture) {
  const since = new Date(Date.now() - 30 * dayMs);
  const exposedAt = new Date(Date.now() - 20 * dayMs);
  const shop = await createShop(api.database, { campaign: { holdoutPercent: 20, holdoutSince: since } });
  const { storeId, campaignId } = shop;
  const ordersOf = async (arm: 'treated' | 'holdout', amounts: readonly number[]) => {
    const customerId = await shop.customer();
    await shop.write((tx) =>
      tx.insert(campaignExposures).values({
        ...{ storeId, campaignId, customerId, arm, recoveryId: randomUUID(), percent: 20, exposedAt },
      }),
    );
    for (const totalMinor of amounts)
      await shop.order({ customerId, totalMinor, placedAt: new Date(exposedAt.getTime() + dayMs) });
  };
  await ordersOf('treated', [1_000, 2_000, 3_000]);
  await ordersOf('holdout', [500]);
  const { key } = await createApiKey(api.database, { actor: system, storeId, name: 'test', scopes: ['stats:read'] });
  return { campaignId, key };
}

describe('an experiment', () => {
  test('is told in short of every campaign and at length of one, with lists as long as its numbers', async ({
    api,
  }) => {
    const { campaignId, key } = await openLab(api);
    const list = await api.call('/v1/experiments', { key });
    expect(list.json.items).toMatchObject([
      { campaignId, verdict: 'too_early', holdoutPercent: 20, treated: { matured: 1 }, holdout: { buyers: 1 } },
    ]);
    expect(list.json.items[0]).not.toHaveProperty('shareCourse');
    const { json } = await api.call(`/v1/experiments/${campaignId}`, { key });
    expect(json.money).toMatchObject([
      {
        currency: 'EUR',
        treated: { orders: 3, amountMinor: 6_000, perPersonMinor: 6_000 },
        holdout: { orders: 1, amountMinor: 500 },
        perPerson: { difference: 5_500, interval: null },
        incremental: { amountMinor: 5_500, interval: null },
      },
    ]);
    expect(json.shareCourse.at(-1)).toMatchObject({ difference: 0 });
    const found = [];
    for (let cursor = ''; ; ) {
      const page = await api.call(`/v1/experiments/${campaignId}/orders?figure=treated&limit=2${cursor}`, { key });
      found.push(...page.json.items);
      if (page.json.nextCursor === null) break;
      cursor = `&cursor=${page.json.nextCursor}`;
    }
    expect(found.map(({ netMinor }) => netMinor).toSorted()).toEqual([1_000, 2_000, 3_000]);
  });

  test('of another store’s campaign is not found', async ({ api }) => {
    const [one, other] = [await openLab(api), await openLab(api)];
    for (const path of ['', '/orders'])
      expect((await api.call(`/v1/experiments/${other.campaignId}${path}`, { key: one.key })).status).toBe(404);
  });

  test('has no list of a figure, currency or channel that there is not', async ({ api }) => {
    const { campaignId, key } = await openLab(api);
    for (const query of ['figure=bought', 'currency=euro', 'channel=fax', 'cursor=x'])
      expect((await api.call(`/v1/experiments/${campaignId}/orders?${query}`, { key })).status).toBe(400);
  });
});
