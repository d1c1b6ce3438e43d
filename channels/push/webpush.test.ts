import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import { vapidClaimsOf, webPushBrowser } from '../../test/web-push-browser.ts';
import type { PushMessage } from '../provider.ts';
import { readProvidersConfig } from '../provider-config.ts';
import { providerUnits } from '../registry.ts';
import { imitation } from './webpush.imitation.ts';
import { createWebpush, webpush } from './webpush.ts';

const mozilla = 'https://updates.push.services.mozilla.com';
const browser = webPushBrowser(`${mozilla}/wpush/v2/gAAAAABtoken`);
const message: PushMessage = {
  channel: 'push',
  to: browser.subscription,
  title: 'Dein Körbchen',
  body: 'Noch da',
  url: 'https://recover.example/r/mine',
};
const options = {
  storeId: 'store',
  idempotencyKey: '0190d7a0-0000-7000-8000-00000000000a',
  signal: new AbortController().signal,
};

describe('web push', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const provider = () => imitation.open({ baseUrl: vendor.url, timeoutMs: 10_000 });
  const sendWhile = (code: string) => {
    vendor.next({ kind: 'reject', code });
    return provider().send(message, options);
  };

  test('only the browser can read the message, which carries what its notification needs', async () => {
    const result = await provider().send(message, options);
    const [request] = vendor.requests;
    expect(JSON.parse(browser.read(request?.bytes ?? Buffer.alloc(0)))).toEqual({
      title: message.title,
      body: message.body,
      url: message.url,
      tag: options.idempotencyKey,
    });
    expect(result).toEqual({ kind: 'accepted', providerMessageId: vendor.accepted[0]?.id });
  });

  test('is signed for the push service by the key that the page subscribed with, and names its contact', async () => {
    await provider().send(message, options);
    const { headers } = vendor.requests[0] ?? {};
    const vapid = vapidClaimsOf(String(headers?.['authorization']));
    expect(vapid?.claims).toMatchObject({ aud: mozilla, sub: 'mailto:push@shop.example' });
  });

  test('waits a day at most, and a repeat replaces what still waits', async () => {
    await provider().send(message, options);
    expect(vendor.requests[0]?.headers).toMatchObject({
      ttl: '86400',
      topic: options.idempotencyKey.replaceAll('-', ''),
      'content-encoding': 'aes128gcm',
    });
  });

  test.each(['404', '410'])('a subscription that is gone (%s) must not be used again', async (code) => {
    expect(await sendWhile(code)).toEqual({
      kind: 'rejected',
      class: 'permanent',
      code: `http_${code}`,
      suppress: true,
    });
  });

  test.each(['401', '403'])('%s is about our own key, and costs nobody their subscription (field 35)', async (code) => {
    expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'retry', code: `http_${code}` });
  });

  test.each(['400', '413'])('%s costs the message, not the subscription', async (code) => {
    expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'permanent', code: `http_${code}` });
  });

  test('a redirect is not followed', async () => {
    expect(await sendWhile('307')).toMatchObject({ kind: 'rejected', class: 'retry', code: 'http_307' });
    expect(vendor.requests).toHaveLength(1);
  });

  test.each([
    ['no JSON', 'device-token-1234'],
    ['an address inside', subscribedAt('https://169.254.169.254/latest/meta-data')],
    ['a host that is no push service', subscribedAt('https://push.attacker.example/x')],
    ['a name that only begins like one', subscribedAt('https://fcm.googleapis.com.attacker.example/x')],
    ['no TLS', subscribedAt('http://fcm.googleapis.com/fcm/send/x')],
    ['a point beside the curve', withKey(Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url'))],
  ])('%s in place of a subscription reaches nobody, and must not be used again', async (_, to) => {
    expect(await provider().send({ ...message, to }, options)).toEqual({
      kind: 'rejected',
      class: 'permanent',
      code: 'invalid_subscription',
      suppress: true,
    });
    expect(vendor.requests).toHaveLength(0);
  });

  test('an address inside is not connected to, and the message is kept (field 35)', async () => {
    const inside = createWebpush({ ...keys, baseUrl: 'http://10.0.0.1:9' });
    expect(await inside.send(message, options)).toEqual({
      kind: 'rejected',
      class: 'retry',
      code: 'forbidden_address',
    });
  });

  test.each([
    'mailto:x@localhost',
    'mailto:push@shop.local',
    'https://localhost/contact',
    'https://127.0.0.1/contact',
    'push@shop.example',
    'http://shop.example',
  ])('the contact %s is refused when it is set', (subject) => {
    const { problems } = readProvidersConfig(providerUnits, { WEB_PUSH_SUBJECT: subject });
    expect(problems.map(({ env }) => env)).toEqual(['WEB_PUSH_SUBJECT']);
  });

  test('keys that are no pair are refused at the start', () => {
    const deps = { outbox: { put: async () => ({ id: 'x' }) }, publicUrl: 'https://recover.example' };
    const privateKey = randomBytes(32).toString('base64url');
    expect(() => webpush.create({ ...keys, privateKey }, deps)).toThrow(/does not belong/);
    expect(webpush.create(keys, deps).name).toBe('webpush');
  });
});

const keys = {
  publicKey: 'BHE1-k_ZOgnc6Yu_aBtL_PUOfA1jVOYq-wv_KjQpYXhl7UwfAt25Aj7lalV-UV1qncZsEfIglg3llDNN9Yh3ZyQ',
  privateKey: Buffer.alloc(32, 9).toString('base64url'),
  subject: 'https://shop.example/contact',
};

function subscribedAt(endpoint: string): string {
  return webPushBrowser(endpoint).subscription;
}

function withKey(p256dh: string): string {
  const subscription = JSON.parse(browser.subscription);
  return JSON.stringify({ ...subscription, keys: { ...subscription.keys, p256dh } });
}
