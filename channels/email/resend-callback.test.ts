import { createHmac, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataDir, hasData } from '../../test/data-dir.ts';
import { type CallbackRequest, UntranslatableCallbackError } from '../provider-callback.ts';
import { createResendCallback } from './resend-callback.ts';

const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const resend = createResendCallback({ webhookSecret });
const receivedAtMs = Date.UTC(2026, 10, 22, 12);
const emailId = '56761188-7520-42d8-8898-ff6fc54ce618';

function request(body: unknown, { id = 'msg_1', atMs = receivedAtMs } = {}): CallbackRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const timestamp = String(Math.floor(atMs / 1_000));
  const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(bytes).digest('base64');
  return {
    url: 'https://engine.example/v1/callbacks/resend',
    headers: { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` },
    body: bytes,
    receivedAtMs,
  };
}

const event = (type: string, data: object = {}) => ({
  type,
  created_at: '2026-11-22T11:59:58.000Z',
  data: { email_id: emailId, to: ['ada@shop.example'], ...data },
});

describe('Resend’s signature', () => {
  test('is good for exactly its id, time and bytes', () => {
    const signed = request(event('email.delivered'));
    expect(resend.verify(signed)).toBe(true);
    const wrong: readonly Partial<CallbackRequest>[] = [
      { body: Buffer.concat([signed.body, Buffer.from(' ')]) },
      { headers: { ...signed.headers, 'svix-id': 'msg_2' } },
      { headers: { ...signed.headers, 'svix-timestamp': String(receivedAtMs / 1_000 + 1) } },
      { headers: { ...signed.headers, 'svix-signature': undefined } },
      { headers: {} },
    ];
    for (const change of wrong) expect(resend.verify({ ...signed, ...change })).toBe(false);
    expect(createResendCallback({ webhookSecret: 'whsec_b2xk' }).verify(signed)).toBe(false);
  });

  test('is a recording after five minutes', () => {
    expect(resend.verify(request(event('email.delivered'), { atMs: receivedAtMs - 300_000 }))).toBe(true);
    expect(resend.verify(request(event('email.delivered'), { atMs: receivedAtMs - 301_000 }))).toBe(false);
  });

  const vectors = ['vectors', 'signature_vectors.json'] as const;
  test.skipIf(!hasData(...vectors))('agrees with the published vector (CART_DATA_DIR)', () => {
    const all: Record<string, string>[] = JSON.parse(readFileSync(join(dataDir, ...vectors), 'utf8'));
    const vector = all.find(({ scheme }) => scheme?.includes('also Resend'));
    if (!vector) throw new Error('no vector of Svix');
    const { secret = '', msg_id, timestamp, expected, payload = '' } = vector;
    const signed = {
      url: 'https://engine.example/v1/callbacks/resend',
      headers: { 'svix-id': msg_id, 'svix-timestamp': timestamp, 'svix-signature': `v1,AAAA ${expected}` },
      body: Buffer.from(payload),
      receivedAtMs: Number(timestamp) * 1_000,
    };
    expect(createResendCallback({ webhookSecret: secret }).verify(signed)).toBe(true);
  });
});

describe('a body of Resend', () => {
  test.each([
    ['email.delivered', {}, { kind: 'delivered' }],
    ['email.opened', {}, { kind: 'opened' }],
    ['email.clicked', { click: { link: 'https://shop.example' } }, { kind: 'clicked' }],
    ['email.complained', {}, { kind: 'complained' }],
    [
      'email.bounced',
      { bounce: { message: 'ada@shop.example is unknown', type: 'Permanent', subType: 'General' } },
      { kind: 'bounced', permanent: true, code: 'general' },
    ],
    [
      'email.bounced',
      { bounce: { message: '', type: 'Transient', subType: 'MailboxFull' } },
      { kind: 'bounced', permanent: false, code: 'mailboxfull' },
    ],
    [
      'email.bounced',
      { bounce: { type: 'Undetermined' } },
      { kind: 'bounced', permanent: false, code: 'undetermined' },
    ],
    ['email.bounced', {}, { kind: 'bounced', permanent: true }],
    [
      'email.suppressed',
      { suppressed: { message: '', type: 'OnAccountSuppressionList' } },
      { kind: 'refused', code: 'list_account' },
    ],
    ['email.failed', { failed: { reason: 'reached_daily_quota' } }, { kind: 'failed', code: 'reached_daily_quota' }],
  ])('%s with %o is %o', (type, data, expected) => {
    const reported = { reportId: 'msg_1', providerMessageId: emailId, atMs: Date.UTC(2026, 10, 22, 11, 59, 58) };
    expect(resend.translate(request(event(type, data)))).toMatchObject([{ ...reported, ...expected }]);
  });

  test('keeps no sentence as a code: it may repeat the address', () => {
    const [report] = resend.translate(
      request(event('email.failed', { failed: { reason: 'ada@shop.example does not exist' } })),
    );
    expect(report?.code).toBeUndefined();
  });

  test('names our message by the tags that it was sent with, and by nothing else of that name', () => {
    const [store, message] = [randomUUID(), randomUUID()];
    const told = (tags: object) => resend.translate(request(event('email.delivered', { tags })))[0]?.sentAs;
    expect(told({ store, message })).toEqual({ storeId: store, messageId: message });
    expect(told({ store, message: 'welcome' })).toBeUndefined();
    expect(told({ message })).toBeUndefined();
  });

  test('cannot have happened after it arrived', () => {
    const ahead = { ...event('email.delivered'), created_at: '2030-01-01T00:00:00Z' };
    expect(resend.translate(request(ahead))[0]?.atMs).toBe(receivedAtMs);
    expect(resend.translate(request({ ...ahead, created_at: 'yesterday' }))[0]?.atMs).toBe(receivedAtMs);
  });

  test.each([
    'email.sent',
    'email.scheduled',
    'email.delivery_delayed',
    'contact.created',
    'domain.updated',
    'email.invented_tomorrow',
  ])('%s says nothing about a delivery', (type) => {
    expect(resend.translate(request({ type, created_at: '2026-11-22T12:00:00Z', data: {} }))).toEqual([]);
  });

  test.each(['', '{', '[]', 'null', '"email.delivered"', '{"data":{}}', '{"type":"email.delivered"}', '\xff'])(
    'is refused as none: %s',
    (body) => {
      const bytes = Buffer.from(body, 'latin1');
      expect(() => resend.translate({ ...request(''), body: bytes })).toThrow(UntranslatableCallbackError);
    },
  );

  test.each(['x'.repeat(201), 'a\0b', '', 7, null])('is refused with %o as the id of a message', (email_id) => {
    expect(() => resend.translate(request(event('email.delivered', { email_id })))).toThrow(
      UntranslatableCallbackError,
    );
  });

  const bodies = ['webhooks', 'esp', 'resend_webhooks'] as const;
  test.skipIf(!hasData(...bodies))('as published is understood (CART_DATA_DIR)', () => {
    const folder = join(dataDir, ...bodies);
    const published = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).payload);
    expect(published.length).toBeGreaterThan(0);
    for (const body of published) {
      expect(resend.translate(request(body)), body.type).toEqual([]);
      // The same body with another type: what surrounds the type is real.
      expect(resend.translate(request({ ...body, type: 'email.delivered' }))).toMatchObject([
        { kind: 'delivered', providerMessageId: body.data.email_id, atMs: Date.parse(body.created_at) },
      ]);
    }
  });
});
