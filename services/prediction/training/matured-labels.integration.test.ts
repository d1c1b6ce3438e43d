import { describe, expect } from 'vitest';
import { campaignExposures } from '../../../db/postgres/schema/index.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { holdoutArm } from '../../../domain/experiments/holdout.ts';
import { vectorOf } from '../../../ml/feature-set.ts';
import { cartFeatureSet } from '../../../ml/cart-features.ts';
import { emptyActivity } from '../../../ml/shopping-activity.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { askedCart } from '../../../test/training-place.ts';
import { type MaturedLabel, readMaturedLabels } from './matured-labels.ts';

const nowMs = Date.parse('2026-11-27T12:00:00.000Z');
const longAgo = nowMs - 10 * dayMs;

const test = base.extend('labelsOf', { scope: 'file' }, ({ systemOfRecord }) => {
  return async (shop: Shop, atMs = nowMs): Promise<readonly MaturedLabel[]> => {
    const range = { scope: { storeId: shop.storeId }, fromMs: nowMs - 60 * dayMs, toMs: nowMs, limit: 1_000 };
    const found: MaturedLabel[] = [];
    for await (const page of readMaturedLabels(systemOfRecord, { ...range, nowMs: atMs })) found.push(...page);
    return found;
  };
});

/** A person whom the draw of this campaign puts on a side. */
async function drawn(shop: Shop, arm: 'holdout' | 'treated', percent = 50): Promise<string> {
  for (;;) {
    const customerId = await shop.customer();
    if (holdoutArm({ customerId, campaignId: shop.campaignId, percent }) === arm) return customerId;
  }
}

const withHoldout = { campaign: { holdoutPercent: 50, holdoutSince: new Date(0) } };

describe('the end of a prediction', () => {
  test('is known after 72 hours of the store’s clock, and until then it is no "no"', async ({ newShop, labelsOf }) => {
    const [shop, quick] = [await newShop(), await newShop({ timeScale: 60 })];
    await askedCart(shop, { atMs: nowMs - 71 * hourMs });
    await askedCart(quick, { atMs: nowMs - 71 * hourMs });
    expect([await labelsOf(shop), await labelsOf(shop, nowMs + 2 * hourMs)]).toMatchObject([[], [{ bought: false }]]);
    expect(await labelsOf(quick)).toMatchObject([{ bought: false }]);
  });

  test('is a purchase by the cart or by its person within that time, told before or after', async ({
    newShop,
    labelsOf,
  }) => {
    const shop = await newShop();
    const at = (hours: number) => new Date(longAgo + hours * hourMs);
    const own = await askedCart(shop, { atMs: longAgo });
    await shop.order({ cartId: own.cartId, placedAt: at(2) });
    const other = await askedCart(shop, { atMs: longAgo - 1 });
    await shop.order({ customerId: other.customerId, placedAt: at(71) });
    const late = await askedCart(shop, { atMs: longAgo - 2 });
    await shop.order({ customerId: late.customerId, placedAt: at(73) });
    const before = await askedCart(shop, { atMs: longAgo - 3 });
    await shop.order({ customerId: before.customerId, placedAt: at(-1) });
    const cancelled = await askedCart(shop, { atMs: longAgo - 4 });
    await shop.order({ cartId: cancelled.cartId, placedAt: at(2), cancelledAt: at(3) });
    expect((await labelsOf(shop)).map(({ bought }) => bought)).toEqual([true, true, false, false, false]);
  });

  test('teaches what happens without a message where the draw, and nothing else, kept it from the person (operations M10)', async ({
    newShop,
    labelsOf,
  }) => {
    const shop = await newShop(withHoldout);
    const held = await askedCart(shop, { atMs: longAgo, customerId: await drawn(shop, 'holdout') });
    const sent = await askedCart(shop, { atMs: longAgo - 1, customerId: await drawn(shop, 'treated') });
    const cart = await shop.cart({ customerId: sent.customerId });
    await shop.sentMessage(cart, sent.recoveryId, { claimedAt: new Date(longAgo + hourMs) });
    const early = await askedCart(shop, { atMs: longAgo - 2, customerId: await drawn(shop, 'treated') });
    await shop.order({ cartId: early.cartId, placedAt: new Date(longAgo + 1) });
    const labels = await labelsOf(shop);
    expect(labels.map(({ group, messaged, bought }) => [group, messaged, bought])).toEqual([
      ['untouched', false, false],
      ['drawn', true, false],
      ['drawn', false, true],
    ]);
    expect(labels[0]?.cartId).toBe(held.cartId);
    const undrawn = await newShop();
    await askedCart(undrawn, { atMs: longAgo });
    expect(await labelsOf(undrawn)).toMatchObject([{ group: 'chosen', arm: null }]);
  });

  test('keeps the side that a person took before, whatever share is drawn now', async ({ newShop, labelsOf }) => {
    const shop = await newShop(withHoldout);
    const { customerId, recoveryId } = await askedCart(shop, {
      atMs: longAgo,
      customerId: await drawn(shop, 'treated'),
    });
    const { storeId, campaignId } = shop;
    const exposure = { storeId, campaignId, customerId, recoveryId, percent: 50 };
    await shop.write((tx) =>
      tx.insert(campaignExposures).values({ ...exposure, arm: 'holdout', exposedAt: new Date(longAgo - dayMs) }),
    );
    expect(await labelsOf(shop)).toMatchObject([{ arm: 'holdout', group: 'untouched' }]);
  });

  test('comes with the vector of the richest set, bit by bit, whatever set answered', async ({ newShop, labelsOf }) => {
    const shop = await newShop();
    await askedCart(shop, { atMs: longAgo, valueMinor: 4_990 });
    const [label] = await labelsOf(shop);
    const cart = {
      ...{ distinctItems: 1, itemCount: 2, valueMinor: 4_990, currencyExponent: 2 },
      ...{ lowestPriceMinor: 1_250, highestPriceMinor: 1_250, stage: 'cart' as const },
    };
    const expected = vectorOf(cartFeatureSet, { activity: emptyActivity, cart, atMs: longAgo, timeZone: 'UTC' });
    expect(Float32Array.from(label?.features ?? [])).toEqual(expected);
  });

  test('is that of the store, of all stores for the platform, and of no test store', async ({
    newShop,
    labelsOf,
    systemOfRecord,
  }) => {
    const [shop, other] = [await newShop(), await newShop()];
    const trial = await newShop({ testOf: shop.storeId });
    for (const one of [shop, other, trial]) await askedCart(one, { atMs: longAgo });
    expect((await labelsOf(shop)).map(({ storeId }) => storeId)).toEqual([shop.storeId]);
    const seen = new Set<string>();
    const range = { scope: { storeId: null }, fromMs: longAgo - dayMs, toMs: nowMs, nowMs, limit: 1_000 };
    for await (const page of readMaturedLabels(systemOfRecord, range)) for (const { storeId } of page) seen.add(storeId);
    expect([seen.has(shop.storeId), seen.has(other.storeId), seen.has(trial.storeId)]).toEqual([true, true, false]);
  });
});
