import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import type { PushMessage } from '../provider.ts';
import { createFirebase } from './firebase.ts';

const message: PushMessage = {
  channel: 'push',
  to: 'device-token',
  title: 'Your cart',
  body: 'Still here',
  url: 'https://recover.example/r/mine',
};
const options = {
  storeId: 'store',
  idempotencyKey: '0190d7a0-0000-7000-8000-00000000000a',
  signal: new AbortController().signal,
};

describe('Firebase', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const firebase = (accessToken = async () => 'access') =>
    createFirebase({ projectId: 'shop', baseUrl: vendor.url, accessToken });
  const sendWhile = (code: string) => {
    vendor.next({ kind: 'reject', code });
    return firebase().send(message, options);
  };

  test('a token that is unregistered must not be used again', async () => {
    expect(await sendWhile('UNREGISTERED')).toEqual({
      kind: 'rejected',
      class: 'permanent',
      code: 'unregistered',
      suppress: true,
    });
  });

  test.each(['INVALID_ARGUMENT', 'SENDER_ID_MISMATCH'])(
    '%s may be our own mistake and costs nobody their token',
    async (code) => {
      expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'permanent', code: code.toLowerCase() });
    },
  );

  test('a repeat replaces the first notification on every platform', async () => {
    await firebase().send(message, options);
    const { message: sent } = JSON.parse(vendor.requests[0]?.body ?? '');
    const key = options.idempotencyKey;
    expect(sent.android).toMatchObject({ collapse_key: key, notification: { tag: key } });
    expect(sent.apns.headers['apns-collapse-id']).toBe(key);
    expect(sent.webpush).toMatchObject({ notification: { tag: key }, headers: { Topic: key.replaceAll('-', '') } });
    expect(sent.webpush.headers.Topic.length).toBeLessThanOrEqual(32);
  });

  test('carries the token of the service account and leads to the cart', async () => {
    await firebase().send(message, options);
    expect(vendor.requests[0]?.path).toBe('/v1/projects/shop/messages:send');
    expect(vendor.requests[0]?.headers['authorization']).toBe('Bearer access');
    expect(JSON.parse(vendor.requests[0]?.body ?? '').message).toMatchObject({
      token: 'device-token',
      data: { url: message.url },
      webpush: { fcm_options: { link: message.url } },
    });
  });

  test('a link without TLS, which FCM refuses, is left to the app', async () => {
    await firebase().send({ ...message, url: 'http://localhost:3000/r/mine' }, options);
    expect(JSON.parse(vendor.requests[0]?.body ?? '').message.webpush).not.toHaveProperty('fcm_options');
  });

  test('without an access token nothing is sent and it may be tried later', async () => {
    const result = await firebase(() => Promise.reject(new Error('no network'))).send(message, options);
    expect(result).toEqual({ kind: 'rejected', class: 'retry', code: 'no_access_token' });
    expect(vendor.requests).toHaveLength(0);
  });
});
