import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { deadLetterSubjects, deadLetters, decisions } from '../../../db/postgres/schema/index.ts';
import { withPipeline } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { onlyProvider } from '../../../test/only-provider.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import { createShop, type Shop, type ShopOptions } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { expireDeadLetters } from '../../ingest/dead-letters/expire.ts';
import { persistDeadLetters } from '../../ingest/dead-letters/keep.ts';
import { rejectDeadLetter } from '../../ingest/dead-letters/reject.ts';
import { claimMessage } from '../../messaging/messages/claim.ts';
import { giveUpMessage } from '../../messaging/messages/give-up.ts';
import { keepDeadLetters } from '../../pipeline/dead-letters.ts';
import { unclearOrderMsMax } from './has-unclear-order.ts';

type Truth = Parameters<typeof createShop>[0];

/** A customer whose message is due, and dead letters that are kept for the store. */
async function dueMessage(systemOfRecord: Truth, options?: ShopOptions) {
  const shop: Shop = await createShop(systemOfRecord, options);
  const { storeId } = shop;
  const customerId = await shop.customer({ email: 'noor@shop.example', anonymousId: 'tablet-of-noor' });
  const cart = await shop.cart({ customerId, externalId: 'trolley-4' });
  const recoveryId = await shop.recovery(cart);
  const wanted = { storeId, recoveryId, ruleId: 'touch-1', channel: 'email', template: 't' } as const;
  return {
    shop,
    claim: (nowMs = Date.now()) =>
      claimMessage(
        systemOfRecord,
        { ...wanted, knownActivityAt: cart.lastActivityAt.getTime() },
        {
          providers: onlyProvider({ name: 'keyed', recovery: { kind: 'idempotency_key', windowMs: 24 * hourMs } }),
          flags: allOn,
          links: linkSettings,
          defaultFrom: 'Shop <shop@shop.example>',
          consistentAsOfMs: nowMs,
          nowMs,
        },
      ),
    giveUp: () => giveUpMessage(systemOfRecord, { ...wanted, cartId: cart.id }),
    refuse: (item: unknown, more: object = {}) => {
      const text = typeof item === 'string' ? item : JSON.stringify(item);
      return persistDeadLetters(systemOfRecord, [
        {
          storeId,
          source: 'api',
          kind: typeof item === 'string' ? 'body' : 'event',
          item,
          text,
          sizeBytes: text.length,
          error: { code: 'invalid', path: 'orderId', message: 'no' },
          receivedAt: Date.now(),
          ...more,
        },
      ]);
    },
    letters: () => shop.write((tx) => tx.select().from(deadLetters)),
    subjects: () => shop.write((tx) => tx.select().from(deadLetterSubjects)),
  };
}

const order = (change: object) => ({ id: 'e-1', type: 'order_placed', orderId: { nobody: 'reads' }, ...change });

describe('while an order lies as an open dead letter, a message waits', () => {
  test.for([
    ['the person by their address', order({ who: { email: 'NOOR@shop.example' } })],
    ['the person by their device', order({ who: { anonymousId: 'tablet-of-noor' } })],
    ['the cart', order({ cart_id: 'trolley-4' })],
    ['the person in a platform’s body', JSON.stringify({ order_key: 'k', billing: { email: 'noor@shop.example' } })],
  ] as const)('to whom it names: %s', async ([, item], { systemOfRecord }) => {
    const { shop, claim, refuse } = await dueMessage(systemOfRecord);
    await refuse(item);
    expect(await claim()).toMatchObject({ kind: 'order_unclear', retryAfterMs: expect.any(Number) });
    const said = await shop.write((tx) => tx.select().from(decisions).where(eq(decisions.storeId, shop.storeId)));
    expect(said).toMatchObject([{ kind: 'not_sent', reason: 'order_unclear' }]);
  });

  test('also when the pipeline put the order aside', async ({ systemOfRecord }) => {
    const { shop, claim } = await dueMessage(systemOfRecord);
    const event = { ...order({}), storeId: shop.storeId, receivedAt: Date.now(), who: { email: 'noor@shop.example' } };
    await withPipeline(systemOfRecord, (tx) =>
      keepDeadLetters(tx, [{ event: event as never, cause: '22P02' }], { consumer: 'carts/0', position: '1' }),
    );
    expect((await claim()).kind).toBe('order_unclear');
  });

  test('and nobody else’s: neither one to another customer, nor one to a customer of another store', async ({
    systemOfRecord,
  }) => {
    const [one, other] = [await dueMessage(systemOfRecord), await dueMessage(systemOfRecord)];
    await one.refuse(order({ who: { email: 'somebody.else@shop.example' } }));
    await other.refuse(order({ who: { email: 'noor@shop.example' } }));
    expect((await one.claim()).kind).toBe('claimed');
  });

  test('but not for a dead letter about a cart', async ({ systemOfRecord }) => {
    const { claim, refuse } = await dueMessage(systemOfRecord);
    await refuse({ id: 'e-1', type: 'cart_updated', who: { email: 'noor@shop.example' } });
    expect((await claim()).kind).toBe('claimed');
  });

  test('until the dead letter is settled', async ({ systemOfRecord }) => {
    const { shop, claim, refuse, letters } = await dueMessage(systemOfRecord);
    await refuse(order({ who: { email: 'noor@shop.example' } }));
    expect((await claim()).kind).toBe('order_unclear');
    const [letter] = await letters();
    await rejectDeadLetter(systemOfRecord, {
      storeId: shop.storeId,
      letterId: letter?.id ?? '',
      actor: { kind: 'operator', storeId: null },
      wholeCluster: false,
    });
    expect((await claim()).kind).toBe('claimed');
  });

  test('or, when nobody settles it, until it is too old to be the newest', async ({ systemOfRecord }) => {
    const { claim, refuse } = await dueMessage(systemOfRecord);
    const receivedAt = Date.now();
    await refuse(order({ who: { email: 'noor@shop.example' } }), { receivedAt });
    expect((await claim(receivedAt + unclearOrderMsMax - 1_000)).kind).toBe('order_unclear');
    expect((await claim(receivedAt + unclearOrderMsMax + 1_000)).kind).toBe('claimed');
  });

  test('and a message that could not wait so long is not sent, with the reason', async ({ systemOfRecord }) => {
    const { claim, refuse, giveUp } = await dueMessage(systemOfRecord);
    await refuse(order({ who: { email: 'noor@shop.example' } }));
    await claim();
    expect(await giveUp()).toEqual({ kind: 'not_sent', reason: 'order_unclear' });
  });

  test('and what names people goes with the dead letter', async ({ systemOfRecord }) => {
    const { refuse, subjects } = await dueMessage(systemOfRecord);
    await refuse(order({ who: { email: 'noor@shop.example' } }));
    const kept = await subjects();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('noor');
    await expireDeadLetters(systemOfRecord, { now: Date.now() + hourMs, retentionMs: 0 });
    expect(await subjects()).toEqual([]);
  });
});
