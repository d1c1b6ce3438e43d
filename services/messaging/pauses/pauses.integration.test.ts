import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog, messages } from '../../../db/postgres/schema/index.ts';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import type { DeliveryState } from '../../../domain/delivery-state.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { onlyProvider } from '../../../test/only-provider.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { listAlerts } from '../../analytics/alerts/list.ts';
import { claimMessage } from '../messages/claim.ts';
import { listDomainPauses, resumeDomain } from './domain-pauses.ts';
import { judgeChannel } from './judge.ts';
import { judgeDomain } from './judge-domain.ts';
import { listPauses } from './list.ts';
import { resumeChannel } from './resume.ts';

const operator = { kind: 'operator', storeId: null } as const;

/** Messages that a provider took, of which so many came to this end. */
async function sent(
  { storeId, write }: Shop,
  ends: Partial<Record<DeliveryState, number>>,
  at = new Date(),
  fromDomain: string | null = null,
): Promise<void> {
  const rows = Object.entries(ends).flatMap(([deliveryState, count]) =>
    Array.from({ length: count }, () => ({
      ...{ storeId, id: randomUUID(), recoveryId: randomUUID(), cartId: randomUUID(), customerId: randomUUID() },
      ...({
        ruleId: 'touch-1',
        channel: 'email',
        template: 't',
        addressHash: 'x',
        basis: 'consent',
        provider: 'p',
        state: 'accepted',
      } as const),
      ...{ cartVersion: 1, claimedAt: at, fromDomain, deliveryState: deliveryState as DeliveryState },
    })),
  );
  await write((tx) => tx.insert(messages).values(rows));
}

describe('e-mail of a store', () => {
  test('stops when too many bounce: the claim says so, an alert too, and somebody lets it go on', async ({
    systemOfRecord,
    newShop,
  }) => {
    const [shop, other] = [await newShop(), await newShop()];
    const { storeId } = shop;
    const judge = () => withPipeline(systemOfRecord, (tx) => judgeChannel(tx, { storeId, channel: 'email' }));
    await sent(shop, { delivered: 91, bounced: 9 });
    await judge();
    expect(await listPauses(systemOfRecord, shop)).toEqual([]);
    await sent(shop, { bounced: 2 });
    await judge();
    await judge();
    const pause = { channel: 'email', measure: 'bounce_rate', messages: 102, counted: 11 };
    expect(await listPauses(systemOfRecord, shop)).toMatchObject([pause]);
    expect(await listPauses(systemOfRecord, other)).toEqual([]);
    expect(await listAlerts(systemOfRecord, shop)).toMatchObject([{ kind: 'channel_paused', ...pause }]);

    const cart = await shop.cart({ customerId: await shop.customer() });
    const recoveryId = await shop.recovery(cart);
    const claim = (nowMs = Date.now()) =>
      claimMessage(
        systemOfRecord,
        {
          ...{ storeId, recoveryId, ruleId: 'touch-1', channel: 'email', template: 't' },
          knownActivityAt: cart.lastActivityAt.getTime(),
        },
        {
          providers: onlyProvider({ name: 'p', recovery: { kind: 'none' } }),
          flags: allOn,
          ...{ links: linkSettings, defaultFrom: 'Shop <shop@example.com>', consistentAsOfMs: nowMs, nowMs },
        },
      );
    expect(await claim()).toMatchObject({ kind: 'blocked', reason: 'channel_paused' });

    await resumeChannel(systemOfRecord, { actor: operator, storeId, channel: 'email', nowMs: Date.now() });
    expect(await claim()).toMatchObject({ kind: 'claimed' });
    await judge();
    expect(await listPauses(systemOfRecord, shop)).toEqual([]);
    const [entry] = await shop.write((tx) => tx.select().from(auditLog).where(eq(auditLog.storeId, storeId)));
    expect(entry).toMatchObject({ action: 'store:write', change: { pausedChannel: { before: 'email', after: null } } });
    await expect(
      resumeChannel(systemOfRecord, { actor: operator, storeId, channel: 'email', nowMs: Date.now() }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is judged by its newest messages: old ones say nothing', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const { storeId } = shop;
    await sent(shop, { bounced: 200 }, new Date(Date.now() - 8 * 24 * 3_600_000));
    await sent(shop, { delivered: 99, bounced: 1 });
    await withPipeline(systemOfRecord, (tx) => judgeChannel(tx, { storeId, channel: 'email' }));
    expect(await listPauses(systemOfRecord, shop)).toEqual([]);
  });
});

describe('e-mail from a domain', () => {
  test('stops at every store when all of them together are over a limit, and the operator lets it go on (field 23)', async ({
    systemOfRecord,
    newShop,
  }) => {
    const [one, other, elsewhere] = [await newShop(), await newShop(), await newShop()];
    const domain = `${randomUUID().slice(0, 8)}.example`;
    const judge = () => withPipeline(systemOfRecord, (tx) => judgeDomain(tx, { fromDomain: domain }));
    await sent(one, { delivered: 80, bounced: 5 }, new Date(), domain);
    await sent(elsewhere, { bounced: 50 }, new Date(), `not-${domain}`);
    await judge();
    await sent(other, { delivered: 30, bounced: 6 }, new Date(), domain);
    expect((await listDomainPauses(systemOfRecord)).map((pause) => pause.domain)).not.toContain(domain);
    await sent(other, { bounced: 2 }, new Date(), domain);
    await judge();
    await judge();
    expect(await listDomainPauses(systemOfRecord)).toContainEqual(
      expect.objectContaining({ domain, measure: 'bounce_rate', messages: 123, counted: 13 }),
    );

    const claim = async (shop: Shop, from: string) => {
      const cart = await shop.cart({ customerId: await shop.customer() });
      const recoveryId = await shop.recovery(cart);
      return claimMessage(
        systemOfRecord,
        {
          ...{ storeId: shop.storeId, recoveryId, ruleId: 'touch-1', channel: 'email', template: 't' },
          knownActivityAt: cart.lastActivityAt.getTime(),
        },
        {
          providers: onlyProvider({ name: 'p', recovery: { kind: 'none' } }),
          flags: allOn,
          ...{
            links: linkSettings,
            defaultFrom: `Shop <shop@${from}>`,
            consistentAsOfMs: Date.now(),
            nowMs: Date.now(),
          },
        },
      );
    };
    expect(await claim(elsewhere, `news.${domain}`)).toMatchObject({ kind: 'blocked', reason: 'channel_paused' });
    expect(await claim(elsewhere, 'another.example')).toMatchObject({ kind: 'claimed' });

    const resume = () => resumeDomain(systemOfRecord, { actor: operator, domain, nowMs: Date.now() });
    await resume();
    await judge();
    expect(await claim(one, domain)).toMatchObject({ kind: 'claimed' });
    await expect(resume()).rejects.toMatchObject({ code: 'conflict' });
  });
});
