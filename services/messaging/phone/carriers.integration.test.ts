import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { createBuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import { createRenderer } from '../../../channels/render/renderer.ts';
import {
  consentLog,
  consents,
  contentTemplates,
  messages,
  phoneSettings,
  phoneWindows,
  recoveries,
} from '../../../db/postgres/schema/index.ts';
import { type Database, withPipeline } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import type { RichCarrier } from '../../../domain/phone/carrier.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import type { VendorBehaviour } from '../../../test/recording-provider.ts';
import { newSendCase } from '../../../test/send-case.ts';
import { test } from '../../../test/system-of-record.ts';
import { getMessage } from '../messages/get.ts';
import { recordReport } from '../messages/record-report.ts';
import { sendFallingBack } from '../messages/send-falling-back.ts';
import { hearInbound } from '../replies/hear-inbound.ts';

const phone = '+4915112345678';
const source = 'checkout: texts and WhatsApp';

/** A due message to somebody who agreed to WhatsApp too, of a store that tries it before SMS. */
async function newPhoneCase(
  systemOfRecord: Database,
  behaviours: readonly VendorBehaviour[] = [],
  carriers: RichCarrier[] = ['whatsapp'],
) {
  const one = await newSendCase(systemOfRecord, 'sms', behaviours);
  const { shop, customerId } = one;
  const { storeId } = shop;
  one.sendWith(createRenderer({ templates: createBuiltInTemplates() }), 'cart-reminder-1');
  await shop.write(async (tx) => {
    await tx.insert(phoneSettings).values({ storeId, carriers, whatsAppSources: [source] });
    await tx.insert(contentTemplates).values({
      ...{ storeId, carrier: 'whatsapp', template: 'cart-reminder-1', locale: 'en', contentSid: 'HX1' },
      variables: ['store_name', 'restore_link'],
    });
    const [consent] = await tx
      .select()
      .from(consents)
      .where(and(eq(consents.customerId, customerId), eq(consents.channel, 'sms')));
    const eventId = consent?.eventId ?? '';
    await tx
      .insert(consentLog)
      .values({
        storeId,
        customerId,
        channel: 'sms',
        eventId,
        status: 'granted',
        provenance: 'shop',
        source,
        at: new Date(),
      })
      .onConflictDoUpdate({ target: [consentLog.storeId, consentLog.eventId, consentLog.channel], set: { source } });
  });
  const { vendor } = one;
  return {
    ...one,
    /** What the vendor was asked to send, newest last. */
    asked: () =>
      vendor.requests
        .filter(({ method }) => method === 'POST')
        .map(({ body }) => Object.fromEntries(new URLSearchParams(body))),
    took: () => vendor.accepted.map(({ to }) => to),
    report: async (code: string, of = 0) => {
      const sentAs = { storeId, messageId: (await one.message())?.id ?? '' };
      const carrierFault = code === '63041' ? ('template_stopped' as const) : ('not_reached' as const);
      const providerMessageId = vendor.accepted[of]?.id ?? '';
      return withPipeline(systemOfRecord, (tx) =>
        recordReport(tx, {
          provider: 'twilio',
          report: {
            reportId: `${of}/${code}`,
            providerMessageId,
            kind: 'failed',
            code,
            carrierFault,
            atMs: one.now(),
            sentAs,
          },
        }),
      );
    },
    fallBack: () =>
      sendFallingBack({ ...one.deps(), database: systemOfRecord }, { limit: 50, signal: new AbortController().signal }),
    templates: () => shop.write((tx) => tx.select().from(contentTemplates)),
  };
}

describe('a message to a phone whose store puts WhatsApp first', () => {
  test('goes by the approved template, as one message', async ({ systemOfRecord }) => {
    const { send, asked, message } = await newPhoneCase(systemOfRecord);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(asked()).toEqual([
      expect.objectContaining({ To: `whatsapp:${phone}`, From: 'whatsapp:+15005550007', ContentSid: 'HX1' }),
    ]);
    expect(JSON.parse(asked()[0]?.['ContentVariables'] ?? '')).toMatchObject({
      2: expect.stringMatching(/^https:.*\/r\//),
    });
    expect(await message()).toMatchObject({
      state: 'accepted',
      channel: 'sms',
      carrier: 'whatsapp',
      contentSid: 'HX1',
    });
  });

  test.for(['63016', '63003', '63024', '63049'])(
    'goes by SMS when it is refused with %s, and stays one message (field 32)',
    async (code, { systemOfRecord }) => {
      const { send, took, message } = await newPhoneCase(systemOfRecord, [{ kind: 'reject', code }]);
      expect(await send()).toEqual({ kind: 'sent' });
      expect(took()).toEqual([phone]);
      expect(await message()).toMatchObject({ state: 'accepted', carrier: 'sms', carriersPassed: [{ because: code }] });
    },
  );

  test('is shown with what carried it, what did not, and what that cost', async ({ systemOfRecord }) => {
    const refused: VendorBehaviour = { kind: 'reject', code: '63024' };
    const { send, message, shop } = await newPhoneCase(systemOfRecord, [refused]);
    const { storeId } = shop;
    const prices = { currency: 'EUR', prices: [{ country: 'DE', micros: 75_000 }] };
    await shop.write((tx) => tx.update(phoneSettings).set(prices).where(eq(phoneSettings.storeId, storeId)));
    await send();
    const shown = async () =>
      getMessage(systemOfRecord, { storeId, messageId: (await message())?.id ?? '', unmasked: false });
    expect((await shown()).carriage).toEqual({
      ...{ carrier: 'sms', passed: [{ carrier: 'whatsapp', because: '63024' }], parts: 1 },
      cost: { currency: 'EUR', amount: '0.075' },
    });
    await shop.write((tx) => tx.update(messages).set({ channel: 'push' }));
    expect((await shown()).carriage).toBeNull();
  });

  test.for<VendorBehaviour>([{ kind: 'accept_then_drop' }, { kind: 'accept_then_fail' }, { kind: 'drop' }])(
    'never goes by SMS after an attempt without an answer ($kind) (field 32)',
    async (behaviour, { systemOfRecord }) => {
      const { send, took } = await newPhoneCase(systemOfRecord, [behaviour]);
      await send();
      expect(took()).toEqual([`whatsapp:${phone}`]);
    },
  );

  test('goes by SMS when the vendor tells later that it could not deliver it', async ({ systemOfRecord }) => {
    const { send, report, fallBack, took, message, decisions } = await newPhoneCase(systemOfRecord);
    await send();
    expect(await report('63024')).toBe('news');
    expect(await message()).toMatchObject({ state: 'retry' });
    expect(await fallBack()).toMatchObject({ sent: 1 });
    expect(took()).toEqual([`whatsapp:${phone}`, phone]);
    expect(await message()).toMatchObject({ state: 'accepted', carrier: 'sms', fallBackAt: null, attempts: 2 });
    expect((await decisions()).filter(({ kind }) => kind === 'sent')).toHaveLength(2);
    // Told again it changes nothing, and nothing more is due.
    expect(await report('63024')).toBe('repeated');
    expect(await fallBack()).toEqual({ due: 0, sent: 0 });
    expect(took()).toHaveLength(2);
  });

  test('falls back also when its step was the last of the recovery', async ({ systemOfRecord }) => {
    const { send, report, fallBack, shop } = await newPhoneCase(systemOfRecord);
    await send();
    await shop.write((tx) =>
      tx.update(recoveries).set({ endedAt: new Date(), outcome: 'completed', reason: 'no_touch_left' }),
    );
    await report('63024');
    expect(await fallBack()).toMatchObject({ sent: 1 });
  });

  test('does not fall back after a purchase that came meanwhile', async ({ systemOfRecord }) => {
    const { send, report, fallBack, shop, customerId, took, message } = await newPhoneCase(systemOfRecord);
    await send();
    await report('63024');
    await shop.order({ customerId });
    expect(await fallBack()).toEqual({ due: 1, sent: 0 });
    expect(took()).toEqual([`whatsapp:${phone}`]);
    expect(await message()).toMatchObject({ state: 'rejected', fallBackAt: null });
  });

  test('does not fall back when hours have passed', async ({ systemOfRecord }) => {
    const { send, report, fallBack, wait, message } = await newPhoneCase(systemOfRecord);
    await send();
    wait(7 * hourMs);
    await report('63024');
    expect(await fallBack()).toEqual({ due: 0, sent: 0 });
    expect(await message()).toMatchObject({ state: 'accepted', deliveryState: 'failed' });
  });

  test('stops when the vendor paused its template, and does not go by SMS (field 32)', async ({ systemOfRecord }) => {
    const { send, took, templates, message } = await newPhoneCase(systemOfRecord, [{ kind: 'reject', code: '63041' }]);
    expect(await send()).toEqual({ kind: 'not_sent', reason: 'carrier_template_stopped' });
    expect(took()).toEqual([]);
    expect(await templates()).toMatchObject([{ stoppedCode: '63041' }]);
    expect(await message()).toMatchObject({ state: 'rejected', errorCode: '63041' });
  });

  test('stops every later message of a template that was paused', async ({ systemOfRecord }) => {
    const { send, report, shop, took } = await newPhoneCase(systemOfRecord);
    await send();
    await report('63041');
    await shop.write((tx) => tx.delete(messages));
    expect(await send()).toMatchObject({ kind: 'not_sent', reason: 'carrier_template_stopped' });
    expect(took()).toHaveLength(1);
  });

  test('goes by SMS to whoever agreed to texts where WhatsApp was not named', async ({ systemOfRecord }) => {
    const { send, took, shop, message } = await newPhoneCase(systemOfRecord);
    await shop.write((tx) => tx.update(consentLog).set({ source: 'checkout: texts' }));
    await send();
    expect(took()).toEqual([phone]);
    expect(await message()).toMatchObject({ carriersPassed: [{ because: 'not_agreed' }] });
  });

  test('goes by SMS where a variable of the template would be empty', async ({ systemOfRecord }) => {
    const { send, took, shop, message } = await newPhoneCase(systemOfRecord);
    await shop.write((tx) => tx.update(contentTemplates).set({ variables: ['first_name', 'restore_link'] }));
    expect(await send()).toEqual({ kind: 'sent' });
    expect(took()).toEqual([phone]);
    expect(await message()).toMatchObject({ carriersPassed: [{ because: 'empty_variable' }] });
  });

  test('says its own text while the window is open: who wrote by WhatsApp opened it', async ({ systemOfRecord }) => {
    const { send, asked, shop, now } = await newPhoneCase(systemOfRecord);
    const message = {
      id: 'SM9',
      from: phone,
      text: 'Help',
      carrier: 'whatsapp' as const,
      meaning: 'help' as const,
      atMs: now(),
    };
    await withPipeline(systemOfRecord, (tx) => hearInbound(tx, { provider: 'twilio', smsDefault: 'twilio', message }));
    expect(await shop.write((tx) => tx.select().from(phoneWindows))).toMatchObject([
      { addressHash: addressHash(phone) },
    ]);
    await send();
    expect(asked()).toEqual([expect.objectContaining({ To: `whatsapp:${phone}`, Body: expect.any(String) })]);
  });
});

describe('a message to a phone whose store puts RCS first', () => {
  test('goes as it stands, and the account sends no SMS in its place', async ({ systemOfRecord }) => {
    const { send, asked } = await newPhoneCase(systemOfRecord, [], ['rcs']);
    await send();
    expect(asked()).toEqual([
      expect.objectContaining({
        To: `rcs:${phone}`,
        MessagingServiceSid: expect.stringMatching(/^MG/),
        Body: expect.any(String),
      }),
    ]);
  });

  test('goes by SMS where the phone knows no RCS', async ({ systemOfRecord }) => {
    const { send, took } = await newPhoneCase(systemOfRecord, [{ kind: 'reject', code: '63036' }], ['rcs']);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(took()).toEqual([phone]);
  });

  test('goes by what comes next in the order, and by SMS last', async ({ systemOfRecord }) => {
    const refusals: VendorBehaviour[] = [
      { kind: 'reject', code: '63036' },
      { kind: 'reject', code: '63024' },
    ];
    const { send, took, asked, message } = await newPhoneCase(systemOfRecord, refusals, ['rcs', 'whatsapp']);
    expect(await send()).toEqual({ kind: 'sent' });
    expect(asked().map(({ To }) => To)).toEqual([`rcs:${phone}`, `whatsapp:${phone}`, phone]);
    expect(took()).toEqual([phone]);
    expect(await message()).toMatchObject({ attempts: 3 });
  });
});
