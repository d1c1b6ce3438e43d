import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import {
  driftChecks,
  eventFlows,
  messages,
  offerCodes,
  offers,
  webhookEndpoints,
} from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { DriftReport } from '../../../domain/drift/drift-report.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/duration.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { listAlerts } from './list.ts';

/** Messages of one provider that were given to it a moment ago, one for each of these states. */
async function sent(shop: Shop, provider: string, states: readonly ('accepted' | 'rejected' | 'unknown')[]) {
  for (const state of states)
    await shop.write((tx) =>
      tx.insert(messages).values({
        storeId: shop.storeId,
        id: randomUUID(),
        recoveryId: randomUUID(),
        cartId: randomUUID(),
        customerId: randomUUID(),
        ruleId: 'touch-1',
        channel: 'email',
        template: 'cart-reminder-1',
        addressHash: 'x',
        basis: 'consent',
        provider,
        state,
        cartVersion: 1,
        errorCode: state === 'accepted' ? null : 'daily_quota_exceeded',
      }),
    );
}

describe('what needs a person', () => {
  test('is nothing in a store that runs', async ({ systemOfRecord, newShop }) => {
    const { storeId } = await newShop();
    expect(await listAlerts(systemOfRecord, { storeId })).toEqual([]);
  });

  test('is a store without an active campaign', async ({ systemOfRecord, newShop }) => {
    const { storeId } = await newShop({ campaign: { status: 'paused' } });
    expect(await listAlerts(systemOfRecord, { storeId })).toEqual([{ kind: 'no_active_campaign', since: null }]);
  });

  test('is a provider that fails most of what it is given, and none that fails once', async ({
    systemOfRecord,
    newShop,
  }) => {
    const [shop, other] = [await newShop(), await newShop()];
    await sent(shop, 'resend', ['rejected', 'unknown', 'rejected', 'accepted', 'accepted']);
    await sent(shop, 'ses', ['rejected', 'accepted', 'accepted', 'accepted', 'accepted']);
    await sent(shop, 'twilio', ['rejected', 'rejected']);
    expect(await listAlerts(systemOfRecord, shop)).toEqual([
      {
        kind: 'provider_failing',
        since: expect.any(Date),
        provider: 'resend',
        failed: 3,
        attempted: 5,
        errorCode: 'daily_quota_exceeded',
      },
    ]);
    expect(await listAlerts(systemOfRecord, other)).toEqual([]);
  });

  test('is a shop whose events stopped (I16)', async ({ systemOfRecord, newShop }) => {
    const { storeId } = await newShop();
    const since = new Date(Date.now() - 3_600_000);
    await withEngine(systemOfRecord, (tx) =>
      tx
        .insert(eventFlows)
        .values({ storeId, state: 'silent', since, lastEventAt: since, expectedEvents: 41.6, checkedAt: new Date() }),
    );
    expect(await listAlerts(systemOfRecord, { storeId })).toEqual([
      { kind: 'events_stopped', since, expectedEvents: 42 },
    ]);
  });

  test('is a model version that does not do as before, as long as its newest check says so', async ({
    systemOfRecord,
    newShop,
  }) => {
    const [shop, other] = [await newShop(), await newShop()];
    const today = new Date().toISOString().slice(0, 10);
    const yesterday = new Date(Date.now() - dayMs).toISOString().slice(0, 10);
    const since = new Date(Date.now() - dayMs);
    const checked = (version: string, toDay: string, alarmedSince: Date | null) => {
      const cause = alarmedSince && { kind: 'behaviour', group: 'untouched', direction: 'fewer', slice: null };
      const report = {
        ...{ state: alarmedSince ? 'alarmed' : 'healthy', cartsNow: 0, cartsThen: 0, scores: null, features: [] },
        ...{ slices: [], realised: [], alarms: [], cause },
      } as DriftReport;
      return withEngine(systemOfRecord, (tx) =>
        tx.insert(driftChecks).values({
          ...{ id: randomUUID(), storeId: shop.storeId, model: 'purchase', version, fromDay: toDay, toDay },
          ...{ checkedAt: new Date(), state: report.state, alarmedSince, report },
          retraining: { kind: 'not_asked', because: 'no_change', until: null },
        }),
      );
    };
    await checked('over', yesterday, since);
    await checked('over', today, null);
    await checked('now', yesterday, null);
    await checked('now', today, since);
    expect(await listAlerts(systemOfRecord, shop)).toEqual([
      { kind: 'model_drift', since, version: 'now', cause: 'behaviour' },
    ]);
    expect(await listAlerts(systemOfRecord, other)).toEqual([]);
  });

  test('is an offer that few imported codes are left for, unless it is switched off', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    const offer = async (name: string, free: number, change: Partial<typeof offers.$inferInsert> = {}) => {
      const id = randomUUID();
      await shop.write(async (tx) => {
        const row = { storeId: shop.storeId, id, key: name, name, minter: 'pool', terms: {} as never } as const;
        await tx.insert(offers).values({ ...row, ...change });
        if (free > 0)
          await tx.insert(offerCodes).values(
            Array.from({ length: free }, (_, index) => ({
              ...{
                storeId: shop.storeId,
                id: randomUUID(),
                offerId: id,
                code: `${name}-${index}`,
                state: 'free' as const,
              },
            })),
          );
      });
      return id;
    };
    await offer('many', 50);
    await offer('off', 0, { status: 'off' });
    await offer('made when needed', 0, { minter: 'http' });
    const offerId = await offer('few', 49);
    expect(await listAlerts(systemOfRecord, shop)).toEqual([
      { kind: 'offer_codes_low', since: null, offerId, name: 'few', left: 49 },
    ]);
  });

  test('is an endpoint that fails for an hour or was switched off for it, and none that a person switched off', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    const ago = (ms: number) => new Date(Date.now() - ms);
    const endpoint = (description: string, values: Partial<typeof webhookEndpoints.$inferInsert>) =>
      shop.write((tx) =>
        tx.insert(webhookEndpoints).values({
          ...{ storeId: shop.storeId, id: randomUUID(), url: 'https://erp.example/', description, secrets: 'sealed' },
          ...{ eventTypes: ['order.recovered'], ...values },
        }),
      );
    await endpoint('away for a moment', { failingSince: ago(minuteMs) });
    await endpoint('switched off by a person', { status: 'off', offReason: 'by_person', offAt: ago(dayMs) });
    await endpoint('away for long', { failingSince: ago(2 * hourMs) });
    await endpoint('given up', {
      status: 'off',
      offReason: 'failing',
      offAt: ago(hourMs),
      failingSince: ago(6 * dayMs),
    });
    const alerts = await listAlerts(systemOfRecord, shop);
    expect(alerts).toMatchObject([
      { kind: 'endpoint_failing', description: 'given up', isOff: true },
      { kind: 'endpoint_failing', description: 'away for long', isOff: false },
    ]);
  });
});
