import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import type { CallbackRequest } from '../../../channels/provider-callback.ts';
import { messages, providerCallbacks } from '../../../db/postgres/schema/index.ts';
import { withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { createMetrics } from '../../../runtime/metrics.ts';
import { processDueCallbacks } from '../../../services/messaging/callbacks/process-due.ts';
import { type ApiAnswer, type ApiFixture, test as base } from '../../../test/api-fixture.ts';
import {
  callbackOf,
  mailgunCallback,
  resendCallback,
  signedByResend,
  twilioCallback,
} from '../../../test/signed-callback.ts';

const test = base.extend('door', ({ api }) => {
  const app = api.appWith({ callbackOf });
  return {
    call: app.call,
    post: (request: CallbackRequest, changed: Partial<Record<string, string>> = {}): Promise<ApiAnswer> => {
      const { pathname, search } = new URL(request.url);
      const headers = { ...request.headers, ...changed } as Record<string, string>;
      return app.call(pathname + search, { method: 'POST', headers, body: Buffer.from(request.body).toString() });
    },
    rows: () => withEngine(api.database, (tx) => tx.select().from(providerCallbacks)),
  };
});

/** A message that its provider took. */
async function acceptedMessage(api: ApiFixture, provider: 'resend' | 'twilio') {
  const { id: storeId, key } = await api.newStore();
  const [id, providerMessageId] = [randomUUID(), randomUUID()];
  await withStore(api.database, storeId, (tx) =>
    tx.insert(messages).values({
      ...{ storeId, id, provider, providerMessageId },
      recoveryId: randomUUID(),
      cartId: randomUUID(),
      customerId: randomUUID(),
      ruleId: 'touch-1',
      channel: provider === 'resend' ? 'email' : 'sms',
      template: 't',
      addressHash: 'h',
      basis: 'consent',
      state: 'accepted',
      cartVersion: 1,
    }),
  );
  return { id, storeId, key, providerMessageId };
}

describe('the endpoint of providers', () => {
  test('answers 200 when the bytes are durable, and keeps the same report once', async ({ door }) => {
    const request = resendCallback({ type: 'email.delivered' });
    expect(await door.post(request)).toMatchObject({ status: 200, json: { status: 'kept' } });
    expect(await door.post(request)).toMatchObject({ status: 200, json: { status: 'duplicate' } });
    const kept = (await door.rows()).filter(({ body }) => Buffer.compare(body, request.body) === 0);
    expect(kept).toMatchObject([{ provider: 'resend', status: 'received', url: request.url }]);
    expect(Object.keys(kept[0]?.headers ?? {})).toContain('svix-id');
  });

  test('answers what a person wrote with nothing, for the provider confirms a STOP itself, in the language of Twilio (field 26)', async ({
    door,
  }) => {
    const fields = { MessageSid: `SM${randomUUID()}`, SmsStatus: 'received', From: '+4915112345678', Body: 'STOP' };
    const answer = await door.post(twilioCallback(fields));
    expect([answer.status, answer.headers.get('content-type'), answer.text]).toEqual([200, 'text/xml', '<Response/>']);
  });

  test('checks the signature of Twilio over the address that Twilio called, behind whatever proxy', async ({
    door,
  }) => {
    const fields = { MessageSid: `SM${randomUUID()}`, MessageStatus: 'delivered' };
    const query = `?store=${randomUUID()}&message=${randomUUID()}`;
    expect((await door.post(twilioCallback(fields, { query }))).status).toBe(200);
    const signed = twilioCallback({ ...fields, MessageStatus: 'failed' }, { query });
    expect((await door.post({ ...signed, url: signed.url.replace('store=', 'shop=') })).status).toBe(401);
  });

  test('needs no key, and takes none in place of a signature', async ({ door, api }) => {
    const { key } = await api.newStore();
    const request = resendCallback({ type: 'email.delivered' });
    const answer = await door.call('/v1/callbacks/resend', {
      method: 'POST',
      key,
      body: Buffer.from(request.body).toString(),
    });
    expect(answer).toMatchObject({ status: 401, json: { error: { code: 'unauthenticated' } } });
  });

  test.for<[string, number, string, () => CallbackRequest]>([
    [
      'of a provider that is none',
      404,
      'not_found',
      () => ({ ...resendCallback({ type: 'email.sent' }), url: 'https://engine.example/v1/callbacks/nobody' }),
    ],
    [
      'with a changed body',
      401,
      'unauthenticated',
      () => ({ ...resendCallback({ type: 'email.sent' }), body: Buffer.from('{}') }),
    ],
    // Never 406, at which Mailgun would stop repeating for good.
    ['that Mailgun did not sign', 401, 'unauthenticated', () => mailgunCallback({}, { key: 'of a stranger' })],
    ['with a body that is no JSON', 422, 'invalid', () => signedByResend(Buffer.from('{"type"'))],
    ['with a report of no message', 422, 'invalid', () => signedByResend(Buffer.from('{"type":"email.opened"}'))],
    ['with a form of no message', 422, 'invalid', () => twilioCallback({ MessageStatus: 'delivered' })],
    ['with too large a body', 413, 'payload_too_large', () => signedByResend(Buffer.alloc(1_100_000, 0x20))],
  ])('refuses a request %s, and keeps nothing of it', async ([, status, code, make], { door }) => {
    const request = make();
    const answer = await door.post(request);
    expect(answer).toMatchObject({ status, json: { error: { code, requestId: expect.any(String) } } });
    expect((await door.rows()).filter(({ body }) => Buffer.compare(body, request.body) === 0)).toEqual([]);
  });

  test('has no provider where no secret is set', async ({ api }) => {
    const { headers, body } = resendCallback({ type: 'email.delivered' });
    const answer = await api.call('/v1/callbacks/resend', {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: Buffer.from(body).toString(),
    });
    expect(answer.status).toBe(404);
  });

  test('slows down an address that signs nothing, and no provider that shares it', async ({ api }) => {
    const limit = { points: 3, windowMs: 60_000 };
    const served = await api.serve({ callbackOf, limitsPerAddress: { unsigned_callbacks: limit } });
    const post = ({ headers, body }: CallbackRequest) =>
      served.call('/v1/callbacks/resend', {
        method: 'POST',
        headers: headers as Record<string, string>,
        body: Buffer.from(body).toString(),
      });
    const unsigned = { ...resendCallback({ type: 'email.delivered' }), headers: {} };
    const statuses = [];
    for (let tries = 0; tries < 5; tries++) statuses.push((await post(unsigned)).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect((await post(resendCallback({ type: 'email.delivered' }))).status).toBe(200);
  });

  test('counts what it kept and what it refused', async ({ api }) => {
    const metrics = createMetrics({ role: 'test' });
    const app = api.appWith({ callbackOf, metrics });
    const { headers, body } = resendCallback({ type: 'email.delivered' });
    const request = { method: 'POST', body: Buffer.from(body).toString() };
    await app.call('/v1/callbacks/resend', { ...request, headers: headers as Record<string, string> });
    await app.call('/v1/callbacks/resend', request);
    const page = (await metrics.render()).body;
    expect(page).toMatch(/provider_callbacks_received_total\{provider="resend",kind="kept",role="test"\} 1/);
    expect(page).toMatch(/provider_callbacks_refused_total\{code="unauthenticated",role="test"\} 1/);
  });
});

describe('a message', () => {
  test('shows what its provider reported, and is found by it', async ({ api, door }) => {
    const { id, key, providerMessageId: emailId } = await acceptedMessage(api, 'resend');
    const unseen = await door.call(`/v1/messages/${id}`, { key });
    expect(unseen.json).toMatchObject({ deliveryState: null, deliveryTimes: {} });

    const atMs = Date.UTC(2026, 10, 22, 12);
    await door.post(resendCallback({ type: 'email.delivered', emailId, atMs }));
    await door.post(resendCallback({ type: 'email.complained', emailId, atMs: atMs + 1_000 }));
    const log = pino({ level: 'silent' });
    await processDueCallbacks(
      { database: api.database, callbackOf, smsDefault: 'twilio', log, now: Date.now },
      { limit: 100 },
    );

    const seen = await door.call(`/v1/messages/${id}`, { key });
    expect(seen.json).toMatchObject({
      state: 'accepted',
      deliveryState: 'complained',
      deliveryTimes: { delivered: '2026-11-22T12:00:00.000Z', complained: '2026-11-22T12:00:01.000Z' },
    });
    const ids = async (query: string) =>
      (await door.call(`/v1/messages?${query}`, { key })).json.items.map((one: { id: string }) => one.id);
    expect(await ids('deliveryState=complained')).toEqual([id]);
    expect(await ids('deliveryState=opened')).toEqual([]);
    expect((await door.call('/v1/messages?deliveryState=lost', { key })).status).toBe(400);
    const { json } = await door.call('/v1/decisions?kind=delivery', { key });
    expect(json.items).toMatchObject([{ kind: 'delivery', reason: 'complained', detail: { messageId: id } }]);
  });

  test('of another store is not shown, whoever was reported on', async ({ api, door }) => {
    const { storeId, id } = await acceptedMessage(api, 'resend');
    const stranger = await api.newStore();
    expect((await door.call(`/v1/messages/${id}`, { key: stranger.key })).status).toBe(404);
    const own = await withStore(api.database, storeId, (tx) => tx.select().from(messages).where(eq(messages.id, id)));
    expect(own).toHaveLength(1);
  });
});
