import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataDir, hasData } from '../../test/data-dir.ts';
import { mailgunCallback } from '../../test/signed-callback.ts';
import { type CallbackRequest, UntranslatableCallbackError } from '../provider-callback.ts';
import { createMailgunCallback } from './mailgun-callback.ts';

const key = 'key-of-the-account';
const mailgun = createMailgunCallback({ webhookKey: key });
const receivedAtMs = Date.UTC(2026, 10, 22, 12);
const hourMs = 3_600_000;
const messageId = '20180812214638.1.4A7D468E9BC18C5D@example.org';

const event = (name: string, fields: object = {}) => ({
  id: 'Ase7i2zsRYeDXztHGENqRA',
  event: name,
  timestamp: receivedAtMs / 1_000 - 2.5,
  message: { headers: { 'message-id': messageId, to: 'ada@shop.example' } },
  recipient: 'ada@shop.example',
  ...fields,
});
const request = (data: object, atMs = receivedAtMs): CallbackRequest => ({
  ...mailgunCallback(data, { key, receivedAtMs: atMs }),
  receivedAtMs,
});
const translated = (name: string, fields?: object) => mailgun.translate(request(event(name, fields)));
const withBody = (body: string): CallbackRequest => ({ ...request({}), body: Buffer.from(body) });

describe('Mailgun’s signature', () => {
  const signed = request(event('delivered'));
  const parts = JSON.parse(Buffer.from(signed.body).toString());
  const changed = (signature: object) =>
    withBody(JSON.stringify({ ...parts, signature: { ...parts.signature, ...signature } }));

  test('is good for exactly its time and token', () => {
    expect(mailgun.verify(signed)).toBe(true);
    const { timestamp, token } = parts.signature;
    const wrong = [
      { timestamp: String(Number(timestamp) + 1) },
      { token: `${token}0` },
      { timestamp: timestamp.slice(0, -1), token: `${timestamp.slice(-1)}${token}` },
      { signature: 'AAAA' },
      { signature: undefined },
      { token: undefined },
      { timestamp: 'now' },
    ];
    for (const change of wrong) expect(mailgun.verify(changed(change)), JSON.stringify(change)).toBe(false);
    expect(createMailgunCallback({ webhookKey: 'another' }).verify(signed)).toBe(false);
    for (const body of ['', '{', 'null', '[]', '{}', '{"signature":7}'])
      expect(mailgun.verify(withBody(body))).toBe(false);
  });

  test('is the one that another program makes', () => {
    const { timestamp, token } = parts.signature;
    const program =
      'import sys, hmac; print(hmac.new(sys.argv[1].encode(), sys.argv[2].encode(), "sha256").hexdigest())';
    const made = execFileSync('python3', ['-c', program, key, `${timestamp}${token}`]);
    expect(made.toString()).toContain(parts.signature.signature);
  });

  test('is good for as long as Mailgun repeats a webhook, and a recording afterwards', () => {
    const at = (atMs: number) => mailgun.verify(request(event('delivered'), atMs));
    expect(at(receivedAtMs - 8 * hourMs)).toBe(true);
    expect(at(receivedAtMs - 10 * hourMs)).toBe(false);
    expect(at(receivedAtMs + hourMs)).toBe(false);
  });

  test('names what it may be used for once, because it does not cover the body', () => {
    expect(mailgun.nonce?.(signed)).toBe(parts.signature.token);
  });
});

describe('an event of Mailgun', () => {
  test.each([
    ['delivered', {}, { kind: 'delivered' }],
    ['opened', {}, { kind: 'opened' }],
    ['opened', { 'client-info': { bot: '' } }, { kind: 'opened' }],
    ['opened', { 'client-info': { bot: 'apple' } }, { kind: 'delivered', code: 'machine_open' }],
    ['clicked', { url: 'https://shop.example' }, { kind: 'clicked' }],
    ['complained', {}, { kind: 'complained' }],
    ['unsubscribed', {}, { kind: 'unsubscribed' }],
    ['rejected', { reject: { reason: 'about ada@shop.example' } }, { kind: 'failed', code: 'rejected' }],
  ])('%s with %o is %o', (name, fields, expected) => {
    const reported = {
      reportId: `Ase7i2zsRYeDXztHGENqRA:${receivedAtMs / 1_000 - 2.5}`,
      providerMessageId: messageId,
      atMs: receivedAtMs - 2_500,
    };
    expect(translated(name, fields)).toMatchObject([{ ...reported, ...expected }]);
  });

  const failure = (severity: string, reason: string, status: object) =>
    translated('failed', { severity, reason, 'delivery-status': status });
  test.each([
    ['permanent', 'bounce', { code: 550, 'enhanced-code': '5.1.1', message: 'no such user' }, '5.1.1', true],
    ['permanent', 'bounce', { code: 550, message: '5.1.1 no such user' }, '5.1.1', true],
    ['permanent', 'bounce', { code: 550, message: 'no such user' }, '550', true],
    ['permanent', 'bounce', { code: 550, 'enhanced-code': '5.7.1', message: 'blocked' }, '5.7.1', false],
    ['permanent', 'bounce', { code: 550, 'enhanced-code': '4.2.2', message: '550 full' }, '4.2.2', false],
    ['permanent', 'bounce', { code: 552, message: '5.2.2 over quota' }, '5.2.2', false],
    ['temporary', 'generic', { code: 450, 'enhanced-code': '5.1.1' }, '5.1.1', true],
    ['permanent', 'old', { code: 602, message: 'too old' }, '602', false],
    ['permanent', 'generic', { code: 498, message: 'No MX for shop.example' }, '498', false],
  ])('%s, %s, %o is a bounce with %s that costs the address: %s', (severity, reason, status, code, permanent) => {
    expect(failure(severity, reason, status)).toMatchObject([{ kind: 'bounced', code, permanent }]);
  });

  test('that failed for now says nothing: Mailgun tries again', () => {
    expect(failure('temporary', 'generic', { code: 421, message: '4.7.0 try later' })).toEqual([]);
    expect(failure('temporary', 'greylisted', { code: 450 })).toEqual([]);
  });

  test.each([
    ['suppress-bounce', 'list_bounced'],
    ['suppress-unsubscribe', 'list_unsubscribed'],
    ['suppress-complaint', 'list_complained'],
  ])('refused by a list of Mailgun’s (%s) is no bounce and suppresses nobody', (reason, code) => {
    const [report] = failure('permanent', reason, { code: 605, message: 'Not delivering to ada@shop.example' });
    expect(report).toMatchObject({ kind: 'refused', code });
    expect(report?.permanent).toBeUndefined();
  });

  test('names our message by what it was sent with', () => {
    const [store, message] = [randomUUID(), randomUUID()];
    expect(translated('delivered', { 'user-variables': { store, message } })[0]?.sentAs).toEqual({
      storeId: store,
      messageId: message,
    });
    expect(translated('delivered', { 'user-variables': { store: 'x' } })[0]?.sentAs).toBeUndefined();
  });

  test('with the id of another day is another report (field 18)', () => {
    const [one, other] = [1_763_800_000.5, 1_766_400_000.5].map(
      (timestamp) => translated('delivered', { timestamp })[0],
    );
    expect(one?.reportId).not.toBe(other?.reportId);
  });

  test('cannot have happened after it arrived', () => {
    expect(translated('delivered', { timestamp: receivedAtMs })[0]?.atMs).toBe(receivedAtMs);
    expect(translated('delivered', { timestamp: 'now' })[0]?.atMs).toBe(receivedAtMs);
  });

  test.each(['accepted', 'stored', 'invented_tomorrow'])('%s says nothing about a delivery', (name) => {
    expect(translated(name, { message: undefined })).toEqual([]);
  });

  test.each(['', '[]', '{}', '{"event-data":{}}', '{"event-data":{"event":"delivered"}}'])(
    'that is none is refused: %s',
    (body) => {
      expect(() => mailgun.translate(withBody(body))).toThrow(UntranslatableCallbackError);
    },
  );

  const samples = ['webhooks', 'esp', 'mailgun_webhooks'] as const;
  test.skipIf(!hasData(...samples))(
    'as recorded is understood, and repeats no address of a person (CART_DATA_DIR)',
    () => {
      const folder = join(dataDir, ...samples);
      const kinds = readdirSync(folder).map((file) => {
        const { payload } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { payload: object };
        const told = () => mailgun.translate(withBody(JSON.stringify(payload)));
        const name = file.split('__')[0];
        try {
          const reports = told();
          expect(JSON.stringify(reports)).not.toContain('recipient');
          return `${name}: ${reports.map(({ kind }) => kind).join() || 'nothing'}`;
        } catch (error) {
          expect(error).toBeInstanceOf(UntranslatableCallbackError);
          return `${name}: refused`;
        }
      });
      // Four are of the old form, which carries its fields without "event-data"; two have no message at all.
      expect(kinds.toSorted()).toEqual([
        'test_clicked_event: refused',
        'test_dropped_spam: refused',
        'test_dropped_timed_out: refused',
        'test_failed_temporary_event: nothing',
        'test_metadata_key_conflicts: refused',
        'test_metadata_post_fields: refused',
        'test_misconfigured_inbound: refused',
        'test_opened_event: opened',
        'test_rejected_event: failed',
        'test_tags: refused',
        'test_verifies_bad_signature: refused',
      ]);
    },
  );
});
