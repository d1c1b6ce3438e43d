import { describe, expect } from 'vitest';
import { carts, decisions, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { eventsOf, minuteAt } from '../../../test/event-factory.ts';
import { createShop, oneEmail, type ShopOptions } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { createStoreThresholdsCache } from '../../state/stores/idle-thresholds.ts';
import { defaultCampaign } from '../campaigns/default-campaign.ts';
import { sweepCarts } from './sweep.ts';

const ada = { email: 'ada@shopper.example' };
const consent = { channel: 'email', status: 'granted', source: 'a test', who: ada } as const;

describe('somebody reachable who only looks at products', () => {
  test('is written to after the threshold for browsing, about what they saw last', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord, { browseIdleMs: hourMs });
    await shop.take(
      shop.event('consent_updated', consent),
      shop.event('product_viewed', {
        productId: 'lamp',
        name: 'Lamp',
        unitPriceMinor: 900,
        currency: 'EUR',
        minute: 1,
      }),
      shop.event('product_viewed', { productId: 'rug', minute: 2 }),
      shop.event('product_viewed', {
        productId: 'lamp',
        name: 'Lamp',
        unitPriceMinor: 900,
        currency: 'EUR',
        minute: 3,
      }),
    );
    const [browsing] = await shop.carts();
    expect(browsing).toMatchObject({ stage: 'browsing', valueMinor: null, abandonAt: new Date(minuteAt(63)) });
    expect(browsing?.lines.map(({ productId }) => productId)).toEqual(['lamp', 'rug']);
    await shop.sweep();
    expect(await shop.recoveries()).toMatchObject([{ cartId: browsing?.id, endedAt: null }]);
  });

  test('starts nothing in a store that does not follow browsing', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord, { browseIdleMs: null });
    await shop.take(shop.event('consent_updated', consent), shop.event('product_viewed', { productId: 'lamp' }));
    expect(await shop.carts()).toEqual([]);
  });

  test('and then takes something is reminded of the cart alone', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord, { browseIdleMs: hourMs });
    await shop.take(
      shop.event('consent_updated', consent),
      shop.event('product_viewed', { productId: 'lamp', minute: 1 }),
      shop.event('cart_updated', { cartId: 'c', lines: [{ productId: 'rug', quantity: 1 }], minute: 2 }),
    );
    await shop.sweep();
    const [recovery, ...others] = await shop.recoveries();
    const shown = await shop.carts();
    expect(others).toEqual([]);
    expect(shown.find(({ id }) => id === recovery?.cartId)?.stage).toBe('cart');
    expect(await shop.decisions()).toMatchObject([{ kind: 'not_started', reason: 'has_open_cart' }]);
  });

  test('is not written to by a campaign that speaks of carts only', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord, { browseIdleMs: hourMs, rules: oneEmail });
    await shop.take(
      shop.event('consent_updated', consent),
      shop.event('product_viewed', { productId: 'lamp', minute: 1 }),
    );
    await shop.sweep();
    expect(await shop.recoveries()).toEqual([]);
    expect(await shop.decisions()).toMatchObject([{ reason: 'no_active_campaign' }]);
  });

  test('may be reminded of a cart right after, whatever the cool-down', async ({ systemOfRecord }) => {
    const shop = await openShop(systemOfRecord, { browseIdleMs: hourMs });
    await shop.take(
      shop.event('consent_updated', consent),
      shop.event('product_viewed', { productId: 'lamp', minute: 1 }),
    );
    await shop.sweep();
    await shop.write((tx) => tx.update(recoveries).set({ endedAt: new Date(), stage: 'ended', outcome: 'completed' }));
    await shop.take(shop.event('cart_updated', { cartId: 'c', lines: [{ productId: 'rug', quantity: 1 }], minute: 5 }));
    await shop.sweep();
    expect(await shop.recoveries()).toHaveLength(2);
  });
});

async function openShop(database: Database, options: ShopOptions) {
  const { storeId, write } = await createShop(database, { rules: defaultCampaign.rules, ...options });
  const storeThresholds = createStoreThresholdsCache();
  return {
    event: eventsOf(storeId, ada),
    take: (...events: AcceptedEvent[]) => withPipeline(database, (tx) => applyEvents(tx, events, { storeThresholds })),
    sweep: () => sweepCarts(database, { nowMs: Date.now(), limit: 1_000 }),
    write,
    carts: () => write((tx) => tx.select().from(carts)),
    recoveries: () => write((tx) => tx.select().from(recoveries)),
    decisions: () => write((tx) => tx.select().from(decisions)),
  };
}
