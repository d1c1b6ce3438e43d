import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished } from 'vitest';
import { createBuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import { createRenderer } from '../../../channels/render/renderer.ts';
import { consentLog, customers, suppressions, templates, templateVersions } from '../../../db/postgres/schema/index.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import type { VendorBehaviour } from '../../../test/recording-provider.ts';
import { newSendCase } from '../../../test/send-case.ts';
import { test } from '../../../test/system-of-record.ts';
import { createStoreTemplates } from '../../recovery/templates/store-templates.ts';

/** Ways of a vendor to take a message without saying so, or to seem to. */
const ambiguous: readonly VendorBehaviour[] = [
  { kind: 'accept_then_drop' },
  { kind: 'drop' },
  { kind: 'accept_then_garbage' },
  { kind: 'accept_then_fail' },
];

describe.for(['email', 'sms'] as const)('a message by %s', (channel) => {
  test('is sent once and kept with the vendor’s id', async ({ systemOfRecord }) => {
    const { send, vendor, message } = await newSendCase(systemOfRecord, channel, []);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
    expect(await message()).toMatchObject({ state: 'accepted', providerMessageId: vendor.accepted[0]?.id });
  });

  test.for(ambiguous)('reaches the customer once when the vendor does $kind', async (behaviour, { systemOfRecord }) => {
    const { send, vendor, message } = await newSendCase(systemOfRecord, channel, [behaviour]);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
    expect(await message()).toMatchObject({ state: 'accepted' });
  });

  test('waits as long as the vendor asks', async ({ systemOfRecord }) => {
    const { send, vendor, message } = await newSendCase(systemOfRecord, channel, [
      { kind: 'throttle', retryAfterSeconds: 30 },
    ]);
    expect(await send(1)).toBe('still trying');
    expect(await message()).toMatchObject({ state: 'retry' });
    expect(await send()).toEqual({ kind: 'sent' });
    expect(vendor.accepted).toHaveLength(1);
  });

  test('is not sent after a purchase that comes while the vendor makes us wait', async ({ systemOfRecord }) => {
    const { send, vendor, shop, customerId } = await newSendCase(systemOfRecord, channel, [{ kind: 'unavailable' }]);
    expect(await send(1)).toBe('still trying');
    await shop.order({ customerId });
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'not_sent' });
    expect(vendor.accepted).toHaveLength(0);
  });

  test('that the vendor refuses for good ends with its reason', async ({ systemOfRecord }) => {
    const { send, vendor, message, reasons } = await newSendCase(systemOfRecord, channel, [{ kind: 'reject' }]);
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'provider_rejected' });
    expect(vendor.accepted).toHaveLength(0);
    expect(await message()).toMatchObject({ state: 'rejected' });
    expect(await reasons()).toContain('provider_rejected');
  });
});

describe('an SMS whose sender is letters', () => {
  const letters = { SMS_PROVIDER: 'twilio', TWILIO_FROM: 'MYSHOP' };
  const ownText = (text: string) => async () => ({ variants: [{ locale: 'en', sms: { text } }] });

  test('goes out with a link in place of an answer, and not without one (field 39)', async ({ systemOfRecord }) => {
    for (const [text, outcome] of [
      ['Your cart: {{ links.restore }} {{ optOut }}', { kind: 'sent' }],
      ['Your cart: {{ links.restore }} Reply STOP to opt out', { kind: 'not_sent', reason: 'template_error' }],
    ] as const) {
      const { send, sendWith, configure, bothVendors, vendor, message } = await newSendCase(systemOfRecord, 'sms', []);
      const renderer = createRenderer({ templates: { find: ownText(text) } });
      onTestFinished(() => renderer.close());
      configure({ ...bothVendors, ...letters });
      sendWith(renderer, 'own-text');
      expect(await send()).toEqual(outcome);
      const isSent = outcome.kind === 'sent';
      expect(vendor.accepted).toHaveLength(isSent ? 1 : 0);
      if (isSent) expect(decodeURIComponent(vendor.requests[0]?.body ?? '')).toContain('https://recover.example/u/');
      else expect(await message()).toMatchObject({ state: 'rejected', errorCode: 'no_way_out' });
    }
  });
});

describe('a message that is given up', () => {
  test('was not sent when the vendor refused every attempt', async ({ systemOfRecord }) => {
    const { send, giveUp, message } = await newSendCase(systemOfRecord, 'email', [
      { kind: 'throttle', retryAfterSeconds: 1 },
    ]);
    await send(1);
    expect(await giveUp()).toEqual({ kind: 'not_sent', reason: 'provider_unavailable' });
    expect(await message()).toMatchObject({ state: 'rejected', reason: 'provider_unavailable' });
  });

  test('may have been sent when the last attempt broke off, and is never sent again', async ({ systemOfRecord }) => {
    const { send, giveUp, wait, vendor } = await newSendCase(systemOfRecord, 'email', [{ kind: 'accept_then_drop' }]);
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
      const { send, configure, bothVendors, vendor, message, inOutbox } = await newSendCase(systemOfRecord, channel, [
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
    const { send, configure, bothVendors, vendor, message, inOutbox } = await newSendCase(systemOfRecord, 'sms', [
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
    const { send, configure, vendor, message, inOutbox } = await newSendCase(systemOfRecord, 'email', [
      { kind: 'accept_then_drop' },
    ]);
    expect(await send(1)).toBe('still trying');
    configure({});
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    expect(await message()).toMatchObject({ state: 'unknown', provider: 'resend', errorCode: 'sent_another_way' });
    expect([vendor.accepted.length, await inOutbox()]).toEqual([1, []]);
  });

  test('stays with its vendor even after that said to come back later', async ({ systemOfRecord }) => {
    const { send, configure, bothVendors, vendor, message, inOutbox } = await newSendCase(systemOfRecord, 'email', [
      { kind: 'accept_then_drop' },
      { kind: 'throttle', retryAfterSeconds: 1 },
    ]);
    expect(await send(2)).toBe('still trying');
    expect(await message()).toMatchObject({ state: 'retry', inDoubt: true });
    configure(bothVendors);
    expect(await send()).toEqual({ kind: 'sent' });
    expect([vendor.accepted.length, await inOutbox()]).toEqual([1, []]);
  });

  test('may have been sent when its vendor refuses the further attempt for good', async ({ systemOfRecord }) => {
    const { send, message, vendor } = await newSendCase(systemOfRecord, 'email', [
      { kind: 'accept_then_drop' },
      { kind: 'reject' },
    ]);
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'outcome_unknown' });
    expect([vendor.accepted.length, await message()]).toMatchObject([1, { state: 'unknown' }]);
  });

  test('may have been sent when it is given up, whatever its vendor said last', async ({ systemOfRecord }) => {
    const { send, giveUp, message } = await newSendCase(systemOfRecord, 'email', [
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
    const { send, configure, bothVendors, pick, vendor, message } = await newSendCase(systemOfRecord, 'email', []);
    configure(bothVendors);
    await pick({ email: 'resend' });
    expect(await send()).toEqual({ kind: 'sent' });
    expect([vendor.accepted.length, await message()]).toMatchObject([1, { provider: 'resend' }]);
  });

  test('is waited for when it is not configured any more: no other one sends for it', async ({ systemOfRecord }) => {
    const { send, configure, bothVendors, pick, vendor, message, inOutbox } = await newSendCase(
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
    const { send, pick, vendor, message, inOutbox } = await newSendCase(systemOfRecord, 'email', [
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
  const { send, shop } = await newSendCase(systemOfRecord, 'sms', [{ kind: 'reject', code: '21211' }]);
  await send();
  const [suppressed] = await shop.write((tx) => tx.select().from(suppressions));
  expect(suppressed).toMatchObject({ channel: 'sms', cause: 'invalid' });
});

test('a number whose person answered STOP to the vendor is a refusal of theirs, with its proof', async ({
  systemOfRecord,
}) => {
  const { send, shop } = await newSendCase(systemOfRecord, 'sms', [{ kind: 'reject', code: '21610' }]);
  expect(await send()).toEqual({ kind: 'not_sent', reason: 'provider_rejected' });
  expect(await shop.write((tx) => tx.select().from(suppressions))).toMatchObject([
    { channel: 'sms', cause: 'unsubscribe' },
  ]);
  expect(await shop.write((tx) => tx.select().from(consentLog))).toMatchObject([
    { channel: 'sms', status: 'denied', provenance: 'delivery_report', source: 'unsubscribe:provider' },
  ]);
});

test('a message is made of what the store has published of its own template', async ({ systemOfRecord }) => {
  const { send, shop, sendWith, vendor } = await newSendCase(systemOfRecord, 'sms', []);
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

test('a message is written in the language that its person has when it leaves (I12)', async ({ systemOfRecord }) => {
  const { send, shop, sendWith, vendor, customerId } = await newSendCase(systemOfRecord, 'sms', []);
  const renderer = createRenderer({ templates: createStoreTemplates(systemOfRecord, createBuiltInTemplates()) });
  onTestFinished(() => renderer.close());
  sendWith(renderer, 'own-tongues');
  const { storeId } = shop;
  const variants = [
    { locale: 'en', sms: { text: 'Hello: {{ links.restore }}' } },
    { locale: 'de', sms: { text: 'Servus: {{ links.restore }}' } },
  ];
  await shop.write(async (tx) => {
    await tx.insert(templates).values({ storeId, name: 'own-tongues', version: 1, publishedVersion: 1 });
    const version = { storeId, template: 'own-tongues', version: 1, actorKind: 'system' } as const;
    await tx.insert(templateVersions).values({ ...version, content: { variants } });
    // After the recovery began: the shop tells the language late.
    await tx.update(customers).set({ locale: 'de-AT' }).where(eq(customers.id, customerId));
  });
  expect(await send()).toEqual({ kind: 'sent' });
  expect(JSON.stringify(vendor.accepted)).toContain('Servus');
});

test('a message of a template that is no more is not sent, and says so', async ({ systemOfRecord }) => {
  const { send, sendWith, vendor, message } = await newSendCase(systemOfRecord, 'sms', []);
  const renderer = createRenderer({ templates: createStoreTemplates(systemOfRecord, createBuiltInTemplates()) });
  onTestFinished(() => renderer.close());
  sendWith(renderer, 'own-gone');
  expect(await send()).toEqual({ kind: 'not_sent', reason: 'template_error' });
  expect(vendor.accepted).toEqual([]);
  expect(await message()).toMatchObject({ state: 'rejected', errorCode: 'unknown_template' });
});
