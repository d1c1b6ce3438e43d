import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import twilioClient from 'twilio';
import { describe, expect, test } from 'vitest';
import { dataDir, hasData } from '../../test/data-dir.ts';
import { type CallbackRequest, UntranslatableCallbackError } from '../provider-callback.ts';
import { createTwilioCallback } from './twilio-callback.ts';

const authToken = '12345';
const twilio = createTwilioCallback({ authToken });
const receivedAtMs = Date.UTC(2026, 10, 22, 12);
const [store, message] = [randomUUID(), randomUUID()];
const url = `https://engine.example/v1/callbacks/twilio?store=${store}&message=${message}`;
const sid = 'SM0123456789abcdef0123456789abcdef';

function request(fields: Readonly<Record<string, string>>, to = url): CallbackRequest {
  return {
    url: to,
    headers: { 'x-twilio-signature': twilioClient.getExpectedTwilioSignature(authToken, to, { ...fields }) },
    body: Buffer.from(new URLSearchParams(fields).toString()),
    receivedAtMs,
  };
}

describe('Twilio’s signature', () => {
  test('is good for exactly its address and fields', async () => {
    const signed = request({ MessageSid: sid, MessageStatus: 'delivered', To: '+4915112345678' });
    expect(await twilio.verify(signed)).toBe(true);
    const wrong: readonly Partial<CallbackRequest>[] = [
      { body: Buffer.from(signed.body.toString().replace('delivered', 'failed')) },
      { body: Buffer.concat([signed.body, Buffer.from('&ErrorCode=21610')]) },
      { url: url.replace(message, randomUUID()) },
      { url: 'no address' },
      { headers: { 'x-twilio-signature': 'AAAA' } },
      { headers: {} },
    ];
    for (const change of wrong) expect(await twilio.verify({ ...signed, ...change })).toBe(false);
    expect(await createTwilioCallback({ authToken: 'another' }).verify(signed)).toBe(false);
    expect(await createTwilioCallback({ authToken: '' }).verify(signed)).toBe(false);
  });

  test('is good with the port of the scheme and without it', async () => {
    const fields = { MessageSid: sid, MessageStatus: 'delivered' };
    const signed = request(fields, url.replace('engine.example', 'engine.example:443'));
    expect(await twilio.verify({ ...signed, url })).toBe(true);
  });

  test('covers a body that is no form by its hash in the address', async () => {
    const body = Buffer.from('{"property":"value"}');
    const to = `${url}&bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const signed = { ...request({}, to), body };
    expect(await twilio.verify(signed)).toBe(true);
    expect(await twilio.verify({ ...signed, body: Buffer.from('{"property":"other"}') })).toBe(false);
  });

  test('survives fields with the names of an object’s own properties', async () => {
    const signed = request({ MessageSid: sid, MessageStatus: 'delivered' });
    expect(await twilio.verify({ ...signed, body: Buffer.from('__proto__=1&constructor=2') })).toBe(false);
  });

  const vectors = ['vectors', 'signature_vectors.json'] as const;
  test.skipIf(!hasData(...vectors))('agrees with the published vectors (CART_DATA_DIR)', async () => {
    const all: {
      scheme: string;
      case: string;
      auth_token: string;
      url: string;
      params: Record<string, string>;
      body: string | null;
      expected: string;
    }[] = JSON.parse(readFileSync(join(dataDir, ...vectors), 'utf8'));
    const ours = all.filter(({ scheme }) => scheme.startsWith('twilio X-Twilio-Signature'));
    expect(ours.length).toBeGreaterThan(5);
    for (const vector of ours) {
      const signed = {
        url: vector.url,
        headers: { 'x-twilio-signature': vector.expected },
        body: Buffer.from(vector.body ?? new URLSearchParams(vector.params).toString()),
        receivedAtMs,
      };
      const { verify } = createTwilioCallback({ authToken: vector.auth_token });
      expect(await verify(signed), vector.case).toBe(true);
      expect(await verify({ ...signed, url: `${vector.url}1` }), vector.case).toBe(false);
    }
  });
});

describe('a status of Twilio', () => {
  test.each([
    [{ MessageStatus: 'delivered' }, { kind: 'delivered' }],
    [{ SmsStatus: 'delivered' }, { kind: 'delivered' }],
    [{ MessageStatus: 'read' }, { kind: 'opened' }],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30003' },
      { kind: 'bounced', code: '30003', handsetAway: true },
    ],
    [
      { MessageStatus: 'failed', ErrorCode: '63016', ErrorMessage: '', ChannelPrefix: 'whatsapp' },
      { kind: 'failed', code: '63016', carrierFault: 'not_reached' },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '63024', ChannelPrefix: 'whatsapp' },
      { kind: 'failed', code: '63024', carrierFault: 'not_reached' },
    ],
    [
      { MessageStatus: 'failed', ErrorCode: '63041', ChannelPrefix: 'whatsapp' },
      { kind: 'failed', code: '63041', carrierFault: 'template_stopped' },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30005' },
      { kind: 'bounced', code: '30005', permanent: true },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30006' },
      { kind: 'bounced', code: '30006', permanent: true },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30007' },
      { kind: 'failed', code: '30007' },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '30034' },
      { kind: 'failed', code: '30034' },
    ],
    [
      { MessageStatus: 'failed', ErrorCode: '21614' },
      { kind: 'bounced', code: '21614', permanent: true },
    ],
    [
      { MessageStatus: 'failed', ErrorCode: '30001' },
      { kind: 'failed', code: '30001' },
    ],
    [
      { MessageStatus: 'undelivered', ErrorCode: '21610' },
      { kind: 'unsubscribed', code: '21610' },
    ],
    [
      { MessageStatus: 'failed', ErrorCode: '21610' },
      { kind: 'unsubscribed', code: '21610' },
    ],
  ])('%o is %o', (fields, expected) => {
    const [report, ...others] = twilio.translate(request({ MessageSid: sid, ...fields }));
    expect(others).toEqual([]);
    const unsaid = { permanent: undefined, code: undefined, carrierFault: undefined, handsetAway: undefined };
    const { kind, code, permanent, carrierFault, handsetAway } = { ...unsaid, ...report };
    expect({
      kind,
      ...(code && { code }),
      ...(permanent && { permanent }),
      ...(carrierFault && { carrierFault }),
      ...(handsetAway && { handsetAway }),
    }).toEqual(expected);
    expect(report).toMatchObject({
      providerMessageId: sid,
      atMs: receivedAtMs,
      sentAs: { storeId: store, messageId: message },
    });
  });

  test.each(['accepted', 'queued', 'sending', 'sent', 'scheduled', 'canceled', 'invented_tomorrow'])(
    '%s says nothing about a delivery yet',
    (MessageStatus) => {
      expect(twilio.translate(request({ MessageSid: sid, MessageStatus }))).toEqual([]);
    },
  );

  test('is told once per message: the same one has the same report id', () => {
    const reportId = (fields: object) => twilio.translate(request({ MessageSid: sid, ...fields }))[0]?.reportId;
    expect(reportId({ MessageStatus: 'delivered', RawDlrDoneDate: '2611221200' })).toBe(
      reportId({ MessageStatus: 'delivered' }),
    );
    expect(reportId({ MessageStatus: 'delivered' })).not.toBe(reportId({ MessageStatus: 'failed' }));
  });

  test.each([{}, { MessageStatus: 'delivered' }, { MessageSid: sid }, { MessageSid: '\0', MessageStatus: 'sent' }])(
    'is refused as none: %o',
    (fields) => {
      expect(() => twilio.translate(request(fields as Record<string, string>))).toThrow(UntranslatableCallbackError);
    },
  );
});

describe('an answer of a person', () => {
  const answer = (fields: object) =>
    request({ MessageSid: sid, SmsStatus: 'received', From: '+4915112345678', Body: 'STOP', ...fields });

  test('is read by its words, from the number that sent it', () => {
    expect(twilio.inbound?.(answer({}))).toEqual({
      id: sid,
      from: '+4915112345678',
      meaning: 'stop',
      text: 'STOP',
      atMs: receivedAtMs,
    });
    expect(twilio.translate(answer({}))).toEqual([]);
  });

  test.each([
    [{ Body: 'Genug', OptOutType: 'STOP' }, 'stop'],
    [{ Body: 'STOP', OptOutType: 'START' }, 'start'],
    [{ Body: 'wer?', OptOutType: 'HELP' }, 'help'],
    [{ Body: 'STOP', OptOutType: 'invented_tomorrow' }, 'stop'],
  ])('means what Twilio acted on, where it says so: %o', (fields, meaning) => {
    expect(twilio.inbound?.(answer(fields))?.meaning).toBe(meaning);
  });

  test('is answered with nothing, in the language of Twilio: what it is told goes to the person', () => {
    expect(twilio.reply?.(answer({}))).toEqual({ contentType: 'text/xml', body: '<Response/>' });
    expect(twilio.reply?.(request({ MessageSid: sid, MessageStatus: 'delivered' }))).toBeUndefined();
  });

  test.each(['whatsapp', 'rcs'])('by %s is one of the same number, and says what it came by', (carrier) => {
    expect(twilio.inbound?.(answer({ From: `${carrier}:+4915112345678` }))).toMatchObject({
      ...{ from: '+4915112345678', carrier, meaning: 'stop' },
    });
  });

  test('is none from another channel of Twilio, and no status of a message is one', () => {
    expect(twilio.inbound?.(answer({ From: 'messenger:1234567' }))).toBeUndefined();
    expect(twilio.inbound?.(answer({ MessageStatus: 'received' }))).toBeUndefined();
    expect(
      twilio.inbound?.(request({ MessageSid: sid, MessageStatus: 'delivered', SmsStatus: 'delivered' })),
    ).toBeUndefined();
  });

  test('without an id is refused', () => {
    expect(() => twilio.inbound?.(answer({ MessageSid: '' }))).toThrow(UntranslatableCallbackError);
  });
});
