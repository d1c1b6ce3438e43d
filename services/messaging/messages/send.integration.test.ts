import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished } from 'vitest';
import { readProvidersConfig } from '../../../channels/provider-config.ts';
import { createProviders, type Providers } from '../../../channels/providers.ts';
import { providerUnits } from '../../../channels/registry.ts';
import { createBuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import { createRenderer } from '../../../channels/render/renderer.ts';
import {
  consentLog,
  decisions,
  messages,
  sandboxMessages,
  stores,
  suppressions,
  templates,
  templateVersions,
} from '../../../db/postgres/schema/index.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import type { Channel, ProviderPicks } from '../../../domain/channel.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { startRecordingProvider, type VendorBehaviour } from '../../../test/recording-provider.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { createStoreTemplates } from '../../recovery/templates/store-templates.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { createSandboxStore } from '../sandbox-inbox/put.ts';
import { giveUpMessage } from './give-up.ts';
import { type SendDeps, type SendOutcome, sendMessage } from './send.ts';

/** A due message on a channel, a vendor that behaves as ordered, and a clock that the test moves. */
async function newCase(systemOfRecord: Database, channel: Channel, behaviours: readonly VendorBehaviour[]) {
  const vendor = await startRecordingProvider();
  onTestFinished(() => vendor.close());
  vendor.next(...behaviours);
  const shop = await createShop(systemOfRecord);
  const customerId = await shop.customer({ phone: '+4915112345678' });
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  const { storeId } = shop;
  const configured = (env: Readonly<Record<string, string>>): Providers =>
    createProviders(readProvidersConfig(providerUnits, env).config, {
      outbox: createSandboxStore(systemOfRecord),
      publicUrl: 'http://localhost:3000',
    });
  const bothVendors = vendorsAt(vendor.url);
  let clock = Date.now();
  let deps: SendDeps = {
    database: systemOfRecord,
    providers: configured({ EMAIL_PROVIDER: 'resend', SMS_PROVIDER: 'twilio', ...bothVendors }),
    renderer: { render: async ({ channel: on, to }) => ({ ok: true, message: contentOf(on, to) }) as never },
    links: { secret: 'a-secret-of-the-tests-that-is-long-enough', publicUrl: 'https://recover.example' },
    defaultFrom: 'Shop <shop@example.com>',
    consistentAsOf: async () => clock,
    now: () => clock,
  };
  let wanted = {
    storeId,
    recoveryId,
    ruleId: 'touch-1',
    template: 't',
    knownActivityAt: cart.lastActivityAt.getTime(),
  };

  /** As Temporal retries: at once, or when the failure says so, until there is an outcome. */
  async function send(attemptsMax = 5): Promise<SendOutcome | 'still trying'> {
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      try {
        return await sendMessage(deps, { ...wanted, channel }, new AbortController().signal);
      } catch (error) {
        if (!(error instanceof RetryLaterError)) throw error;
        clock += (error.retryAfterMs ?? 0) + 1;
      }
    }
    return 'still trying';
  }
  return {
    vendor,
    shop,
    customerId,
    send,
    /** As after a restart with other settings; `bothVendors` are the accounts of Resend and Twilio. */
    configure: (env: Readonly<Record<string, string>>) => {
      deps = { ...deps, providers: configured(env) };
    },
    bothVendors,
    pick: (providers: ProviderPicks) =>
      shop.write((tx) => tx.update(stores).set({ providers }).where(eq(stores.id, storeId))),
    sendWith: (renderer: SendDeps['renderer'], template: string) => {
      deps = { ...deps, renderer };
      wanted = { ...wanted, template };
    },
    inOutbox: () => shop.write((tx) => tx.select().from(sandboxMessages)),
    wait: (milliseconds: number) => {
      clock += milliseconds;
    },
    giveUp: () => giveUpMessage(systemOfRecord, { ...wanted, cartId: cart.id, channel }),
    message: async () => (await shop.write((tx) => tx.select().from(messages).where(eq(messages.storeId, storeId))))[0],
    reasons: async () => (await shop.write((tx) => tx.select().from(decisions))).map(({ reason }) => reason),
  };
}

function vendorsAt(url: string): Readonly<Record<string, string>> {
  return {
    ...{ RESEND_API_KEY: 're_test', RESEND_BASE_URL: url },
    ...{ TWILIO_ACCOUNT_SID: 'AC0', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: '+15005550006', TWILIO_BASE_URL: url },
  };
}

/** What a message says is the renderer's business; here only where it goes matters. */
function contentOf(channel: Channel, to: string) {
  if (channel === 'email') return { channel, to, from: 'a@b.c', subject: 's', html: 'h', text: 't', headers: {} };
  return channel === 'sms' ? { channel, to, text: 't' } : { channel, to, title: 't', body: 'b', url: 'https://a.b' };
}

/** Ways of a vendor to take a message without saying so, or to seem to. */
const ambiguous: readonly VendorBehaviour[] = [
  { kind: 'accept_then_drop' },
  { kind: 'drop' },
  { kind: 'accept_then_garbage' },
  { kind: 'accept_then_fail' },
];

describe.for(['email', 'sms'] as const)('a message by %s', (channel) => {
  test('is sent once and kept with the vendor’s id', async ({ systemOfRecord }) => {
    const { send, vendor, message } = await newCase(systemOfRecord, channel, []);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
    expect(await message()).toMatchObject({ state: 'accepted', providerMessageId: vendor.accepted[0]?.id });
  });

  test.for(ambiguous)('reaches the customer once when the vendor does $kind', async (behaviour, { systemOfRecord }) => {
    const { send, vendor, message } = await newCase(systemOfRecord, channel, [behaviour]);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
    expect(await message()).toMatchObject({ state: 'accepted' });
  });

  test('waits as long as the vendor asks', async ({ systemOfRecord }) => {
    const { send, vendor, message } = await newCase(systemOfRecord, channel, [
      { kind: 'throttle', retryAfterSeconds: 30 },
    ]);
    expect(await send(1)).toBe('still trying');
    expect(await message()).toMatchObject({ state: 'retry' });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
  });

  test('is not sent after a purchase that comes while the vendor makes us wait', async ({ systemOfRecord }) => {
    const { send, vendor, shop, customerId } = await newCase(systemOfRecord, channel, [{ kind: 'unavailable' }]);
    expect(await send(1)).toBe('still trying');
    await shop.order({ customerId });
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'not_sent' });
    expect(vendor.accepted).toHaveLength(0);
  });

  test('that the vendor refuses for good ends with its reason', async ({ systemOfRecord }) => {
    const { send, vendor, message, reasons } = await newCase(systemOfRecord, channel, [{ kind: 'reject' }]);
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'provider_rejected' });
    expect(vendor.accepted).toHaveLength(0);
    expect(await message()).toMatchObject({ state: 'rejected' });
    expect(await reasons()).toContain('provider_rejected');
  });
});

describe('a message that is given up', () => {
  test('was not sent when the vendor refused every attempt', async ({ systemOfRecord }) => {
    const { send, giveUp, message } = await newCase(systemOfRecord, 'email', [
      { kind: 'throttle', retryAfterSeconds: 1 },
    ]);
    await send(1);
    expect(await giveUp()).toEqual({ kind: 'not_sent', reason: 'provider_unavailable' });
    expect(await message()).toMatchObject({ state: 'rejected', reason: 'provider_unavailable' });
  });

  test('may have been sent when the last attempt broke off, and is never sent again', async ({ systemOfRecord }) => {
    const { send, giveUp, wait, vendor } = await newCase(systemOfRecord, 'email', [{ kind: 'accept_then_drop' }]);
    await send(1);
    expect(await giveUp()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    wait(attemptLeaseMs);
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    expect(vendor.accepted).toHaveLength(1);
  });
});

describe('a message in doubt when another provider is chosen', () => {
  test.for(['email', 'sms'] as const)(
    'by %s is asked for at the vendor that took it',
    async (channel, { systemOfRecord }) => {
      const { send, configure, bothVendors, vendor, message, inOutbox } = await newCase(systemOfRecord, channel, [
        { kind: 'accept_then_drop' },
      ]);
      expect(await send(1)).toBe('still trying');
      configure(bothVendors);
      expect(await send()).toEqual({ kind: 'sent' });
      expect(vendor.accepted).toHaveLength(1);
      expect(await message()).toMatchObject({
        state: 'accepted',
        provider: vendor.accepted[0]?.vendor,
        providerMessageId: vendor.accepted[0]?.id,
      });
      expect(await inOutbox()).toEqual([]);
    },
  );

  test('goes another way once its vendor is sure that it never had it', async ({ systemOfRecord }) => {
    const { send, configure, bothVendors, vendor, message, inOutbox } = await newCase(systemOfRecord, 'sms', [
      { kind: 'drop' },
    ]);
    expect(await send(1)).toBe('still trying');
    configure(bothVendors);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toEqual([]);
    expect(await message()).toMatchObject({ state: 'accepted', provider: 'outbox' });
    expect(await inOutbox()).toHaveLength(1);
  });

  test('stays unknown when its vendor is not configured any more', async ({ systemOfRecord }) => {
    const { send, configure, vendor, message, inOutbox } = await newCase(systemOfRecord, 'email', [
      { kind: 'accept_then_drop' },
    ]);
    expect(await send(1)).toBe('still trying');
    configure({});
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    expect(await message()).toMatchObject({ state: 'unknown', provider: 'resend', errorCode: 'sent_another_way' });
    expect([vendor.accepted.length, await inOutbox()]).toEqual([1, []]);
  });

  test('stays with its vendor even after that said to come back later', async ({ systemOfRecord }) => {
    const { send, configure, bothVendors, vendor, message, inOutbox } = await newCase(systemOfRecord, 'email', [
      { kind: 'accept_then_drop' },
      { kind: 'throttle', retryAfterSeconds: 1 },
    ]);
    expect(await send(2)).toBe('still trying');
    expect(await message()).toMatchObject({ state: 'retry', inDoubt: true });
    configure(bothVendors);
    expect(await send()).toEqual({ kind: 'sent' });
    expect([vendor.accepted.length, await inOutbox()]).toEqual([1, []]);
  });

  test('may have been sent when it is given up, whatever its vendor said last', async ({ systemOfRecord }) => {
    const { send, giveUp, message } = await newCase(systemOfRecord, 'email', [
      { kind: 'accept_then_drop' },
      { kind: 'throttle', retryAfterSeconds: 1 },
    ]);
    expect(await send(2)).toBe('still trying');
    expect(await message()).toMatchObject({ state: 'retry' });
    expect(await giveUp()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
  });
});

describe('the provider that a store picked', () => {
  test('sends in place of the one of the installation', async ({ systemOfRecord }) => {
    const { send, configure, bothVendors, pick, vendor, message } = await newCase(systemOfRecord, 'email', []);
    configure(bothVendors);
    await pick({ email: 'resend' });
    expect(await send()).toEqual({ kind: 'sent' });
    expect([vendor.accepted.length, await message()]).toMatchObject([1, { provider: 'resend' }]);
  });

  test('is waited for when it is not configured any more: no other one sends for it', async ({ systemOfRecord }) => {
    const { send, configure, bothVendors, pick, vendor, message, inOutbox } = await newCase(
      systemOfRecord,
      'email',
      [],
    );
    await pick({ email: 'resend' });
    configure({});
    expect(await send(2)).toBe('still trying');
    expect([await message(), await inOutbox()]).toEqual([undefined, []]);
    configure(bothVendors);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
  });

  test('takes over what another one refused for now', async ({ systemOfRecord }) => {
    const { send, pick, vendor, message, inOutbox } = await newCase(systemOfRecord, 'email', [
      { kind: 'throttle', retryAfterSeconds: 1 },
    ]);
    expect(await send(1)).toBe('still trying');
    await pick({ email: 'outbox' });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(await message()).toMatchObject({ state: 'accepted', provider: 'outbox', attempts: 2 });
    expect([vendor.accepted.length, (await inOutbox()).length]).toEqual([0, 1]);
  });
});

test('an address that the vendor calls invalid is suppressed', async ({ systemOfRecord }) => {
  const { send, shop } = await newCase(systemOfRecord, 'sms', [{ kind: 'reject', code: '21211' }]);
  await send();
  const [suppressed] = await shop.write((tx) => tx.select().from(suppressions));
  expect(suppressed).toMatchObject({ channel: 'sms', cause: 'invalid' });
});

test('a number whose person answered STOP to the vendor is a refusal of theirs, with its proof', async ({
  systemOfRecord,
}) => {
  const { send, shop } = await newCase(systemOfRecord, 'sms', [{ kind: 'reject', code: '21610' }]);
  expect(await send()).toEqual({ kind: 'not_sent', reason: 'provider_rejected' });
  expect(await shop.write((tx) => tx.select().from(suppressions))).toMatchObject([
    { channel: 'sms', cause: 'unsubscribe' },
  ]);
  expect(await shop.write((tx) => tx.select().from(consentLog))).toMatchObject([
    { channel: 'sms', status: 'denied', provenance: 'delivery_report', source: 'unsubscribe:provider' },
  ]);
});

test('a message is made of what the store has published of its own template', async ({ systemOfRecord }) => {
  const { send, shop, sendWith, vendor } = await newCase(systemOfRecord, 'sms', []);
  const renderer = createRenderer({ templates: createStoreTemplates(systemOfRecord, createBuiltInTemplates()) });
  onTestFinished(() => renderer.close());
  sendWith(renderer, 'own-spring');
  const { storeId } = shop;
  const content = (text: string) => ({ variants: [{ locale: 'en', sms: { text } }] });
  await shop.write(async (tx) => {
    await tx.insert(templates).values({ storeId, name: 'own-spring', version: 2, publishedVersion: 1 });
    await tx.insert(templateVersions).values([
      {
        storeId,
        template: 'own-spring',
        version: 1,
        content: content('Spring: {{ links.restore }}'),
        actorKind: 'system',
      },
      { storeId, template: 'own-spring', version: 2, content: content('Not yet'), actorKind: 'system' },
    ]);
  });
  expect(await send()).toEqual({ kind: 'sent' });
  expect(vendor.accepted).toHaveLength(1);
  expect(JSON.stringify(vendor.accepted[0])).toMatch(/Spring(: |%3A[+%20]+)https/);
});

test('a message of a template that is no more is not sent, and says so', async ({ systemOfRecord }) => {
  const { send, sendWith, vendor, message } = await newCase(systemOfRecord, 'sms', []);
  const renderer = createRenderer({ templates: createStoreTemplates(systemOfRecord, createBuiltInTemplates()) });
  onTestFinished(() => renderer.close());
  sendWith(renderer, 'own-gone');
  expect(await send()).toEqual({ kind: 'not_sent', reason: 'template_error' });
  expect(vendor.accepted).toEqual([]);
  expect(await message()).toMatchObject({ state: 'rejected', errorCode: 'unknown_template' });
});
