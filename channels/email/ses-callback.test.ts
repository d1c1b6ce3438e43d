import { createSign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataDir, hasData } from '../../test/data-dir.ts';
import { type CallbackRequest, UntranslatableCallbackError } from '../provider-callback.ts';
import { createSesCallback } from './ses-callback.ts';

const pem = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', 'test', 'tls', `${name}.pem`), 'utf8');
const topicArn = 'arn:aws:sns:eu-central-1:123456789012:cart-recovery';
const certificateUrl = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123abcd.pem';
const subscribeUrl = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t';
const receivedAtMs = Date.UTC(2030, 0, 2);

type Message = Readonly<Record<string, string>>;

function signed(message: Message, { version = '2', certUrl = certificateUrl } = {}): Message {
  const whole: Message = { MessageId: 'sns-1', TopicArn: topicArn, Timestamp: '2030-01-01T12:00:00.000Z', ...message };
  const names = Object.keys(whole).toSorted();
  const text = names.map((name) => `${name}\n${whole[name]}\n`).join('');
  const signature = createSign(version === '1' ? 'sha1' : 'sha256')
    .update(text)
    .sign(pem('key'), 'base64');
  return { ...whole, SignatureVersion: version, Signature: signature, SigningCertURL: certUrl };
}

const notification = (event: unknown) => ({ Type: 'Notification', Message: JSON.stringify(event) });
const confirmation = {
  Type: 'SubscriptionConfirmation',
  Token: 't',
  Message: 'You have …',
  SubscribeURL: subscribeUrl,
};

function request(message: unknown): CallbackRequest {
  const body = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
  return { url: 'https://engine.example/v1/callbacks/ses', headers: {}, body, receivedAtMs };
}

/** The callback, and which addresses it asked. */
function newCase(answers: (url: string) => string | undefined = () => pem('cert')) {
  const asked: string[] = [];
  const callback = createSesCallback({
    topicArn,
    async readPublic(url) {
      asked.push(url);
      return answers(url);
    },
  });
  return { callback, asked, verify: (message: unknown) => callback.verify(request(message)) };
}

describe('a signature of SNS', () => {
  test.each(['1', '2'])('of version %s is good for exactly its message', async (version) => {
    const { verify } = newCase();
    const message = signed({ ...notification({}), Subject: 'SES' }, { version });
    expect(await verify(message)).toBe(true);
    for (const name of ['Message', 'MessageId', 'Subject', 'Timestamp', 'Signature'])
      expect(await verify({ ...message, [name]: `A${message[name]}` }), name).toBe(false);
    const { Subject: _, ...withoutSubject } = message;
    expect(await verify(withoutSubject)).toBe(false);
    expect(await verify({ ...message, SignatureVersion: version === '1' ? '2' : '1' })).toBe(false);
  });

  test('of another topic is none, and costs no request', async () => {
    const { verify, asked } = newCase();
    expect(await verify(signed({ ...notification({}), TopicArn: `${topicArn}-of-a-stranger` }))).toBe(false);
    expect(asked).toEqual([]);
  });

  test.each([
    'http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123abcd.pem',
    'https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-0123abcd.pem',
    'https://evil.example/SimpleNotificationService-0123abcd.pem',
    'https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-0123abcd.pem',
    'https://ada@sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123abcd.pem',
    'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123abcd.pem',
    'https://bucket.s3.amazonaws.com/SimpleNotificationService-0123abcd.pem',
    'https://sns.eu-central-1.amazonaws.com/?Action=GetTopic&x=SimpleNotificationService-0123abcd.pem',
    'no address',
  ])('with a certificate at %s is none, and nothing is fetched', async (certUrl) => {
    const { verify, asked } = newCase();
    expect(await verify(signed(notification({}), { certUrl }))).toBe(false);
    expect(asked).toEqual([]);
  });

  test('is not believed without its certificate, and asks for it again', async () => {
    let found: string | undefined;
    const { verify, asked } = newCase(() => found);
    const message = signed(notification({}));
    expect(await verify(message)).toBe(false);
    found = 'no certificate';
    expect(await verify(message)).toBe(false);
    found = pem('cert');
    expect([await verify(message), await verify(message)]).toEqual([true, true]);
    expect(asked).toHaveLength(3);
  });

  test('is not looked for in what is no message', async () => {
    const { verify, asked } = newCase();
    for (const body of ['', '[]', 'null', '{', '{"Type":1}']) expect(await verify(body)).toBe(false);
    expect(asked).toEqual([]);
  });
});

describe('a subscription', () => {
  test('is confirmed where SNS says, and reports nothing (field 14)', async () => {
    const { callback, asked, verify } = newCase();
    expect(await verify(signed(confirmation))).toBe(true);
    expect(asked).toEqual([certificateUrl, subscribeUrl]);
    expect(callback.translate(request(signed(confirmation)))).toEqual([]);
  });

  test('is refused, for SNS to ask again, while it could not be confirmed', async () => {
    const { verify } = newCase((url) => (url === certificateUrl ? pem('cert') : undefined));
    expect(await verify(signed(confirmation))).toBe(false);
  });

  test('is never confirmed at another host (field 14)', async () => {
    const { asked, verify } = newCase();
    expect(
      await verify(signed({ ...confirmation, SubscribeURL: 'https://evil.example/?Action=ConfirmSubscription' })),
    ).toBe(false);
    expect(asked).toEqual([certificateUrl]);
  });
});

describe('an event of SES', () => {
  const { callback } = newCase();
  const ids = { store: '00000000-0000-4000-8000-000000000001', message: '00000000-0000-4000-8000-00000000000a' };
  const mail = { messageId: '0100-000000', tags: { store: [ids.store], message: [ids.message] } };
  const translated = (event: object) => callback.translate(request(signed(notification({ mail, ...event }))));

  test.each([
    [{ eventType: 'Delivery', delivery: {} }, { kind: 'delivered' }],
    [{ eventType: 'Open', open: {} }, { kind: 'opened' }],
    [{ eventType: 'Click', click: { link: 'https://shop.example' } }, { kind: 'clicked' }],
    [
      { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'General' } },
      { kind: 'bounced', permanent: true, code: 'general' },
    ],
    [
      { notificationType: 'Bounce', bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } },
      { kind: 'bounced', permanent: false, code: 'mailboxfull' },
    ],
    [
      { eventType: 'Complaint', complaint: { complaintFeedbackType: 'abuse' } },
      { kind: 'complained', code: 'abuse' },
    ],
    [
      { eventType: 'Complaint', complaint: { complaintFeedbackType: 'x-new' } },
      { kind: 'complained', code: 'x-new' },
    ],
    [{ eventType: 'Complaint', complaint: {} }, { kind: 'complained' }],
    [
      { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' } },
      { kind: 'refused', code: 'list_account' },
    ],
    [
      { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'Suppressed' } },
      { kind: 'refused', code: 'list_bounced' },
    ],
    [{ eventType: 'Subscription', subscription: {} }, { kind: 'unsubscribed' }],
    [
      { eventType: 'Reject', reject: { reason: 'Bad content' } },
      { kind: 'failed', code: 'rejected' },
    ],
    [
      { eventType: 'Rendering Failure', failure: {} },
      { kind: 'failed', code: 'rendering_failure' },
    ],
  ])('means %o', (event, report) => {
    const sentAs = { storeId: ids.store, messageId: ids.message };
    expect(translated(event)).toMatchObject([
      { reportId: 'sns-1', providerMessageId: '0100-000000', sentAs, ...report },
    ]);
  });

  test('that somebody took out of the spam folder speaks against nobody (field 11)', () => {
    expect(translated({ eventType: 'Complaint', complaint: { complaintFeedbackType: 'not-spam' } })).toEqual([]);
  });

  test.each([
    ['Transient', { status: '5.3.0', diagnosticCode: 'smtp; 550 user unknown' }, true],
    ['Transient', { status: '4.2.2', diagnosticCode: 'smtp; 550 mailbox full' }, false],
    ['Transient', { status: '5.0.0', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }, true],
    ['Undetermined', { status: '5.1.1' }, true],
    ['Permanent', { status: '5.7.1', diagnosticCode: 'smtp; 550 5.7.1 on our block list' }, false],
    ['Permanent', { status: '5.0.0', diagnosticCode: 'smtp; 550 no' }, true],
    ['Permanent', {}, true],
  ])(
    'of a bounce labelled %s is judged by what the mail server said: %o (field 13)',
    (bounceType, recipient, permanent) => {
      const bouncedRecipients = [{ emailAddress: 'ada@shop.example', ...recipient }];
      const [report] = translated({
        eventType: 'Bounce',
        bounce: { bounceType, bounceSubType: 'General', bouncedRecipients },
      });
      expect(report).toMatchObject({ kind: 'bounced', permanent });
    },
  );

  test('that came raw has no signature, which is said (field 14)', () => {
    const raw = { ...request({ eventType: 'Delivery', mail }), headers: { 'x-amz-sns-rawdelivery': 'true' } };
    expect(callback.hint?.(raw)).toContain('raw message delivery');
    expect(callback.hint?.(request({}))).toBeUndefined();
  });

  test('has the time of what happened, never one that is still to come', () => {
    const at = (timestamp: string) => translated({ eventType: 'Open', open: { timestamp } })[0]?.atMs;
    expect(at('2029-12-31T10:00:00.000Z')).toBe(Date.UTC(2029, 11, 31, 10));
    expect(at('2031-01-01T00:00:00.000Z')).toBe(receivedAtMs);
  });

  test.each(['Send', 'DeliveryDelay', 'News'])('of the kind %s says nothing of a message', (eventType) => {
    expect(translated({ eventType })).toEqual([]);
  });

  test.each(['not JSON', '[]', JSON.stringify({ eventType: 'Open', mail: {} })])(
    'that is none is refused: %s',
    (Message) => {
      expect(() => callback.translate(request(signed({ Type: 'Notification', Message })))).toThrow(
        UntranslatableCallbackError,
      );
    },
  );

  const samples = ['webhooks', 'esp', 'amazon_ses_webhooks'] as const;
  test.skipIf(!hasData(...samples))(
    'of every recorded body is understood, and repeats no address (CART_DATA_DIR)',
    () => {
      const folder = join(dataDir, ...samples);
      const files = readdirSync(folder).filter((name) => name.includes('raw_sns_message'));
      const kinds = files.map((name) => {
        const { payload } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { payload: unknown };
        const reports = callback.translate(request(payload));
        expect(JSON.stringify(reports)).not.toContain('@');
        return `${name.split('__')[0]}: ${reports.map(({ kind }) => kind).join() || 'nothing'}`;
      });
      expect(kinds.toSorted()).toEqual([
        'test_bounce_event: bounced',
        'test_click_event: clicked',
        'test_delivery_event: delivered',
        'test_incorrect_received_event: nothing',
        'test_open_event: opened',
        'test_reject_event: failed',
      ]);
    },
  );
});
