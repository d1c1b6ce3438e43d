import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { carts, messages } from '../../db/postgres/schema/index.ts';
import type { Database } from '../../db/postgres/tenancy.ts';
import { attemptLeaseMs } from '../../domain/send-attempt.ts';
import { test } from '../../test/fixtures.ts';
import { openTestDatabase } from '../../test/sent-message.ts';
import { createShop, type Shop } from '../../test/shop-factory.ts';
import { type Claim, type ClaimOptions, claimMessage } from './claim.ts';
import { settleMessage } from './settle.ts';

const withoutKey = { name: 'no-key', recovery: { kind: 'none' } } as const;
const withKey = { name: 'keyed', recovery: { kind: 'idempotency_key', windowMs: 24 * 3_600_000 } } as const;

async function openTouch(database: Database) {
  const shop = await createShop(database);
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  const claim = (change: Partial<ClaimOptions> = {}): Promise<Claim> =>
    claimMessage(
      database,
      {
        storeId: shop.storeId,
        recoveryId,
        ruleId: 'touch-1',
        channel: 'email',
        template: 'cart-reminder-1',
        knownActivityAt: cart.lastActivityAt.getTime(),
      },
      { provider: withKey, defaultFrom: 'Shop <hello@shop.example>', nowMs: Date.now(), ...change },
    );
  return { shop, cart, customerId, recoveryId, claim };
}

async function refuseForNow(shop: Shop, claim: Claim): Promise<void> {
  if (claim.kind !== 'claimed') throw new Error(`the message was ${claim.kind}`);
  const { id: messageId, attempt } = claim.message;
  const result = { state: 'retry', errorCode: 'http_503' } as const;
  await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt, result }));
}

describe('the permission to send', () => {
  test('is given to one of many that ask at once', async ({ database: urls }) => {
    const { claim } = await openTouch(openTestDatabase(urls));
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim()));
    expect(claims.map(({ kind }) => kind).sort()).toEqual([
      'busy',
      'busy',
      'busy',
      'busy',
      'busy',
      'busy',
      'busy',
      'claimed',
    ]);
  });

  test('is refused after an order from the same device under another name', async ({ database: urls }) => {
    const { shop, cart, claim } = await openTouch(openTestDatabase(urls));
    await shop.write((tx) => tx.update(carts).set({ anonymousId: 'device-1' }).where(eq(carts.id, cart.id)));
    await shop.order({ anonymousId: 'device-1', placedAt: new Date(cart.lastActivityAt.getTime() + 1) });
    expect(await claim()).toMatchObject({ kind: 'blocked', reason: 'purchased_before' });
  });

  test('waits while the shopper is back, also for a message that its provider refused for now, and is given later', async ({
    database: urls,
  }) => {
    const { shop, cart, claim } = await openTouch(openTestDatabase(urls));
    await refuseForNow(shop, await claim());
    const touch = (lastActivityAt: Date) =>
      shop.write((tx) => tx.update(carts).set({ lastActivityAt }).where(eq(carts.id, cart.id)));
    await touch(new Date());
    expect(await claim()).toMatchObject({ kind: 'blocked', reason: 'cart_active' });
    await touch(cart.lastActivityAt);
    expect(await claim()).toMatchObject({ kind: 'claimed', message: { attempt: 2 } });
  });

  test('comes back as the same message where the provider knows its key, and never where it does not', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const [keyed, keyless] = [await openTouch(database), await openTouch(database)];
    const nowMs = Date.now() + 2 * attemptLeaseMs;
    const first = await keyed.claim();
    const again = await keyed.claim({ nowMs });
    expect(again.kind === 'claimed' && first.kind === 'claimed' && again.message.id === first.message.id).toBe(true);
    await keyless.claim({ provider: withoutKey });
    expect(await keyless.claim({ provider: withoutKey, nowMs })).toEqual({
      kind: 'settled',
      result: { kind: 'not_sent', reason: 'outcome_unknown' },
    });
  });

  test('never goes to another provider while the outcome is unknown', async ({ database: urls }) => {
    const { claim } = await openTouch(openTestDatabase(urls));
    await claim();
    const other = { ...withKey, name: 'other' };
    expect(await claim({ provider: other, nowMs: Date.now() + 2 * attemptLeaseMs })).toMatchObject({
      kind: 'settled',
      result: { reason: 'outcome_unknown' },
    });
  });

  test('leaves one row per recovery, rule and channel', async ({ database: urls }) => {
    const { shop, recoveryId, claim } = await openTouch(openTestDatabase(urls));
    await Promise.all([claim(), claim(), claim()]);
    const rows = await shop.write((tx) =>
      tx
        .select()
        .from(messages)
        .where(and(eq(messages.storeId, shop.storeId), eq(messages.recoveryId, recoveryId))),
    );
    expect(rows).toHaveLength(1);
  });
});
