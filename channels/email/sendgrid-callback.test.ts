import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataDir, hasData } from '../../test/data-dir.ts';
import { type CallbackRequest, UntranslatableCallbackError } from '../provider-callback.ts';
import { createSendgridCallback } from './sendgrid-callback.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const webhookKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const sendgrid = createSendgridCallback({ webhookKey });
const receivedAtMs = Date.UTC(2026, 10, 22, 12);
const hourMs = 3_600_000;

function request(body: unknown, { atMs = receivedAtMs } = {}): CallbackRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const timestamp = String(Math.floor(atMs / 1_000));
  const signature = createSign('sha256').update(timestamp).update(bytes).sign(privateKey, 'base64');
  return {
    url: 'https://engine.example/v1/callbacks/sendgrid',
    headers: {
      'x-twilio-email-event-webhook-timestamp': timestamp,
      'x-twilio-email-event-webhook-signature': signature,
    },
    body: bytes,
    receivedAtMs,
  };
}

const event = (name: string, fields: object = {}) => ({
  email: 'ada@shop.example',
  event: name,
  timestamp: receivedAtMs / 1_000 - 2,
  sg_event_id: 'ev-1',
  sg_message_id: 'Lli-03HcQ5-JLybO9fXsJg.filter0077p1las1.21536.5717FC482.0',
  ...fields,
});
const translated = (name: string, fields?: object) => sendgrid.translate(request(event(name, fields)));

describe('SendGrid’s signature', () => {
  test('is good for exactly its time and bytes', () => {
    const signed = request([event('delivered')]);
    expect(sendgrid.verify(signed)).toBe(true);
    const { headers } = signed;
    const wrong: readonly Partial<CallbackRequest>[] = [
      { body: Buffer.concat([signed.body, Buffer.from('\r\n')]) },
      { headers: { ...headers, 'x-twilio-email-event-webhook-timestamp': String(receivedAtMs / 1_000 + 1) } },
      { headers: { ...headers, 'x-twilio-email-event-webhook-signature': 'AAAA' } },
      { headers: { ...headers, 'x-twilio-email-event-webhook-signature': undefined } },
      { headers: {} },
    ];
    for (const change of wrong) expect(sendgrid.verify({ ...signed, ...change })).toBe(false);
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
      format: 'der',
      type: 'spki',
    });
    expect(createSendgridCallback({ webhookKey: stranger.toString('base64') }).verify(signed)).toBe(false);
    expect(createSendgridCallback({ webhookKey: 'no key' }).verify(signed)).toBe(false);
  });

  test('is good for as long as SendGrid repeats a batch, and a recording afterwards', () => {
    const at = (atMs: number) => sendgrid.verify(request([event('delivered')], { atMs }));
    expect(at(receivedAtMs - 24 * hourMs)).toBe(true);
    expect(at(receivedAtMs - 26 * hourMs)).toBe(false);
    expect(at(receivedAtMs + hourMs)).toBe(false);
  });

  const vectors = ['vectors', 'signature_vectors.json'] as const;
  test.skipIf(!hasData(...vectors))('agrees with the published vectors (CART_DATA_DIR)', () => {
    const all: Record<string, string>[] = JSON.parse(readFileSync(join(dataDir, ...vectors), 'utf8'));
    const published = all.filter(({ scheme }) => scheme?.startsWith('sendgrid'));
    expect(published).toHaveLength(2);
    for (const { public_key: key = '', timestamp = '', signature, payload = '' } of published) {
      const callback = createSendgridCallback({ webhookKey: key });
      const signed = {
        url: 'https://engine.example/v1/callbacks/sendgrid',
        headers: {
          'x-twilio-email-event-webhook-timestamp': timestamp,
          'x-twilio-email-event-webhook-signature': signature,
        },
        body: Buffer.from(payload),
        receivedAtMs: Number(timestamp) * 1_000,
      };
      expect(callback.verify(signed)).toBe(true);
      expect(callback.verify({ ...signed, body: Buffer.from(payload.trimEnd()) })).toBe(false);
    }
  });
});

describe('an event of SendGrid', () => {
  test.each([
    ['delivered', {}, { kind: 'delivered' }],
    ['open', {}, { kind: 'opened' }],
    ['open', { sg_machine_open: false }, { kind: 'opened' }],
    ['open', { sg_machine_open: true }, { kind: 'delivered', code: 'machine_open' }],
    ['click', { url: 'https://shop.example' }, { kind: 'clicked' }],
    ['spamreport', {}, { kind: 'complained' }],
    ['unsubscribe', {}, { kind: 'unsubscribed' }],
    ['group_unsubscribe', { asm_group_id: 1 }, { kind: 'unsubscribed' }],
  ])('%s with %o is %o', (name, fields, expected) => {
    const reported = {
      reportId: 'ev-1',
      providerMessageId: 'Lli-03HcQ5-JLybO9fXsJg',
      atMs: receivedAtMs - 2_000,
    };
    expect(translated(name, fields)).toMatchObject([{ ...reported, ...expected }]);
  });

  test.each([
    ['an address that does not exist', { type: 'bounce', status: '5.1.1' }, true],
    ['a status that says nothing, under the label of a bounce', { type: 'bounce', status: '5.0.0' }, true],
    ['a policy', { type: 'bounce', status: '5.7.1', reason: '550 5.7.1 unsolicited mail' }, false],
    [
      'a list of blocked senders',
      { type: 'blocked', status: '5.7.1', reason: '550 5.7.1 part of their network is on our block list (S3150)' },
      false,
    ],
    ['a policy that only the sentence names', { type: 'bounce', status: '5.0.0', reason: '550 5.7.1 no' }, false],
    ['a block, whatever its status', { type: 'blocked', status: '5.1.1' }, false],
    ['a full mailbox', { type: 'bounce', status: '5.2.2' }, false],
    ['what is over for now', { type: 'bounce', status: '4.2.2', reason: '550 no such user' }, false],
  ])('a bounce by %s costs the address: %o, %s', (_name, fields, permanent) => {
    expect(translated('bounce', fields)).toMatchObject([{ kind: 'bounced', code: fields.status, permanent }]);
  });

  test.each([
    ['Bounced Address', 'list_bounced'],
    ['Unsubscribed Address', 'list_unsubscribed'],
    ['Spam Reporting Address', 'list_complained'],
    ['Invalid', 'list_invalid'],
  ])('what SendGrid dropped for "%s" is no bounce and suppresses nobody', (reason, code) => {
    const [report] = translated('dropped', { reason, status: '5.0.0' });
    expect(report).toMatchObject({ kind: 'refused', code });
    expect(report?.permanent).toBeUndefined();
  });

  test.each([
    ['Spam Content', 'spam_content'],
    ['Something about ada@shop.example', 'dropped'],
    [undefined, 'dropped'],
  ])('what SendGrid dropped for %s failed', (reason, code) => {
    expect(translated('dropped', { reason })).toMatchObject([{ kind: 'failed', code }]);
  });

  test.each(['processed', 'deferred', 'group_resubscribe', 'invented_tomorrow'])('%s says nothing', (name) => {
    expect(translated(name, { sg_message_id: undefined })).toEqual([]);
  });

  test.each([
    ['14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0', '14c5d75ce93.dfd.64b469'],
    ['LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0', 'LRzXl_NHStOGhQ4kofSm_A'],
    ['wrfRRvF7Q0GgwUo2CvDmEA.recvd-5d9b8f9d9b-abcde-1-64E8-1.0', 'wrfRRvF7Q0GgwUo2CvDmEA'],
    ['filter0093p1las1.9128.5717FB8127.0', 'of-the-name'],
    [undefined, 'of-the-name'],
  ])('of the id %s is about the message %s', (id, expected) => {
    const fields = { sg_message_id: id, 'smtp-id': '<of-the-name@ismtpd0006p1sjc2.sendgrid.net>' };
    expect(translated('delivered', fields)[0]?.providerMessageId).toBe(expected);
  });

  test('names our message by what it was sent with', () => {
    const [store, message] = [randomUUID(), randomUUID()];
    expect(translated('delivered', { store, message })[0]?.sentAs).toEqual({ storeId: store, messageId: message });
    expect(translated('delivered', { store: 'x', message })[0]?.sentAs).toBeUndefined();
  });

  test('cannot have happened after it arrived', () => {
    expect(translated('delivered', { timestamp: receivedAtMs })[0]?.atMs).toBe(receivedAtMs);
    expect(translated('delivered', { timestamp: 'now' })[0]?.atMs).toBe(receivedAtMs);
  });

  test.each(['null', '1', '[]', '{}', '{"event":"delivered"}', '{"event":1}', JSON.stringify(event('bounce')), '{'])(
    'that is none is not understood: %s',
    (body) => {
      expect(() => sendgrid.translate(request(body))).toThrow(UntranslatableCallbackError);
    },
  );
});

describe('a batch of SendGrid', () => {
  test('is its events', () => {
    const events = [event('delivered'), 7, event('open')];
    const parts = sendgrid.split?.(request(events)) ?? [];
    expect(parts.map((part) => JSON.parse(Buffer.from(part).toString()))).toEqual(events);
  });

  test.each(['', '{', '{}', 'null', '\xff'])('is nothing else: %s', (body) => {
    expect(() => sendgrid.split?.({ ...request(''), body: Buffer.from(body, 'latin1') })).toThrow(
      UntranslatableCallbackError,
    );
  });

  const samples = ['webhooks', 'esp', 'sendgrid_webhooks'] as const;
  test.skipIf(!hasData(...samples))('as recorded is understood, and repeats no address (CART_DATA_DIR)', () => {
    const folder = join(dataDir, ...samples);
    const kinds = readdirSync(folder).map((file) => {
      const { payload } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { payload: unknown };
      const parts = sendgrid.split?.(request(payload)) ?? [];
      const reports = parts.flatMap((body) => sendgrid.translate({ ...request(''), body }));
      expect(JSON.stringify(reports)).not.toContain('@');
      const said = reports.map(({ kind, code, permanent }) => [kind, code, permanent].filter(Boolean).join(' '));
      return `${file.split('__')[0]}: ${said.join() || 'nothing'}`;
    });
    expect(kinds.toSorted()).toEqual([
      'test_bounce_event: bounced 5.1.1 true',
      'test_click_event: clicked',
      'test_compatibility_message_id_from_smtp_id: delivered',
      'test_delivered_event: delivered',
      'test_dropped_bounced: refused list_bounced',
      'test_dropped_invalid_event: refused list_invalid',
      'test_dropped_unsubscribed_event: refused list_unsubscribed',
      'test_open_event: opened',
      'test_processed_event: nothing',
    ]);
  });
});
