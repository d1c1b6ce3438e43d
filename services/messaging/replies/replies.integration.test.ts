import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { forwardedHeader } from '../../../channels/email/inbound-mail.ts';
import type { EmailMessage, Provider, SendResult } from '../../../channels/provider.ts';
import {
  consentLog,
  consents,
  decisions,
  endpointDeliveries,
  links,
  recoveries,
  replies,
  signalOutbox,
  stores,
  suppressions,
  webhookEndpoints,
} from '../../../db/postgres/schema/index.ts';
import { dayMs } from '../../../domain/duration.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { onlyProvider } from '../../../test/only-provider.ts';
import { linkSettings } from '../../../test/sent-message.ts';
import { callbackOf } from '../../../test/signed-callback.ts';
import { inboundDomain, mailgunMail, signedMailRequest } from '../../../test/signed-mail.ts';
import { test as base } from '../../../test/system-of-record.ts';
import { processDueCallbacks } from '../callbacks/process-due.ts';
import { receiveMail } from '../callbacks/receive-mail.ts';
import { claimMessage } from '../messages/claim.ts';
import { settleMessage } from '../messages/settle.ts';
import { forwardDueReplies } from './forward-due.ts';
import { replyLimits } from './limits.ts';
import { listReplies } from './list.ts';
import { purgeOldReplies } from './purge-old.ts';

const mailbox = 'help@shop.example';

const test = base.extend('scene', ({ systemOfRecord, newShop }) => {
  return async ({ handling = 'engine' as 'engine' | 'sender', texts = false } = {}) => {
    const shop = await newShop();
    const { storeId } = shop;
    await shop.write((tx) =>
      tx
        .update(stores)
        .set({ replyHandling: handling, replyMailbox: mailbox, replyTextInWebhooks: texts })
        .where(eq(stores.id, storeId)),
    );
    const customerId = await shop.customer({});
    const cart = await shop.cart({ customerId });
    const recoveryId = await shop.recovery(cart);
    const nowMs = Date.now();
    const claim = (ruleId: string) =>
      claimMessage(
        systemOfRecord,
        {
          ...{ storeId, recoveryId, ruleId, channel: 'email', template: 't' },
          knownActivityAt: cart.lastActivityAt.getTime(),
        },
        {
          providers: onlyProvider({ name: 'smtp', recovery: { kind: 'none' } }),
          flags: allOn,
          links: { ...linkSettings, inboundDomain },
          defaultFrom: 'Shop <shop@example.com>',
          ...{ consistentAsOfMs: nowMs, nowMs },
        },
      );
    const claimed = await claim('touch-1');
    if (claimed.kind !== 'claimed') throw new Error(`not claimed: ${claimed.kind}`);
    const { id: messageId, to: address, context } = claimed.message;
    const providerMessageId = `${randomUUID()}@engine.example`;
    await shop.write((tx) =>
      settleMessage(tx, { storeId, messageId, attempt: 1, result: { state: 'accepted', providerMessageId } }),
    );
    const log = pino({ level: 'silent' });
    const deps = { database: systemOfRecord, callbackOf };
    const settings = { domain: inboundDomain, secret: signedMailRequest.secret };
    const process = () =>
      processDueCallbacks(
        { ...deps, smsDefault: 'twilio', inboundDomain, log, now: () => Date.now() + 1_000 },
        { limit: 50 },
      );
    const hand = async (mail: string, atMs = Date.now()) => {
      const request = signedMailRequest(mail, atMs);
      return receiveMail({ ...deps, settings }, { provider: null, request, onUnsigned: () => {} });
    };
    return {
      ...{ shop, storeId, customerId, recoveryId, messageId, address, providerMessageId, hand, process, settings },
      cartId: cart.id,
      reply: context.links.reply ?? '',
      unsubscribe: context.links.unsubscribeMail ?? '',
      claimNext: () => claim('touch-2'),
      async take(mail: string, atMs = Date.now()) {
        await hand(mail, atMs);
        await process();
      },
      replies: () => shop.write((tx) => tx.select().from(replies).where(eq(replies.storeId, storeId))),
      async standing() {
        const [row] = await shop.write((tx) =>
          tx
            .select()
            .from(consents)
            .where(and(eq(consents.customerId, customerId), eq(consents.channel, 'email'))),
        );
        return row?.status;
      },
      async isPaused() {
        const [row] = await shop.write((tx) => tx.select().from(recoveries).where(eq(recoveries.id, recoveryId)));
        return row?.repliedAt !== null;
      },
      signals: () => shop.write((tx) => tx.select().from(signalOutbox).where(eq(signalOutbox.recoveryId, recoveryId))),
    };
  };
});

interface MailOptions {
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly id?: string;
  readonly head?: string;
}

function mailOf(
  text: string,
  { from, to, subject = 'Re: Your cart', id = randomUUID(), head = '' }: MailOptions,
): string {
  return `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <${id}@home.example>\r\n${head}Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;
}

function recorder(result: SendResult = { kind: 'accepted', providerMessageId: 'p-1' }) {
  const mails: EmailMessage[] = [];
  const provider: Provider<EmailMessage> = {
    name: 'smtp',
    channel: 'email',
    recovery: { kind: 'none' },
    async send(mail) {
      mails.push(mail);
      return result;
    },
  };
  return { mails, choose: () => provider };
}

describe('an answer to an e-mail', () => {
  test('that asks something pauses what is open, tells the cart’s story, and nothing more goes out', async ({
    scene,
  }) => {
    const s = await scene();
    await s.take(mailOf('Do you ship to Graz?', { from: s.address, to: s.reply }));
    expect(await s.replies()).toMatchObject([
      {
        class: 'question',
        messageId: s.messageId,
        cartId: s.cartId,
        customerId: s.customerId,
        forwardState: 'waiting',
      },
    ]);
    expect([await s.isPaused(), (await s.signals()).map(({ signal }) => signal)]).toEqual([
      true,
      [{ kind: 'replied' }],
    ]);
    const told = await s.shop.write((tx) => tx.select().from(decisions).where(eq(decisions.kind, 'replied')));
    expect(told.filter(({ cartId }) => cartId === s.cartId)).toMatchObject([
      { reason: 'human_contact', detail: { class: 'question' } },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/Graz|@/);
    expect(await s.claimNext()).toMatchObject({ kind: 'blocked', reason: 'human_contact' });
    expect(await s.standing()).toBe('granted');
  });

  test('to the address of the mail program’s button refuses at once, with its proof, and again changes nothing (field 42)', async ({
    scene,
  }) => {
    const s = await scene({ handling: 'sender' });
    expect(s.reply).toBe('');
    // Mail servers may change the case of an address, and the button writes no text.
    const mail = mailOf('', { from: s.address, to: s.unsubscribe.toUpperCase(), subject: 'unsubscribe' });
    await s.take(mail);
    await s.take(mail);
    expect(await s.standing()).toBe('denied');
    const proof = await s.shop.write((tx) =>
      tx
        .select()
        .from(consentLog)
        .where(and(eq(consentLog.customerId, s.customerId), eq(consentLog.status, 'denied'))),
    );
    expect(proof).toMatchObject([{ source: 'email:unsubscribe', provenance: 'inbound_message', channel: 'email' }]);
    const against = await s.shop.write((tx) =>
      tx.select().from(suppressions).where(eq(suppressions.storeId, s.storeId)),
    );
    expect(against).toMatchObject([{ channel: 'email', cause: 'unsubscribe' }]);
    expect(await s.replies()).toMatchObject([{ class: 'unsubscribe', forwardState: 'none' }]);
    expect(await s.claimNext()).toMatchObject({ kind: 'blocked', reason: 'channel_no_consent' });
  });

  test('refuses by its token when the cart is bought and the links into it are long over (field 41)', async ({
    scene,
  }) => {
    const s = await scene();
    await s.shop.write((tx) =>
      tx.update(recoveries).set({ endedAt: new Date(), outcome: 'purchased' }).where(eq(recoveries.id, s.recoveryId)),
    );
    await s.shop.write((tx) =>
      tx
        .update(links)
        .set({ expiresAt: new Date(0) })
        .where(and(eq(links.storeId, s.storeId), eq(links.kind, 'restore'))),
    );
    await s.take(mailOf('', { from: 'other@home.example', to: s.unsubscribe }));
    expect([await s.standing(), (await s.replies()).map(({ class: kind }) => kind)]).toEqual([
      'denied',
      ['unsubscribe'],
    ]);
  });

  test('with words of refusal is one, also to the bare address, at every store that wrote to its sender', async ({
    scene,
  }) => {
    const [one, other] = [await scene(), await scene()];
    await one.take(mailOf('Bitte abmelden, danke', { from: one.address.toUpperCase(), to: `reply@${inboundDomain}` }));
    expect([await one.standing(), await other.standing()]).toEqual(['denied', 'granted']);
    await other.take(mailOf('Do you ship to Graz?', { from: other.address, to: `reply@${inboundDomain}` }));
    // Which store it is for, nobody can tell.
    expect(await other.replies()).toEqual([]);
    const head = `In-Reply-To: <${other.providerMessageId}>\r\n`;
    await other.take(mailOf('Do you ship to Graz?', { from: other.address, to: `reply@${inboundDomain}`, head }));
    expect(await other.replies()).toMatchObject([{ class: 'question', messageId: other.messageId }]);
  });

  test.for([
    ['Auto-Submitted: auto-replied\r\n', 'automatic'],
    ['Precedence: bulk\r\n', 'automatic'],
    ['X-Auto-Response-Suppress: All\r\n', 'automatic'],
    [`${forwardedHeader}: 1\r\n`, 'automatic'],
    ['Return-Path: <>\r\n', 'bounce'],
  ] as const)('that a program wrote (%s) is kept and moves nothing', async ([head, kind], { scene }) => {
    const s = await scene();
    await s.take(mailOf('I am away until Monday. STOP', { from: s.address, to: s.reply, head }));
    expect(await s.replies()).toMatchObject([{ class: kind, forwardState: 'none' }]);
    expect([await s.isPaused(), await s.standing()]).toEqual([false, 'granted']);
  });

  test('is kept once, however often it is handed over, and so many of a person within a day', async ({ scene }) => {
    const s = await scene();
    const mail = mailOf('Hello?', { from: s.address, to: s.reply });
    expect([await s.hand(mail), await s.hand(mail)]).toEqual(['kept', 'duplicate']);
    for (let n = 0; n < replyLimits.perPersonAndDayMax + 3; n++)
      await s.hand(mailOf(`Hello ${n}?`, { from: s.address, to: s.reply }));
    await s.process();
    expect(await s.replies()).toHaveLength(replyLimits.perPersonAndDayMax);
    await s.take(mailOf('Stop', { from: s.address, to: s.reply }));
    expect(await s.standing()).toBe('denied');
  });
});

describe('a mail', () => {
  test('needs a signature, and a domain that mail comes to', async ({ scene, systemOfRecord }) => {
    const s = await scene();
    const request = signedMailRequest(mailOf('Hi', { from: s.address, to: s.reply }));
    const deps = { database: systemOfRecord, callbackOf };
    let unsigned = 0;
    const take = (changed: object, settings: object = s.settings) =>
      receiveMail(
        { ...deps, settings },
        { provider: null, request: { ...request, ...changed }, onUnsigned: () => (unsigned += 1) },
      );
    await expect(take({ body: Buffer.from('From: eve@evil.example\r\n\r\nstop') })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(take({}, { ...s.settings, domain: undefined })).rejects.toMatchObject({ code: 'not_found' });
    await expect(take({}, { ...s.settings, secret: undefined })).rejects.toMatchObject({ code: 'unauthenticated' });
    expect([unsigned, await take({})]).toEqual([2, 'kept']);
  });

  test('comes by Mailgun too, under each signature once', async ({ scene, systemOfRecord }) => {
    const s = await scene();
    const deps = { database: systemOfRecord, callbackOf, settings: s.settings };
    const token = randomUUID().replaceAll('-', '');
    const take = (text: string) =>
      mailgunMail(mailOf(text, { from: s.address, to: 'somebody@else.example' }), { token, recipient: s.reply }).then(
        (request) => receiveMail(deps, { provider: 'mailgun', request, onUnsigned: () => {} }),
      );
    expect(await take('Do you ship to Graz?')).toBe('kept');
    await expect(take('STOP')).rejects.toMatchObject({ code: 'unauthenticated' });
    await s.process();
    expect(await s.replies()).toMatchObject([{ class: 'question', messageId: s.messageId }]);
  });
});

describe('a reply on its way', () => {
  test('reaches the mailbox of the store once, answers to the person, and bears the marks against loops', async ({
    scene,
    systemOfRecord,
  }) => {
    const s = await scene();
    await s.take(mailOf('Do you ship to Graz?\r\n\r\n> Your cart is waiting', { from: s.address, to: s.reply }));
    const { mails, ...providers } = recorder();
    const forward = () =>
      forwardDueReplies(
        { database: systemOfRecord, providers, defaultFrom: 'Shop <shop@example.com>', now: () => Date.now() + 1_000 },
        { limit: 200 },
      );
    await forward();
    await forward();
    const ours = mails.filter(({ headers }) => headers['Reply-To'] === s.address);
    expect(ours).toMatchObject([
      { to: mailbox, subject: 'Re: Your cart', headers: { 'Auto-Submitted': 'auto-generated' } },
    ]);
    expect(ours[0]?.text).toContain('Do you ship to Graz?');
    expect(ours[0]?.text).not.toContain('Your cart is waiting');
    expect(await s.replies()).toMatchObject([{ forwardState: 'sent' }]);
  });

  test('is told to endpoints by its class; by its words only where the store said so', async ({ scene }) => {
    for (const texts of [false, true]) {
      const s = await scene({ texts });
      await s.shop.write((tx) =>
        tx.insert(webhookEndpoints).values({
          ...{
            storeId: s.storeId,
            id: randomUUID(),
            url: 'https://hooks.example/',
            description: '',
            secrets: 'sealed',
          },
          ...{ eventTypes: ['reply.received'], status: 'active' },
        }),
      );
      await s.take(mailOf('This is spam', { from: s.address, to: s.reply }));
      const told = await s.shop.write((tx) =>
        tx.select().from(endpointDeliveries).where(eq(endpointDeliveries.storeId, s.storeId)),
      );
      expect(told.map(({ data }) => data)).toMatchObject([
        { class: 'complaint', messageId: s.messageId, text: texts ? 'This is spam' : null },
      ]);
    }
  });

  test('is forgotten after its time', async ({ scene, systemOfRecord }) => {
    const s = await scene();
    await s.take(mailOf('Hello', { from: s.address, to: s.reply }));
    await purgeOldReplies(systemOfRecord, { now: Date.now() + replyLimits.keptMs - dayMs, limit: 100 });
    const list = () =>
      listReplies(systemOfRecord, { storeId: s.storeId, customerId: s.customerId, limit: 10, after: null });
    const [reply] = (await list()).items;
    expect(reply).toMatchObject({ class: 'other' });
    expect(JSON.stringify(reply)).not.toMatch(/Hello|@/);
    await purgeOldReplies(systemOfRecord, { now: Date.now() + replyLimits.keptMs + dayMs, limit: 100 });
    expect((await list()).items).toEqual([]);
  });
});
