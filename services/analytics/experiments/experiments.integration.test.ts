import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { plain } from '../../../db/postgres/array-literals.ts';
import { connectPostgres } from '../../../db/postgres/connect.ts';
import { campaignExposures, campaigns, links, messages } from '../../../db/postgres/schema/index.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/duration.ts';
import { dataDir, hasData } from '../../../test/data-dir.ts';
import type { Shop, ShopOptions } from '../../../test/shop-factory.ts';
import { numbers } from '../../../test/statistics/numbers.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { setHoldout } from '../../recovery/campaigns/set-holdout.ts';
import type { TimePosition } from '../../shared/page.ts';
import { listExperimentOrders, type OrderFigure } from './list-orders.ts';
import { readExperiment } from './read.ts';

const now = Date.now();
/** The time to buy of whoever was exposed then is over. */
const longAgo = now - 10 * dayMs;

interface Lab extends Shop {
  /** Somebody in an arm. */
  person(arm: 'treated' | 'holdout', options?: Partial<typeof campaignExposures.$inferInsert>): Promise<string>;
  /** A message of the campaign, or of another one, that a provider took. */
  message(customerId: string, at: number, campaignId?: string): Promise<string>;
  read(): ReturnType<typeof readExperiment>;
  /** All pages of the list behind a number. */
  orders(figure: OrderFigure, filter?: { currency?: string; channel?: 'email' | 'sms' }): Promise<readonly string[]>;
}

const test = base.extend('newLab', { scope: 'file' }, ({ systemOfRecord: database, newShop }) => {
  return async (options?: ShopOptions): Promise<Lab> => {
    const shop = await newShop({
      campaign: { holdoutPercent: 50, holdoutSince: new Date(now - 60 * dayMs) },
      ...options,
    });
    const { storeId, campaignId, write } = shop;
    return {
      ...shop,
      async person(arm, wanted = {}) {
        const customerId = await shop.customer();
        await write((tx) =>
          tx.insert(campaignExposures).values({
            ...{ storeId, campaignId, customerId, arm, recoveryId: randomUUID(), percent: 50 },
            ...{ exposedAt: new Date(longAgo), ...wanted },
          }),
        );
        return customerId;
      },
      async message(customerId, at, ofCampaign = campaignId) {
        const cart = await shop.cart({ customerId });
        const ended = { stage: 'ended', outcome: 'completed', endedAt: new Date(now) } as const;
        const recoveryId = await shop.recovery(cart, { campaignId: ofCampaign, ...ended });
        return shop.sentMessage(cart, recoveryId, { claimedAt: new Date(at) });
      },
      read: () => readExperiment(database, { storeId, campaignId, nowMs: now }),
      async orders(figure, filter = {}) {
        const found: string[] = [];
        let after: TimePosition | null = null;
        do {
          const page = await listExperimentOrders(database, {
            ...{ storeId, campaignId, figure, nowMs: now, limit: 2, after },
            ...filter,
          });
          found.push(...page.items.map(({ id }) => id));
          after = page.next;
        } while (after !== null);
        return found;
      },
    };
  };
});

describe('an order counts to an arm', () => {
  test('when it was placed and told within seven days after the exposure, and its person is compared', async ({
    newLab,
  }) => {
    const lab = await newLab();
    const order = (customerId: string, placedAt: number, more = {}) =>
      lab.order({ customerId, placedAt: new Date(placedAt), totalMinor: 1_000, ...more });
    const treated = await lab.person('treated');
    const holdout = await lab.person('holdout');
    const counted = [
      await order(treated, longAgo),
      await order(treated, longAgo + 7 * dayMs - minuteMs),
      await order(holdout, longAgo + dayMs),
    ];
    // Before, after, never, of the past and told at last, and told long after it was placed.
    await order(treated, longAgo - 1);
    await order(treated, longAgo + 7 * dayMs);
    await order(treated, longAgo + dayMs, { cancelledAt: new Date() });
    await order(treated, longAgo - 400 * dayMs, { arrivedAt: new Date(longAgo + dayMs) });
    await order(treated, longAgo + dayMs, { arrivedAt: new Date(now) });
    // Nobody who may still buy, who was in both arms, or who has no arm.
    await order(await lab.person('treated', { exposedAt: new Date(now - 6 * dayMs) }), now - 5 * dayMs);
    await order(await lab.person('treated', { crossed: true }), longAgo + dayMs);
    await order(await lab.customer(), longAgo + dayMs);
    const found = await lab.read();
    expect(found.treated).toMatchObject({ people: 3, matured: 1, crossed: 1, buyers: 1 });
    expect(found.holdout).toMatchObject({ people: 1, matured: 1, crossed: 0, buyers: 1 });
    expect(found.money).toMatchObject([
      {
        currency: 'EUR',
        treated: { buyers: 1, orders: 2, amountMinor: 2_000 },
        holdout: { orders: 1, amountMinor: 1_000 },
      },
    ]);
    expect([...(await lab.orders('treated')), ...(await lab.orders('holdout'))].toSorted()).toEqual(counted.toSorted());
  });

  test('without what was refunded, and never in another currency (I23)', async ({ newLab }) => {
    const lab = await newLab();
    const treated = await lab.person('treated');
    const placedAt = new Date(longAgo + hourMs);
    await lab.order({ customerId: treated, placedAt, totalMinor: 5_000, refundedMinor: 1_500 });
    await lab.order({ customerId: treated, placedAt, totalMinor: 900, currency: 'SEK' });
    await lab.person('holdout');
    const { money } = await lab.read();
    expect(
      money.map(({ currency, treated: { amountMinor }, incremental }) => [
        currency,
        amountMinor,
        incremental.amountMinor,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['EUR', 3_500, 3_500],
        ['SEK', 900, 900],
      ]),
    );
    expect(await lab.orders('treated', { currency: 'SEK' })).toHaveLength(1);
    expect(await lab.orders('treated', { currency: 'USD' })).toEqual([]);
  });

  test('of the store’s own clock', async ({ newLab }) => {
    const lab = await newLab({
      campaign: { holdoutPercent: 50, holdoutSince: new Date(longAgo) },
      timeScale: 7 * 24,
    });
    const treated = await lab.person('treated', { exposedAt: new Date(now - 2 * hourMs) });
    await lab.order({ customerId: treated, placedAt: new Date(now - 1.5 * hourMs) });
    await lab.order({ customerId: treated, placedAt: new Date(now - 0.5 * hourMs) });
    expect((await lab.read()).money).toMatchObject([{ treated: { orders: 1 } }]);
  });
});

describe('the people of a comparison', () => {
  test('are those of the share that the campaign has now: another one begins anew', async ({
    newLab,
    systemOfRecord: database,
  }) => {
    const lab = await newLab();
    await lab.person('treated');
    await lab.person('holdout', { percent: 20 });
    expect(await lab.read()).toMatchObject({ holdoutPercent: 50, treated: { people: 1 }, holdout: { people: 0 } });
    const { storeId, campaignId } = lab;
    await setHoldout(database, { actor: system, storeId, campaignId, percent: 30, now: new Date(now) });
    expect(await lab.read()).toMatchObject({ holdoutPercent: 30, treated: { people: 0 }, money: [] });
  });

  test('are told apart by what else reached them in their time to buy', async ({ newLab }) => {
    const lab = await newLab();
    const { storeId } = lab;
    const other = randomUUID();
    await lab.write((tx) => tx.insert(campaigns).values({ storeId, id: other, name: 'Other', status: 'archived' }));
    await lab.message(await lab.person('holdout'), longAgo + dayMs, other);
    await lab.message(await lab.person('holdout'), longAgo + dayMs);
    await lab.message(await lab.person('holdout'), longAgo - dayMs, other);
    await lab.message(await lab.person('treated'), longAgo + 8 * dayMs, other);
    expect(await lab.read()).toMatchObject({
      holdout: { people: 3, otherCampaigns: 1, ownMessages: 1 },
      treated: { people: 1, otherCampaigns: 0, ownMessages: 0 },
    });
  });

  test('are warned of when the arms were not filled by their shares', async ({ newLab }) => {
    const lab = await newLab();
    const { storeId, campaignId } = lab;
    await lab.write(
      (tx) =>
        rawSql(
          tx,
        )`insert into campaign_exposures (store_id, campaign_id, customer_id, arm, recovery_id, percent, exposed_at)
        select ${storeId}, ${campaignId}, gen_random_uuid(), case when n <= 400 then 'treated' else 'holdout' end,
          gen_random_uuid(), 50, ${new Date(longAgo).toISOString()}::timestamptz
        from generate_series(1, 600) n`,
    );
    expect(await lab.read()).toMatchObject({ verdict: 'ratio_wrong', sampleRatio: { wrong: true } });
  });

  test('of a campaign that holds nobody back are compared with nobody', async ({ newLab }) => {
    const lab = await newLab({ campaign: { holdoutPercent: 0, holdoutSince: new Date(longAgo - dayMs) } });
    await lab.person('treated', { percent: 0 });
    expect(await lab.read()).toMatchObject({
      verdict: 'no_holdout',
      treated: { people: 1 },
      sampleRatio: { wrong: false },
      missing: null,
    });
  });
});

describe('the credits of messages', () => {
  test('by a followed link and by last touch stand beside the comparison, each with its own list (I23)', async ({
    newLab,
  }) => {
    const lab = await newLab();
    const { storeId } = lab;
    const followed = async (messageId: string, at: number) =>
      lab.write((tx) =>
        tx
          .update(links)
          .set({ redeemedAt: new Date(at) })
          .where(eq(links.messageId, messageId)),
      );
    const bought = async (at: number, { touch, follow }: { touch?: number; follow?: number }) => {
      const customerId = await lab.person('treated');
      const messageId = touch === undefined ? null : await lab.message(customerId, touch);
      if (messageId && follow !== undefined) await followed(messageId, follow);
      return lab.order({ customerId, placedAt: new Date(at), totalMinor: 1_000, touchMessageId: messageId });
    };
    const buyAt = longAgo + 3 * dayMs;
    const both = await bought(buyAt, { touch: longAgo, follow: buyAt - hourMs });
    const touched = await bought(buyAt, { touch: longAgo });
    // Followed only after it was bought; touched only after it was placed.
    const followedLater = await bought(buyAt, { touch: longAgo, follow: buyAt + hourMs });
    await bought(buyAt, { touch: buyAt + hourMs });
    await bought(buyAt, {});
    const { money } = await lab.read();
    expect(money).toMatchObject([
      {
        treated: { orders: 5 },
        link: { orders: 1, amountMinor: 1_000 },
        lastTouch: [{ channel: 'email', orders: 3, amountMinor: 3_000 }],
      },
    ]);
    expect(await lab.orders('link')).toEqual([both]);
    expect((await lab.orders('last_touch', { channel: 'email' })).toSorted()).toEqual(
      [both, touched, followedLater].toSorted(),
    );
    expect(await lab.orders('last_touch', { channel: 'sms' })).toEqual([]);
    const kept = await lab.write((tx) => tx.select().from(messages).where(eq(messages.storeId, storeId)));
    expect(kept).toHaveLength(4);
  });
});

test('what people had bought before is taken out of the noise, and never counted as an outcome', async ({ newLab }) => {
  const lab = await newLab();
  for (const [arm, pastMinor] of [
    ['treated', 4_000],
    ['treated', 0],
    ['holdout', 4_000],
    ['holdout', 0],
  ] as const) {
    const customerId = await lab.person(arm);
    if (pastMinor > 0) await lab.order({ customerId, placedAt: new Date(longAgo - dayMs), totalMinor: pastMinor });
    const gain = arm === 'treated' ? 500 : 0;
    await lab.order({ customerId, placedAt: new Date(longAgo + dayMs), totalMinor: 1_000 + pastMinor / 2 + gain });
  }
  const { money } = await lab.read();
  expect(money).toMatchObject([
    { treated: { amountMinor: 5_000 }, perPerson: { difference: 500 }, withoutPast: { difference: 500 } },
  ]);
});

describe('real people of a real experiment', { timeout: 60_000 }, () => {
  test.skipIf(!hasData('ml', 'hillstrom.csv.gz'))(
    'give the incremental revenue that an independent computation gives, to the cent, and its interval',
    async ({ newLab, database: { ownerUrl } }) => {
      const lab = await newLab();
      const { storeId, campaignId } = lab;
      const file = createReadStream(resolve(dataDir, 'ml', 'hillstrom.csv.gz')).pipe(createGunzip());
      const people: { id: string; arm: string; cents: number }[] = [];
      for await (const line of createInterface({ input: file })) {
        // A range of amounts, which holds a comma, may stand before; nothing after it does.
        const columns = line.split(',');
        const [segment, spend] = [columns.at(-4), columns.at(-1)];
        if (segment === 'segment') continue;
        const arm = segment === 'No E-Mail' ? 'holdout' : 'treated';
        people.push({ id: randomUUID(), arm, cents: Math.round(Number(spend) * 100) });
      }
      const buyers = people.filter(({ cents }) => cents > 0);
      const [exposedAt, placedAt] = [new Date(longAgo), new Date(longAgo + dayMs)].map((at) => at.toISOString());
      await lab.write(async (tx) => {
        const sql = rawSql(tx);
        await sql`insert into campaign_exposures (store_id, campaign_id, customer_id, arm, recovery_id, percent, exposed_at)
          select ${storeId}, ${campaignId}, id, arm, id, 50, ${exposedAt ?? ''}::timestamptz
          from unnest(${plain(people.map(({ id }) => id))}::uuid[], ${plain(people.map(({ arm }) => arm))}::text[]) as p (id, arm)`;
        await sql`insert into orders (store_id, id, external_id, customer_id, status, arrived_at, placed_at, total_minor, currency)
          select ${storeId}, gen_random_uuid(), id::text, id, 'placed', ${placedAt ?? ''}::timestamptz, ${placedAt ?? ''}::timestamptz, cents, 'USD'
          from unnest(${plain(buyers.map(({ id }) => id))}::uuid[], ${plain(buyers.map(({ cents }) => cents))}::int[]) as p (id, cents)`;
      });
      // As the server does by itself within a minute.
      const owner = connectPostgres(ownerUrl, { maxConnections: 1, applicationName: 'test' });
      await owner`analyze campaign_exposures, orders`;
      await owner.end({ timeout: 5 });
      const { hillstrom } = numbers.gbstats;
      const found = await lab.read();
      expect(found.treated).toMatchObject({ people: hillstrom.treated.people, buyers: hillstrom.treated.orders });
      const [dollars] = found.money;
      expect(dollars).toMatchObject({
        treated: { orders: hillstrom.treated.orders, amountMinor: hillstrom.treated.cents },
        holdout: { orders: hillstrom.holdout.orders, amountMinor: hillstrom.holdout.cents },
        incremental: { amountMinor: Number(hillstrom.incrementalCents) },
      });
      const [difference, low, high] = hillstrom.perPerson;
      expect(dollars?.perPerson.difference).toBeCloseTo(difference, 6);
      // No narrower than the package's: a small arm's spread is taken to be at least that of both.
      const interval = dollars?.perPerson.interval;
      expect(interval?.low).toBeLessThanOrEqual(low);
      expect(interval?.high).toBeGreaterThanOrEqual(high);
      expect(interval?.low).toBeGreaterThan(0);
      expect(dollars?.course.at(-1)).toMatchObject({ difference: dollars?.perPerson.difference, interval });
    },
  );
});
