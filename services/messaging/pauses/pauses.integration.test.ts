import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog, messages } from '../../../db/postgres/schema/index.ts';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import type { DeliveryState } from '../../../domain/delivery-state.ts';
import { onlyProvider } from '../../../test/only-provider.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { listAlerts } from '../../analytics/alerts/list.ts';
import { claimMessage } from '../messages/claim.ts';
import { judgeChannel } from './judge.ts';
import { listPauses } from './list.ts';
import { resumeChannel } from './resume.ts';

const operator = { kind: 'operator', storeId: null } as const;

/** Messages that a provider took, of which so many came to this end. */
async function sent(
  { storeId, write }: Shop,
  ends: Partial<Record<DeliveryState, number>>,
  at = new Date(),
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
      ...{ cartVersion: 1, claimedAt: at, deliveryState: deliveryState as DeliveryState },
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
