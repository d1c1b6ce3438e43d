import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { readProvidersConfig } from '../../../channels/provider-config.ts';
import { createProviders } from '../../../channels/providers.ts';
import { providerUnits } from '../../../channels/registry.ts';
import { createBuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import { createRenderer } from '../../../channels/render/renderer.ts';
import {
  decisions,
  integrations,
  messageOffers,
  offerCodes,
  offers,
  sandboxMessages,
  stores,
} from '../../../db/postgres/schema/index.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import type { OfferTerms } from '../../../domain/offers/offer.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { withoutJitter } from '../../../runtime/backoff.ts';
import { createSealer } from '../../../runtime/sealer.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { type ScriptedAnswer, startRecordingApi } from '../../../test/recording-api.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { createOpenMinter } from '../../ingest/integrations/open-minter.ts';
import { sealToken } from '../../ingest/integrations/sealed-secrets.ts';
import { endRecovery } from '../../recovery/recoveries/end.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { type SendDeps, type SendOutcome, sendMessage } from '../messages/send.ts';
import { createSandboxStore } from '../sandbox-inbox/put.ts';
import { mintAttemptsMax } from './carry.ts';
import { lookAfterCodes } from './look-after.ts';

const terms: OfferTerms = {
  ...{ kind: 'percent', value: 10, currency: 'EUR', cartMinorMin: 0, discountMinorMax: null, validDays: 7 },
  ...{ messagesBefore: 0, marginPercent: 60, floorMarginPercent: 0, upliftPoints: 20 },
  ...{ monthlyCodesMax: null, monthlyMinorMax: null, lockoutRecoveries: null, lockoutDays: 180 },
};
const sealer = createSealer('a-secret-of-the-tests-that-is-long-enough');

/** Shopify as it answers to the four things that are asked of it. `next` orders what happens to the coming mutations. */
async function startShopify() {
  const codes = new Map<
    string,
    { title: string; endsAt: string; used: number; status: string; input: Record<string, unknown> }
  >();
  const orders: ('drop_after' | 'drop_before' | 'refuse')[] = [];
  const made: string[] = [];
  const api = await startRecordingApi(({ json }): ScriptedAnswer => {
    const { query, variables } = json as { query: string; variables: Record<string, unknown> };
    const data = (body: unknown): ScriptedAnswer => ({ body: { data: body } });
    if (query.includes('Create(')) {
      const input = variables['input'] as { code: string; title: string; endsAt: string } & Record<string, unknown>;
      made.push(input.code);
      const order = orders.shift();
      if (order === 'drop_before') return { drop: true };
      if (order === 'refuse') return data({ made: { userErrors: [{ code: 'INVALID' }] } });
      const taken = codes.has(input.code);
      if (!taken) codes.set(input.code, { title: input.title, endsAt: input.endsAt, used: 0, status: 'ACTIVE', input });
      if (order === 'drop_after') return { drop: true };
      return data({ made: { userErrors: taken ? [{ code: 'TAKEN' }] : [] } });
    }
    if (query.includes('discountCodeDeactivate')) {
      const code = codes.get(String(variables['id']));
      if (code) code.status = 'EXPIRED';
      return data({ made: { userErrors: [] } });
    }
    const found = codes.get(String(variables['code']));
    return data({
      found: found
        ? {
            id: String(variables['code']),
            codeDiscount: {
              title: found.title,
              status: found.status,
              usageLimit: 1,
              asyncUsageCount: found.used,
              endsAt: found.endsAt,
            },
          }
        : null,
    });
  });
  return { api, codes, made, next: (...wanted: typeof orders) => orders.push(...wanted) };
}

interface CaseOptions {
  readonly minter?: 'shopify' | 'pool';
  readonly terms?: Partial<OfferTerms>;
  readonly pool?: readonly string[];
}

async function newCase(systemOfRecord: Database, { minter = 'shopify', pool = [], ...given }: CaseOptions = {}) {
  const shopify = await startShopify();
  const shop = await createShop(systemOfRecord);
  const { storeId } = shop;
  await shop.write(async (tx) => {
    await tx
      .update(stores)
      .set({ timeZone: 'America/New_York', url: 'https://shop.example' })
      .where(eq(stores.id, storeId));
    const offerId = uuidV7();
    await tx
      .insert(offers)
      .values({ storeId, id: offerId, key: 'ten', name: 'Ten', minter, terms: { ...terms, ...given.terms } });
    const id = uuidV7();
    const apiToken = sealToken(sealer, { storeId, id }, 'tok_en');
    await tx.insert(integrations).values({
      storeId,
      id,
      platform: 'shopify',
      name: 'Shop',
      secrets: 'x',
      apiUrl: shopify.api.url,
      apiToken,
      settings: { siteUrl: 'https://shop.example' },
    } as never);
    for (const code of pool)
      await tx.insert(offerCodes).values({ storeId, id: uuidV7(), offerId, code, state: 'free' });
  });
  const renderer = createRenderer({ templates: createBuiltInTemplates() });
  let clock = Date.now();
  const openMinter = createOpenMinter({
    ...{ database: systemOfRecord, sealer, allowLoopback: true, now: () => clock },
    ...{ wait: async () => {}, random: withoutJitter },
  });
  const deps: SendDeps = {
    database: systemOfRecord,
    providers: createProviders(readProvidersConfig(providerUnits, {}).config, {
      outbox: createSandboxStore(systemOfRecord),
      publicUrl: 'http://localhost:3000',
    }),
    renderer,
    flags: allOn,
    openMinter,
    links: { secret: 'a-secret-of-the-tests-that-is-long-enough', publicUrl: 'https://recover.example' },
    defaultFrom: 'Shop <shop@example.com>',
    consistentAsOf: async () => clock,
    now: () => clock,
  };
  const customerId = await shop.customer({ phone: '+4915112345678' });
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);

  async function send(
    ruleId = 'touch-1',
    attemptsMax = 10,
    change: Partial<SendDeps> = {},
  ): Promise<SendOutcome | 'still trying'> {
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      try {
        return await sendMessage(
          { ...deps, ...change },
          {
            storeId,
            recoveryId,
            ruleId,
            template: 'cart-reminder-2',
            knownActivityAt: cart.lastActivityAt.getTime(),
            offer: 'ten',
            channel: 'email',
          },
          new AbortController().signal,
        );
      } catch (error) {
        if (!(error instanceof RetryLaterError)) throw error;
        clock += (error.retryAfterMs ?? 0) + 1;
      }
    }
    return 'still trying';
  }
  return {
    shopify,
    shop,
    send,
    customerId,
    recoveryId,
    cart,
    wait: (ms: number) => {
      clock += ms;
    },
    now: () => clock,
    end: (outcome: 'purchased' | 'completed') =>
      endRecovery(systemOfRecord, {
        ...{ storeId, recoveryId, cartId: cart.id, skipped: [] },
        end: { outcome, reason: outcome === 'purchased' ? 'purchased' : 'no_touch_left' },
      }),
    lookAfter: () =>
      lookAfterCodes({ database: systemOfRecord, openMinter, now: () => clock }, new AbortController().signal),
    codes: () => shop.write((tx) => tx.select().from(offerCodes).where(eq(offerCodes.storeId, storeId))),
    carried: () => shop.write((tx) => tx.select().from(messageOffers)),
    offered: async () =>
      (
        await shop.write((tx) =>
          tx
            .select()
            .from(decisions)
            .where(and(eq(decisions.storeId, storeId), eq(decisions.kind, 'offered'))),
        )
      ).map(({ detail }) => detail?.['why'] ?? 'given'),
    mails: async () =>
      (await shop.write((tx) => tx.select().from(sandboxMessages))).map(({ content }) => String(content['text'])),
    done: () => renderer.close(),
  };
}

describe('a message that carries an offer', () => {
  test('names a code of Shopify that was read back, with the day on which it ends in the store’s zone (field 50, field 51)', async ({
    systemOfRecord,
  }) => {
    const one = await newCase(systemOfRecord);
    expect(await one.send()).toEqual({ kind: 'sent' });
    const [code] = await one.codes();
    expect(code).toMatchObject({ state: 'sent', kind: 'percent', value: 10 });
    const [made] = [...one.shopify.codes.values()];
    expect(made?.input).toMatchObject({
      usageLimit: 1,
      code: code?.code,
      endsAt: code?.expiresAt?.toISOString().replace('.000', ''),
    });
    const [mail = ''] = await one.mails();
    const last = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'America/New_York' }).format(
      (code?.expiresAt?.getTime() ?? 0) - 1,
    );
    expect(mail).toContain(code?.code);
    expect(mail).toContain('10%');
    expect(mail).toContain(last);
    expect(await one.offered()).toEqual(['given']);
    await one.done();
  });

  test('has one code however often the answer is lost, and the shop has no other (field 50)', async ({
    systemOfRecord,
  }) => {
    const one = await newCase(systemOfRecord);
    one.shopify.next('drop_after', 'drop_before', 'drop_after');
    expect(await one.send()).toEqual({ kind: 'sent' });
    expect(new Set(one.shopify.made).size).toBe(1);
    expect([one.shopify.codes.size, (await one.codes()).length, (await one.mails()).length]).toEqual([1, 1, 1]);
    await one.done();
  });

  test('has one code when the process is killed after the shop made it, and when it is killed after the send', async ({
    systemOfRecord,
  }) => {
    const one = await newCase(systemOfRecord);
    const killed = new Error('killed');
    const dies = async (): Promise<never> => Promise.reject(killed);
    await expect(one.send('touch-1', 1, { renderer: { render: dies } })).rejects.toBe(killed);
    one.wait(attemptLeaseMs + 1);
    expect(await one.send()).toEqual({ kind: 'sent' });
    one.wait(attemptLeaseMs + 1);
    expect(await one.send()).toEqual({ kind: 'sent' });
    expect([one.shopify.codes.size, (await one.codes()).length, (await one.mails()).length]).toEqual([1, 1, 1]);
    await one.done();
  });

  test('goes out without a code when the shop refuses to make one (I9)', async ({ systemOfRecord }) => {
    const one = await newCase(systemOfRecord);
    one.shopify.next('refuse');
    expect(await one.send()).toEqual({ kind: 'sent' });
    expect(await one.offered()).toEqual(expect.arrayContaining(['mint_refused']));
    expect((await one.mails())[0]).not.toMatch(/your code/i);
    expect(await one.carried()).toMatchObject([{ codeId: null, withheld: 'mint_refused' }]);
    await one.done();
  });

  test('goes out without a code when the shop never says, and what it may have made is taken back', async ({
    systemOfRecord,
  }) => {
    const one = await newCase(systemOfRecord);
    // Each attempt asks three times by itself.
    one.shopify.next(...Array<'drop_after'>(mintAttemptsMax * 3).fill('drop_after'));
    expect(await one.send()).toEqual({ kind: 'sent' });
    expect(await one.offered()).toEqual(expect.arrayContaining(['mint_unclear']));
    await one.lookAfter();
    expect(await one.codes()).toMatchObject([{ state: 'revoked' }]);
    expect([...one.shopify.codes.values()]).toMatchObject([{ status: 'EXPIRED' }]);
    await one.done();
  });

  test('carries the same code in a later message, and another one when the first was used (field 52)', async ({
    systemOfRecord,
  }) => {
    const one = await newCase(systemOfRecord);
    await one.send('touch-1');
    await one.send('touch-2');
    expect((await one.codes()).length).toBe(1);
    const [first] = [...one.shopify.codes.values()];
    if (first) first.used = 1;
    await one.send('touch-3');
    expect((await one.codes()).map(({ state }) => state).toSorted()).toEqual(['redeemed', 'sent']);
    const mails = await one.mails();
    const newest = (await one.codes()).find(({ state }) => state === 'sent')?.code ?? '';
    expect(mails.filter((mail) => mail.includes(newest)).length).toBe(1);
    await one.done();
  });

  test('takes codes of a pool once each, says when none is left, and gives back what never went out', async ({
    systemOfRecord,
  }) => {
    const one = await newCase(systemOfRecord, { minter: 'pool', pool: ['ONLY-ONE'] });
    expect(await one.send('touch-1')).toEqual({ kind: 'sent' });
    expect((await one.mails())[0]).toContain('ONLY-ONE');
    const other = await newCase(systemOfRecord, { minter: 'pool', pool: [] });
    expect(await other.send()).toEqual({ kind: 'sent' });
    expect(await other.offered()).toEqual(['pool_empty']);
    await Promise.all([one.done(), other.done()]);
  });

  test('never makes a code for a message that is refused', async ({ systemOfRecord }) => {
    const one = await newCase(systemOfRecord);
    await one.shop.order({ customerId: one.customerId });
    expect(await one.send()).toMatchObject({ kind: 'not_sent' });
    expect([one.shopify.made, await one.codes()]).toEqual([[], []]);
    await one.done();
  });

  test('spends no more codes than the month allows', async ({ systemOfRecord }) => {
    const one = await newCase(systemOfRecord, { terms: { monthlyCodesMax: 0 } });
    expect(await one.send()).toEqual({ kind: 'sent' });
    expect(await one.offered()).toEqual(['budget_codes']);
    await one.done();
  });
});

describe('a code after the end of its recovery', () => {
  test('is taken back with the purchase where it was not used, and is redeemed where it was (I9)', async ({
    systemOfRecord,
  }) => {
    for (const used of [0, 1]) {
      const one = await newCase(systemOfRecord);
      await one.send();
      for (const code of one.shopify.codes.values()) code.used = used;
      await one.end('purchased');
      one.wait(hourMs);
      await one.lookAfter();
      expect(await one.codes()).toMatchObject([{ state: used ? 'redeemed' : 'revoked' }]);
      await one.done();
    }
  });

  test('stays good where nobody bought: the person was promised it', async ({ systemOfRecord }) => {
    const one = await newCase(systemOfRecord);
    await one.send();
    await one.end('completed');
    one.wait(hourMs);
    await one.lookAfter();
    expect(await one.codes()).toMatchObject([{ state: 'sent' }]);
    one.wait(9 * 24 * hourMs);
    await one.lookAfter();
    expect(await one.codes()).toMatchObject([{ state: 'expired' }]);
    await one.done();
  });
});
