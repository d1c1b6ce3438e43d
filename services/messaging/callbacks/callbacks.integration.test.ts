import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import type { CallbackRequest, DeliveryReport } from '../../../channels/provider-callback.ts';
import {
  consentLog,
  consents,
  decisions,
  messages,
  providerCallbacks,
  recoveries,
  replies,
  senderLists,
  signalOutbox,
  stores,
  suppressions,
} from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { softBounceDaysMax } from '../../../domain/compliance/soft-bounces.ts';
import { dayMs } from '../../../domain/duration.ts';
import { machineClickMs } from '../../../domain/machine-agent.ts';
import type { MessageState } from '../../../domain/message-state.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { onlyProvider } from '../../../test/only-provider.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import {
  callbackOf,
  mailgunCallback,
  resendCallback,
  sendgridCallback,
  signedByResend,
  twilioCallback,
} from '../../../test/signed-callback.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { claimMessage } from '../messages/claim.ts';
import { settleMessage } from '../messages/settle.ts';
import { type ProcessedCallback, processDueCallbacks, reportPatienceMs } from './process-due.ts';
import { callbacksKeptMs, purgeOldCallbacks } from './purge-old.ts';
import { type ReceiveCallback, receiveCallback } from './receive.ts';

interface Sent {
  readonly shop: Shop;
  readonly customerId: string;
  readonly address: string;
  readonly messageId: string;
  readonly providerMessageId: string;
  message(): Promise<typeof messages.$inferSelect>;
  /** Another message of the same recovery, on the same channel. */
  claimNext(): ReturnType<typeof claimMessage>;
}

interface Inbox {
  /** Takes requests in, and processes everything that is due. */
  take(...requests: readonly CallbackRequest[]): Promise<readonly ProcessedCallback[]>;
  /** Takes one in as the endpoint does. */
  receiveAs(call: ReceiveCallback): Promise<'kept' | 'duplicate'>;
  /** Only takes one in. */
  receive(request: CallbackRequest): Promise<'kept' | 'duplicate'>;
  process(nowMs?: number): Promise<readonly ProcessedCallback[]>;
  rows(): Promise<(typeof providerCallbacks.$inferSelect)[]>;
}

const vendorOf = { email: 'resend', sms: 'twilio', push: 'firebase' } as const;

const test = base
  .extend('sent', ({ systemOfRecord, newShop }) => {
    return async (
      channel: Channel = 'email',
      state: MessageState = 'accepted',
      vendor: string = vendorOf[channel],
    ): Promise<Sent> => {
      const shop = await newShop();
      const phone = `+4915${String(Math.random()).slice(2, 11)}`;
      const customerId = await shop.customer({ phone });
      const cart = await shop.cart({ customerId });
      const recoveryId = await shop.recovery(cart);
      const { storeId } = shop;
      const claim = (ruleId: string) => {
        const nowMs = Date.now();
        const provider = { name: vendor, recovery: { kind: 'none' } } as const;
        const knownActivityAt = cart.lastActivityAt.getTime();
        return claimMessage(
          systemOfRecord,
          { storeId, recoveryId, ruleId, channel, template: 't', knownActivityAt },
          {
            providers: onlyProvider(provider),
            flags: allOn,
            links: linkSettings,
            defaultFrom: 'Shop <shop@example.com>',
            consistentAsOfMs: nowMs,
            nowMs,
          },
        );
      };
      const claimed = await claim('touch-1');
      if (claimed.kind !== 'claimed') throw new Error(`not claimed: ${claimed.kind}`);
      const messageId = claimed.message.id;
      const providerMessageId = randomUUID();
      const ends = {
        accepted: { state: 'accepted', providerMessageId },
        unknown: { state: 'unknown', reason: 'outcome_unknown', errorCode: 'timeout' },
        rejected: { state: 'rejected', reason: 'provider_rejected', errorCode: 'http_422' },
        retry: { state: 'retry', errorCode: 'http_429' },
      } as const;
      if (state !== 'sending')
        await shop.write((tx) => settleMessage(tx, { storeId, messageId, attempt: 1, result: ends[state] }));
      return {
        shop,
        customerId,
        address: claimed.message.to,
        messageId,
        providerMessageId,
        async message() {
          const [row] = await shop.write((tx) => tx.select().from(messages).where(eq(messages.id, messageId)));
          if (!row) throw new Error('the message is gone');
          return row;
        },
        claimNext: () => claim('touch-2'),
      };
    };
  })
  .extend('inbox', async ({ systemOfRecord }) => inboxOf(systemOfRecord));

function inboxOf(systemOfRecord: Database): Inbox {
  const log = pino({ level: 'silent' });
  const receiveAs = (call: ReceiveCallback) => receiveCallback({ database: systemOfRecord, callbackOf }, call);
  const receive = (request: CallbackRequest) => {
    const provider = new URL(request.url).pathname.split('/').at(-1) ?? '';
    return receiveAs({ provider, request, onUnsigned: () => {} });
  };
  const process = (nowMs = Date.now()) =>
    processDueCallbacks(
      { database: systemOfRecord, callbackOf, smsDefault: 'twilio', log, now: () => nowMs },
      { limit: 50 },
    );
  return {
    receive,
    receiveAs,
    process,
    async take(...requests) {
      for (const request of requests) await receive(request);
      return process();
    },
    rows: () => withEngine(systemOfRecord, (tx) => tx.select().from(providerCallbacks)),
  };
}

/** Tests of one file share the inbox: each begins with an empty one. */
test.beforeEach(async ({ systemOfRecord }) => {
  await withEngine(systemOfRecord, (tx) => tx.delete(providerCallbacks));
});

const andBroken = (report: DeliveryReport) => [
  report,
  { ...report, providerMessageId: `${report.providerMessageId}\0` },
];
const permanentBounce = { bounce: { type: 'Permanent', subType: 'General' } };

describe('a report', () => {
  test('moves the delivery of its message on, with the time of each kind', async ({ sent, inbox }) => {
    const { message, providerMessageId: emailId } = await sent();
    const [delivered, opened] = [Date.now() - 60_000, Date.now() - 30_000];
    const processed = await inbox.take(
      resendCallback({ type: 'email.opened', emailId, atMs: opened }),
      resendCallback({ type: 'email.delivered', emailId, atMs: delivered }),
    );
    expect(processed.map(({ outcome, news }) => [outcome, ...news]).sort()).toEqual([
      ['processed', 'delivered'],
      ['processed', 'opened'],
    ]);
    expect(await message()).toMatchObject({
      state: 'accepted',
      deliveryState: 'opened',
      deliveryTimes: { delivered: new Date(delivered).toISOString(), opened: new Date(opened).toISOString() },
    });
  });

  test('has one effect however often it is sent', async ({ sent, inbox }) => {
    const { shop, message, providerMessageId: emailId } = await sent();
    const svixId = 'msg_once';
    const bounced = { type: 'email.bounced', emailId, svixId, data: permanentBounce };
    expect(await inbox.receive(resendCallback(bounced))).toBe('kept');
    await inbox.process();
    const first = await message();
    // Svix signs every attempt anew, with the time of that attempt.
    const again = resendCallback({ ...bounced, receivedAtMs: Date.now() + 90_000 });
    expect(await inbox.receive(again)).toBe('duplicate');
    expect(await inbox.process()).toEqual([]);
    expect(await message()).toEqual(first);
    expect(await shop.write((tx) => tx.select().from(suppressions))).toHaveLength(1);
  });

  test('is kept once however many arrive at the same moment', async ({ sent, inbox }) => {
    const { providerMessageId: emailId } = await sent();
    const request = resendCallback({ type: 'email.delivered', emailId });
    const answers = await Promise.all(Array.from({ length: 10 }, () => inbox.receive(request)));
    expect(answers.filter((answer) => answer === 'kept')).toHaveLength(1);
  });

  test('of a kind that is none is kept, and ignored', async ({ inbox }) => {
    expect(await inbox.take(resendCallback({ type: 'email.invented_tomorrow' }))).toEqual([
      { provider: 'resend', outcome: 'ignored', news: [] },
    ]);
    expect(await inbox.rows()).toMatchObject([{ status: 'ignored', body: expect.anything() }]);
  });

  test('of a message of another provider changes nothing', async ({ sent, inbox }) => {
    const { message, providerMessageId } = await sent('email');
    const fields = { MessageSid: providerMessageId, MessageStatus: 'delivered' };
    expect(await inbox.take(twilioCallback(fields))).toMatchObject([{ outcome: 'later' }]);
    expect((await message()).deliveryState).toBeNull();
  });
});

describe('soft bounces', () => {
  const soft = { bounce: { type: 'Transient', subType: 'MailboxFull' } };

  /** Messages to one address on as many days, one a day, and their soft bounces. */
  async function bounceOn(
    { shop, message }: Sent,
    inbox: Inbox,
    days: readonly number[],
  ): Promise<(typeof suppressions.$inferSelect)[]> {
    const row = await message();
    for (const day of days) {
      const emailId = randomUUID();
      const claimedAt = new Date(Date.now() - day * dayMs);
      const other = { ...row, id: randomUUID(), ruleId: emailId, providerMessageId: emailId, claimedAt };
      await shop.write((tx) => tx.insert(messages).values({ ...other, deliveryState: null, deliveryTimes: {} }));
      await inbox.take(resendCallback({ type: 'email.bounced', emailId, atMs: claimedAt.getTime(), data: soft }));
    }
    return shop.write((tx) => tx.select().from(suppressions));
  }
  const everyDay = (count: number, last = 1) => Array.from({ length: count }, (_, n) => last + count - 1 - n);

  test('suppress an address on as many days as are named, on its channel, and a later delivery ends that', async ({
    sent,
    inbox,
  }) => {
    const first = await sent();
    const { claimNext, shop } = first;
    expect(await bounceOn(first, inbox, [3, 3, 3, 3, 3, 3])).toEqual([]);
    expect(await bounceOn(first, inbox, everyDay(softBounceDaysMax - 1, 4))).toMatchObject([
      { channel: 'email', cause: 'soft_bounces' },
    ]);
    expect(await claimNext()).toMatchObject({ kind: 'blocked', reason: 'channel_suppressed' });
    const stale = { type: 'email.delivered', emailId: first.providerMessageId, atMs: Date.now() - 10 * dayMs };
    await inbox.take(resendCallback(stale));
    expect(await shop.write((tx) => tx.select().from(suppressions))).toHaveLength(1);
    await inbox.take(resendCallback({ ...stale, type: 'email.opened', atMs: Date.now() }));
    expect(await shop.write((tx) => tx.select().from(suppressions))).toEqual([]);
  });

  test('that a delivery came between begin anew', async ({ sent, inbox }) => {
    const first = await sent();
    const emailId = first.providerMessageId;
    await inbox.take(resendCallback({ type: 'email.delivered', emailId, atMs: Date.now() - 2.5 * dayMs }));
    expect(await bounceOn(first, inbox, everyDay(softBounceDaysMax))).toEqual([]);
  });
});

describe('what is refused at the endpoint is not kept:', () => {
  const valid = () => resendCallback({ type: 'email.delivered' });
  test.for<[string, string, () => CallbackRequest]>([
    ['a provider that is none', 'not_found', () => ({ ...valid(), url: 'https://engine.example/v1/callbacks/nobody' })],
    ['a changed body', 'unauthenticated', () => ({ ...valid(), body: Buffer.from('{"type":"email.bounced"}') })],
    ['no signature', 'unauthenticated', () => ({ ...valid(), headers: {} })],
    ['a body that is no JSON', 'invalid', () => signedByResend(Buffer.from('{'))],
    ['a report of no message', 'invalid', () => signedByResend(Buffer.from('{"type":"email.bounced"}'))],
    ['too large a body', 'payload_too_large', () => signedByResend(Buffer.alloc(1_100_000, 0x20))],
  ])('%s', async ([, code, make], { inbox }) => {
    await expect(inbox.receive(make())).rejects.toMatchObject({ code });
    expect(await inbox.rows()).toEqual([]);
  });
});

test('a request that is not verified is answered with what to look at', async ({ systemOfRecord }) => {
  const callback = { verify: () => false, hint: () => 'Look at the subscription.', translate: () => [] };
  const answer = receiveCallback(
    { database: systemOfRecord, callbackOf: () => callback },
    { provider: 'resend', request: resendCallback({ type: 'email.sent' }), onUnsigned: () => {} },
  );
  await expect(answer).rejects.toThrow('This request is not signed as it has to be. Look at the subscription.');
});

describe('the address is suppressed, and the next message refused, after', () => {
  const reports: [string, Channel, string, string, (sent: Sent) => CallbackRequest][] = [
    [
      'a permanent bounce',
      'email',
      'bounce',
      'bounced',
      ({ providerMessageId: emailId }) => resendCallback({ type: 'email.bounced', emailId, data: permanentBounce }),
    ],
    [
      'a complaint',
      'email',
      'complaint',
      'complained',
      ({ providerMessageId: emailId }) => resendCallback({ type: 'email.complained', emailId }),
    ],
    [
      'a number that does not exist',
      'sms',
      'bounce',
      'bounced',
      ({ providerMessageId }) =>
        twilioCallback({ MessageSid: providerMessageId, MessageStatus: 'undelivered', ErrorCode: '30005' }),
    ],
    [
      'STOP by SMS',
      'sms',
      'unsubscribe',
      'unsubscribed',
      ({ providerMessageId }) =>
        twilioCallback({ MessageSid: providerMessageId, MessageStatus: 'failed', ErrorCode: '21610' }),
    ],
  ];
  test.for(reports)('%s', async ([, channel, cause, reason, report], { sent, inbox }) => {
    const known = await sent(channel);
    await inbox.take(report(known));
    const { shop, messageId } = known;
    expect(await shop.write((tx) => tx.select().from(suppressions))).toMatchObject([{ channel, cause }]);
    expect(await known.claimNext()).toMatchObject({
      kind: 'blocked',
      reason: cause === 'unsubscribe' ? 'channel_no_consent' : 'channel_suppressed',
    });
    const made = await shop.write((tx) => tx.select().from(decisions).where(eq(decisions.kind, 'delivery')));
    expect(made).toMatchObject([{ reason, channel, detail: { messageId, provider: vendorOf[channel] } }]);
    expect(JSON.stringify(made)).not.toContain(known.address);
  });

  test('for nobody beside the person of the message, whomever else the report names (field 12)', async ({
    sent,
    inbox,
  }) => {
    const known = await sent();
    const { providerMessageId: emailId, shop, address } = known;
    const besides = ['bert@shopper.example', 'cleo@shopper.example'];
    for (const email of besides) await shop.customer({ email });
    const data = { ...permanentBounce, to: [besides[0], address, besides[1]] };
    await inbox.take(resendCallback({ type: 'email.bounced', emailId, data }));
    expect(await shop.write((tx) => tx.select().from(suppressions))).toHaveLength(1);
    expect(await known.claimNext()).toMatchObject({ kind: 'blocked', reason: 'channel_suppressed' });
  });

  test('nothing that passes by: a full mailbox, a message that was delivered and opened', async ({ sent, inbox }) => {
    const known = await sent();
    const { providerMessageId: emailId, shop } = known;
    const data = { bounce: { type: 'Transient', subType: 'MailboxFull' } };
    await inbox.take(
      resendCallback({ type: 'email.delivered', emailId }),
      resendCallback({ type: 'email.opened', emailId }),
      resendCallback({ type: 'email.bounced', emailId, data }),
    );
    expect(await known.message()).toMatchObject({ deliveryState: 'bounced' });
    expect(await shop.write((tx) => tx.select().from(suppressions))).toEqual([]);
    expect(await known.claimNext()).toMatchObject({ kind: 'claimed' });
  });

  test('STOP by SMS, which is a withdrawal with its proof that open recoveries hear of (field 26)', async ({
    sent,
    inbox,
  }) => {
    const { shop, customerId, providerMessageId } = await sent('sms');
    await inbox.take(twilioCallback({ MessageSid: providerMessageId, MessageStatus: 'failed', ErrorCode: '21610' }));
    const [consent] = (await shop.write((tx) => tx.select().from(consents))).filter(({ channel }) => channel === 'sms');
    expect(consent).toMatchObject({ customerId, status: 'denied' });
    expect(await shop.write((tx) => tx.select().from(consentLog))).toMatchObject([
      { channel: 'sms', status: 'denied', source: 'unsubscribe:provider' },
    ]);
    expect(await shop.write((tx) => tx.select().from(signalOutbox))).toMatchObject([
      { signal: { kind: 'consentChanged', channel: 'sms', status: 'denied' } },
    ]);
  });

  test('a complaint also where the customer had unsubscribed before, and then for good', async ({ sent, inbox }) => {
    const { shop, messageId, providerMessageId: emailId, message } = await sent();
    const { addressHash } = await message();
    const { storeId } = shop;
    await shop.write((tx) =>
      tx.insert(suppressions).values({ storeId, channel: 'email', addressHash, cause: 'unsubscribe' }),
    );
    await inbox.take(
      resendCallback({ type: 'email.complained', emailId }),
      resendCallback({ type: 'email.bounced', emailId, data: permanentBounce }),
    );
    expect(await shop.write((tx) => tx.select().from(suppressions))).toMatchObject([{ cause: 'complaint' }]);
    expect(await message()).toMatchObject({ id: messageId, deliveryState: 'complained' });
  });
});

/** A person's answer to one of our numbers, as Twilio hands it on. */
function answerOf(phone: string, fields: Readonly<Record<string, string>>): CallbackRequest {
  const sid = `SM${randomUUID().replaceAll('-', '')}`;
  return twilioCallback({ MessageSid: sid, SmsStatus: 'received', From: phone, To: '+15005550006', ...fields });
}

describe('an answer by SMS', () => {
  const standing = async (shop: Shop) => {
    const rows = await shop.write((tx) => tx.select().from(consents).where(eq(consents.channel, 'sms')));
    return rows.map(({ status, provenance }) => [status, provenance]);
  };

  test('that says STOP withdraws consent with its proof, and open recoveries hear of it', async ({ sent, inbox }) => {
    const { shop, address, claimNext } = await sent('sms');
    const stop = answerOf(address, { Body: 'Stop. Thank you' });
    expect(await inbox.take(stop)).toMatchObject([{ outcome: 'processed' }]);
    expect(await standing(shop)).toEqual([['denied', 'inbound_message']]);
    expect(await shop.write((tx) => tx.select().from(consentLog))).toMatchObject([
      { channel: 'sms', status: 'denied', provenance: 'inbound_message', source: 'sms:stop' },
    ]);
    expect(await shop.write((tx) => tx.select().from(suppressions))).toMatchObject([
      { channel: 'sms', cause: 'unsubscribe' },
    ]);
    expect(await shop.write((tx) => tx.select().from(signalOutbox))).toMatchObject([
      { signal: { kind: 'consentChanged', channel: 'sms', status: 'denied' } },
    ]);
    expect(await claimNext()).toMatchObject({ kind: 'blocked', reason: 'channel_no_consent' });
  });

  test('is believed where Twilio says what it acted on, whatever the words', async ({ sent, inbox }) => {
    const { shop, address } = await sent('sms');
    await inbox.take(answerOf(address, { Body: 'Genug', OptOutType: 'STOP' }));
    expect(await standing(shop)).toEqual([['denied', 'inbound_message']]);
  });

  test('HELP changes nothing: the provider answers it', async ({ sent, inbox }) => {
    const { shop, address, claimNext } = await sent('sms');
    expect(await inbox.take(answerOf(address, { Body: 'HELP' }))).toMatchObject([{ outcome: 'ignored' }]);
    expect(await shop.write((tx) => tx.select().from(consentLog))).toEqual([]);
    expect(await claimNext()).toMatchObject({ kind: 'claimed' });
  });

  test.for(["I'll stop by at 5", 'When does it ship?', 'This is a scam'])(
    '%s refuses nothing, and nothing more goes out before somebody has looked (field 27)',
    async (Body, { sent, inbox }) => {
      const { shop, address, messageId, claimNext } = await sent('sms');
      const answer = answerOf(address, { Body });
      expect(await inbox.take(answer)).toMatchObject([{ outcome: 'processed' }]);
      expect(await inbox.take(answer)).toEqual([]);
      expect(await shop.write((tx) => tx.select().from(consentLog))).toEqual([]);
      expect(await shop.write((tx) => tx.select().from(signalOutbox))).toMatchObject([{ signal: { kind: 'replied' } }]);
      expect(await claimNext()).toMatchObject({ kind: 'blocked', reason: 'human_contact' });
      const kept = await shop.write((tx) => tx.select().from(replies));
      expect(kept).toMatchObject([{ channel: 'sms', messageId, text: Body, fromAddress: address, subject: '' }]);
      await shop.write((tx) => tx.update(recoveries).set({ repliedAt: null }));
      expect(await claimNext()).toMatchObject({ kind: 'claimed' });
    },
  );

  test('that says STOP is a refusal at every store of the sender, and at no other (field 28)', async ({
    sent,
    inbox,
    newShop,
    systemOfRecord,
  }) => {
    const { shop, address } = await sent('sms');
    const sharing = await newShop();
    await sharing.customer({ phone: address });
    const elsewhere = await newShop({ providers: { sms: 'sns' } });
    await elsewhere.customer({ phone: address });
    const stranger = await newShop();
    await stranger.customer({ phone: '+4915100000001' });
    await inbox.take(answerOf(address, { Body: 'STOP' }));
    expect(await standing(shop)).toEqual([['denied', 'inbound_message']]);
    expect(await standing(sharing)).toEqual([['denied', 'inbound_message']]);
    for (const other of [elsewhere, stranger])
      expect((await standing(other)).map(([status]) => status)).toEqual(['granted']);
    // Row 28: it holds at a store of the sender that gets to know the number later, and until START.
    const stopped = async () =>
      (await withEngine(systemOfRecord, (tx) => tx.select().from(senderLists))).filter(
        (row) => row.addressHash === addressHash(address),
      );
    expect(await stopped()).toMatchObject([{ channel: 'sms', provider: 'twilio', cause: 'stop', source: 'answer' }]);
    await inbox.take(answerOf(address, { Body: 'START' }));
    expect(await stopped()).toEqual([]);
  });

  test('that says STOP reaches a store that went to another provider after it had written through this one', async ({
    sent,
    inbox,
  }) => {
    const { shop, address } = await sent('sms');
    await shop.write((tx) =>
      tx
        .update(stores)
        .set({ providers: { sms: 'sns' } })
        .where(eq(stores.id, shop.storeId)),
    );
    await inbox.take(answerOf(address, { Body: 'STOP' }));
    expect(await standing(shop)).toEqual([['denied', 'inbound_message']]);
  });

  test('that says START ends a refusal of whoever had agreed, and makes nobody agree who never did', async ({
    sent,
    inbox,
    newShop,
  }) => {
    const { shop, address, claimNext } = await sent('sms');
    const never = await newShop();
    await never.customer({ phone: address, consents: [] });
    await inbox.take({ ...answerOf(address, { Body: 'STOP' }), receivedAtMs: Date.now() - 1_000 });
    await inbox.take(answerOf(address, { Body: 'START' }));
    expect(await standing(shop)).toEqual([['granted', 'inbound_message']]);
    expect((await standing(never)).map(([status]) => status)).toEqual(['denied']);
    expect(await claimNext()).toMatchObject({ kind: 'claimed' });
  });

  test('that says START by WhatsApp ends what was refused by WhatsApp, and no refusal by SMS (field 26)', async ({
    sent,
    inbox,
    systemOfRecord,
  }) => {
    const { shop, address } = await sent('sms');
    const start = Date.now() - 60_000;
    const say = (by: 'sms' | 'whatsapp', Body: string, secondsLater: number) => {
      const from = by === 'sms' ? address : `whatsapp:${address}`;
      return inbox.take({ ...answerOf(from, { Body }), receivedAtMs: start + secondsLater * 1_000 });
    };
    const stands = async () => (await standing(shop)).map(([status]) => status);
    const isStopped = async () =>
      (await withEngine(systemOfRecord, (tx) => tx.select().from(senderLists))).some(
        (row) => row.addressHash === addressHash(address),
      );
    await say('whatsapp', 'STOP', 1);
    expect([await stands(), await isStopped()]).toEqual([['denied'], true]);
    await say('whatsapp', 'START', 2);
    expect([await stands(), await isStopped()]).toEqual([['granted'], false]);

    await say('whatsapp', 'STOP', 3);
    await say('sms', 'STOP', 4);
    await say('whatsapp', 'STOP', 5);
    await say('whatsapp', 'START', 6);
    expect([await stands(), await isStopped()]).toEqual([['denied'], true]);
    await say('sms', 'START', 7);
    expect([await stands(), await isStopped()]).toEqual([['granted'], false]);
  });

  test('is taken once, and one from no number is none', async ({ sent, inbox }) => {
    const { shop, address } = await sent('sms');
    const stop = answerOf(address, { Body: 'STOP' });
    expect([await inbox.receive(stop), await inbox.receive(stop)]).toEqual(['kept', 'duplicate']);
    await inbox.process();
    expect(await inbox.take(answerOf('messenger:1234567', { Body: 'START' }))).toMatchObject([{ outcome: 'ignored' }]);
    expect(await standing(shop)).toEqual([['denied', 'inbound_message']]);
  });
});

describe('a report that comes before its message is settled', () => {
  test('waits for it, and is then recorded', async ({ sent, inbox }) => {
    const { shop, message, messageId, providerMessageId } = await sent('email', 'sending');
    const report = resendCallback({ type: 'email.delivered', emailId: providerMessageId });
    expect(await inbox.take(report)).toMatchObject([{ outcome: 'later' }]);
    const result = { state: 'accepted', providerMessageId } as const;
    await shop.write((tx) => settleMessage(tx, { storeId: shop.storeId, messageId, attempt: 1, result }));
    expect(await inbox.process(Date.now() + reportPatienceMs / 2)).toMatchObject([
      { outcome: 'processed', news: ['delivered'] },
    ]);
    expect((await message()).deliveryState).toBe('delivered');
  });

  test('is given up when no message turns up in time', async ({ inbox }) => {
    await inbox.take(resendCallback({ type: 'email.delivered' }));
    expect(await inbox.process(Date.now() + reportPatienceMs)).toMatchObject([{ outcome: 'given_up', news: [] }]);
    expect(await inbox.rows()).toMatchObject([{ status: 'given_up', reason: 'unknown_message' }]);
  });

  test.for<MessageState>(['sending', 'retry', 'unknown'])(
    'settles one in %s that it names: it was taken',
    async (state, { sent, inbox }) => {
      const { shop, message, messageId, claimNext } = await sent('email', state);
      const emailId = randomUUID();
      const data = { tags: { store: shop.storeId, message: messageId } };
      await inbox.take(resendCallback({ type: 'email.delivered', emailId, data }));
      expect(await message()).toMatchObject({
        state: 'accepted',
        reason: null,
        providerMessageId: emailId,
        deliveryState: 'delivered',
      });
      const [decision] = await shop.write((tx) => tx.select().from(decisions).where(eq(decisions.kind, 'sent')));
      expect(decision).toMatchObject({ kind: 'sent', detail: { messageId, provider: 'resend' } });
      expect((await claimNext()).kind).toBe('claimed');
    },
  );

  test('finds an SMS by the address that Twilio was given for it', async ({ sent, inbox }) => {
    const { shop, message, messageId } = await sent('sms', 'unknown');
    const query = `?store=${shop.storeId}&message=${messageId}`;
    await inbox.take(twilioCallback({ MessageSid: 'SM1', MessageStatus: 'delivered' }, { query }));
    expect(await message()).toMatchObject({ state: 'accepted', providerMessageId: 'SM1', deliveryState: 'delivered' });
  });

  test('leaves one that was refused for good as it ended, and keeps what was reported', async ({ sent, inbox }) => {
    const { shop, message, messageId } = await sent('email', 'rejected');
    const data = { tags: { store: shop.storeId, message: messageId } };
    await inbox.take(resendCallback({ type: 'email.failed', data }));
    expect(await message()).toMatchObject({ state: 'rejected', deliveryState: 'failed' });
  });
});

describe('a batch', () => {
  const event = (name: string, { providerMessageId }: Sent, fields: object = {}) => ({
    event: name,
    timestamp: Math.floor(Date.now() / 1_000),
    sg_event_id: randomUUID(),
    sg_message_id: `${providerMessageId}.filter0077p1las1.21536.5717FC482.0`,
    email: 'ada@shop.example',
    ...fields,
  });

  test('has its effect where one event of it is not understood, and that one is kept aside (field 17)', async ({
    sent,
    inbox,
  }) => {
    const [first, second, third] = [await batched(sent), await batched(sent), await batched(sent)];
    const batch = sendgridCallback([
      event('delivered', first),
      event('bounce', second, { type: 'bounce', reason: '550 no such user' }),
      event('bounce', third, { type: 'bounce', status: '5.1.1' }),
    ]);
    const told: number[] = [];
    const request = {
      provider: 'sendgrid',
      request: batch,
      onUnsigned: () => {},
      onSetAside: (n: number) => told.push(n),
    };
    expect(await inbox.receiveAs(request)).toBe('kept');
    expect((await inbox.process()).map(({ outcome, news }) => [outcome, ...news]).toSorted()).toEqual([
      ['processed', 'bounced'],
      ['processed', 'delivered'],
    ]);
    const states = await Promise.all(
      [first, second, third].map(async ({ message }) => (await message()).deliveryState),
    );
    expect(states).toEqual(['delivered', null, 'bounced']);
    expect(await third.shop.write((tx) => tx.select().from(suppressions))).toMatchObject([{ cause: 'bounce' }]);
    expect(told).toEqual([1]);
    const aside = (await inbox.rows()).filter(({ status }) => status === 'failed');
    expect(aside).toMatchObject([{ reason: 'not_understood', provider: 'sendgrid' }]);
    expect(Buffer.from(aside[0]?.body ?? []).toString()).toContain('550 no such user');

    expect(await inbox.receiveAs(request)).toBe('duplicate');
    expect(told).toEqual([1]);
  });

  test('repeats nothing that another one brought', async ({ sent, inbox }) => {
    const known = await batched(sent);
    const [delivered, opened] = [event('delivered', known), event('open', known)];
    expect(await inbox.take(sendgridCallback([delivered]))).toHaveLength(1);
    expect(await inbox.take(sendgridCallback([delivered, opened, opened]))).toMatchObject([{ news: ['opened'] }]);
    // SendGrid may give the same event another id when it sends it again.
    const again = sendgridCallback([{ ...delivered, sg_event_id: 'another' }]);
    expect(await inbox.take(again)).toMatchObject([{ outcome: 'processed', news: [] }]);
  });

  test('without events is taken, and nothing of it kept', async ({ inbox }) => {
    expect(await inbox.receive(sendgridCallback([]))).toBe('duplicate');
    expect(await inbox.rows()).toEqual([]);
  });

  test('of as many events as SendGrid sends is kept whole', async ({ sent, inbox }) => {
    const known = await batched(sent);
    const events = Array.from({ length: 2_000 }, () => event('processed', known));
    expect(await inbox.receive(sendgridCallback(events))).toBe('kept');
    expect(await inbox.rows()).toHaveLength(events.length);
  });

  test('does not suppress an address for the name that the sender has', async ({ sent, inbox }) => {
    const known = await batched(sent);
    const fields = { type: 'blocked', status: '5.7.1', reason: '550 5.7.1 on our block list (S3150)' };
    await inbox.take(sendgridCallback([event('bounce', known, fields)]));
    expect((await known.message()).deliveryState).toBe('bounced');
    expect(await known.claimNext()).toMatchObject({ kind: 'claimed' });
  });
});

describe('what the provider’s own list refused (field 16)', () => {
  test('is refused and not bounced, and stands on our copy of that list (field 16)', async ({ sent, inbox }) => {
    const [listed, refused] = [await batched(sent), await sent()];
    const { providerMessageId: emailId } = refused;
    await inbox.take(
      sendgridCallback([
        {
          event: 'dropped',
          reason: 'Bounced Address',
          sg_event_id: randomUUID(),
          sg_message_id: `${listed.providerMessageId}.filter0077p1las1.21536.5717FC482.0`,
        },
      ]),
      resendCallback({ type: 'email.suppressed', emailId, data: { suppressed: { type: 'OnAccountSuppressionList' } } }),
    );
    for (const { message, shop, claimNext } of [listed, refused]) {
      expect(await message()).toMatchObject({ state: 'accepted', deliveryState: 'refused' });
      expect(await shop.write((tx) => tx.select().from(suppressions))).toEqual([]);
      expect(await claimNext()).toMatchObject({ kind: 'blocked', reason: 'listed_by_provider' });
    }
  });
});

describe('a signature that does not cover the body', () => {
  const delivered = ({ providerMessageId }: Sent, change: object = {}) => ({
    id: 'Ase7i2zsRYeDXztHGENqRA',
    timestamp: 1_763_800_000.5,
    event: 'delivered',
    message: { headers: { 'message-id': providerMessageId } },
    recipient: 'ada@shop.example',
    ...change,
  });

  test('is good for one report, which may come again', async ({ sent, inbox }) => {
    const known = await sent('email', 'accepted', 'mailgun');
    const token = 'a'.repeat(50);
    const report = mailgunCallback(delivered(known), { token });
    expect(await inbox.take(report)).toMatchObject([{ outcome: 'processed', news: ['delivered'] }]);
    expect(await inbox.receive(report)).toBe('duplicate');
    expect(await inbox.receive(mailgunCallback(delivered(known)))).toBe('duplicate');

    const forged = mailgunCallback(delivered(known, { event: 'complained', id: 'another' }), { token });
    await expect(inbox.receive(forged)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await inbox.process()).toEqual([]);
    expect((await known.message()).deliveryState).toBe('delivered');
  });

  test('of an event whose id was given out before is another report', async ({ sent, inbox }) => {
    const known = await sent('email', 'accepted', 'mailgun');
    await inbox.take(mailgunCallback(delivered(known)));
    const later = delivered(known, { event: 'opened', timestamp: 1_766_400_000.5 });
    expect(await inbox.take(mailgunCallback(later))).toMatchObject([{ news: ['opened'] }]);
  });
});

function batched(sent: (channel: Channel, state: MessageState, vendor: string) => Promise<Sent>): Promise<Sent> {
  return sent('email', 'accepted', 'sendgrid');
}

describe('a kill', () => {
  test('in the middle of a callback leaves nothing of it, and the next process does all of it', async ({
    systemOfRecord,
    sent,
    inbox,
  }) => {
    const { shop, message, providerMessageId: emailId } = await sent();
    await inbox.receive(resendCallback({ type: 'email.complained', emailId }));
    const dead = processDueCallbacks(
      {
        database: systemOfRecord,
        smsDefault: 'twilio',
        // The transaction breaks off after the first report was recorded: no column takes the id of the second.
        callbackOf: (name) => {
          const callback = callbackOf(name);
          return callback && { ...callback, translate: (request) => callback.translate(request).flatMap(andBroken) };
        },
        log: pino({ level: 'silent' }),
        now: Date.now,
      },
      { limit: 1 },
    );
    expect(await dead).toMatchObject([{ outcome: 'later', news: [] }]);
    expect(await message()).toMatchObject({ deliveryState: null, deliveryTimes: {} });
    expect(await shop.write((tx) => tx.select().from(suppressions))).toEqual([]);
    expect(await inbox.process(Date.now() + 60_000)).toMatchObject([{ outcome: 'processed', news: ['complained'] }]);
    expect(await shop.write((tx) => tx.select().from(suppressions))).toMatchObject([{ cause: 'complaint' }]);
  });

  test('counts no click as soon as the message arrives, nor where the store wants none counted (field 53)', async ({
    sent,
    inbox,
  }) => {
    const atMs = Date.now() - 60_000;
    const states: unknown[] = [];
    for (const [afterMs, tracks] of [
      [machineClickMs - 1, true],
      [machineClickMs, true],
      [30_000, false],
    ] as const) {
      const { providerMessageId: emailId, shop, message } = await sent();
      await shop.write((tx) => tx.update(stores).set({ clickTracking: tracks }).where(eq(stores.id, shop.storeId)));
      await inbox.take(resendCallback({ type: 'email.delivered', emailId, atMs }));
      await inbox.take(resendCallback({ type: 'email.clicked', emailId, atMs: atMs + afterMs }));
      states.push((await message()).deliveryState);
    }
    expect(states).toEqual(['delivered', 'clicked', 'delivered']);
  });

  test('never lets two processes do the same callback', async ({ sent, inbox }) => {
    const { providerMessageId: emailId } = await sent();
    const kinds = ['email.delivered', 'email.opened', 'email.clicked', 'email.complained'];
    for (const type of kinds) await inbox.receive(resendCallback({ type, emailId }));
    const rounds = await Promise.all([inbox.process(), inbox.process(), inbox.process()]);
    expect(rounds.flat().filter(({ outcome }) => outcome === 'processed')).toHaveLength(kinds.length);
  });
});

describe('old callbacks', () => {
  test('are forgotten when they are done and their time is over', async ({ systemOfRecord, inbox }) => {
    await inbox.take(resendCallback({ type: 'email.sent' }));
    await inbox.receive(resendCallback({ type: 'email.delivered' }));
    const forget = (now: number) => purgeOldCallbacks(systemOfRecord, { now, limit: 10 });
    expect(await forget(Date.now() + callbacksKeptMs - dayMs)).toBe(0);
    expect(await forget(Date.now() + callbacksKeptMs + 1_000)).toBe(1);
    expect(await inbox.rows()).toMatchObject([{ status: 'received' }]);
  });
});
