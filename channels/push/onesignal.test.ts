import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import type { PushMessage } from '../provider.ts';
import { readProvidersConfig } from '../provider-config.ts';
import { providerUnits } from '../registry.ts';
import { createOnesignal } from './onesignal.ts';

const message: PushMessage = {
  channel: 'push',
  to: '1dd608f2-c6a1-11e3-851d-000c2940e62c',
  title: 'Your cart',
  body: 'Still here',
  url: 'https://recover.example/r/mine',
};
const options = {
  storeId: 'store',
  idempotencyKey: '0190d7a0-0000-7000-8000-00000000000a',
  signal: new AbortController().signal,
};

describe('OneSignal', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const onesignal = () =>
    createOnesignal({ appId: '2dd608f2-a6a1-4251-a253-49a8ad4e3f5c', apiKey: 'secret', baseUrl: vendor.url });
  const sendWhile = (code: string) => {
    vendor.next({ kind: 'reject', code });
    return onesignal().send(message, options);
  };

  test('sends to one subscription of the app, under the message’s id as its key (field 34)', async () => {
    await onesignal().send(message, options);
    const [request] = vendor.requests;
    expect(request?.path).toBe('/notifications');
    expect(request?.headers['authorization']).toBe('Key secret');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      app_id: '2dd608f2-a6a1-4251-a253-49a8ad4e3f5c',
      target_channel: 'push',
      include_subscription_ids: [message.to],
      idempotency_key: options.idempotencyKey,
      headings: { en: message.title },
      contents: { en: message.body },
      url: message.url,
      data: { messageId: options.idempotencyKey },
      collapse_id: options.idempotencyKey,
      ttl: 86_400,
    });
  });

  test.each([
    ['not_subscribed', 'not_subscribed'],
    ['invalid_player_ids', 'invalid_subscription_id'],
    ['invalid_subscription_ids', 'invalid_subscription_id'],
  ])('a 200 that says %s took nothing, and the subscription must not be used again', async (said, code) => {
    expect(await sendWhile(said)).toEqual({ kind: 'rejected', class: 'permanent', code, suppress: true });
  });

  test('a 200 without an id and with another sentence took nothing, and costs nobody their subscription (field 34)', async () => {
    expect(await sendWhile('not_sent')).toEqual({ kind: 'rejected', class: 'permanent', code: 'not_sent' });
  });

  test('a key is good for less than the 30 days that OneSignal remembers it', () => {
    expect(onesignal().recovery).toEqual({ kind: 'idempotency_key', windowMs: 29 * 86_400_000 });
  });

  test('an app that is no UUID is refused when it is set', () => {
    const { problems } = readProvidersConfig(providerUnits, { ONESIGNAL_APP_ID: 'my-app' });
    expect(problems.map(({ env }) => env)).toEqual(['ONESIGNAL_APP_ID']);
  });
});
