import { expect, test } from 'vitest';
import { isPushToken, pushTokenBytesMax, readPushSubscription } from './push-subscription.ts';

const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };
const subscription = (endpoint: string, more: object = {}) =>
  JSON.stringify({ endpoint, expirationTime: null, keys, ...more });

test.each([
  'https://fcm.googleapis.com/fcm/send/dE:APA91b',
  'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
  'https://wns2-par02p.notify.windows.com/w/?token=BQYA%2f',
  'https://web.push.apple.com/QGu',
])('a subscription at %s is read, and only what sending needs stays of it', (endpoint) => {
  expect(readPushSubscription(subscription(endpoint))).toEqual({ endpoint, keys });
});

test.each([
  'https://169.254.169.254/latest',
  'https://[::1]/x',
  'https://localhost/x',
  'https://notify.windows.com/x',
  'https://evilnotify.windows.com/x',
  'https://fcm.googleapis.com:8443/x',
  'https://user@fcm.googleapis.com/x',
  'https://fcm.googleapis.com@attacker.example/x',
  'http://fcm.googleapis.com/x',
  'file:///etc/passwd',
  'no address',
])('a subscription that leads to %s is none', (endpoint) => {
  expect(readPushSubscription(subscription(endpoint))).toBeUndefined();
  expect(isPushToken(subscription(endpoint))).toBe(false);
});

test('keys that cannot be keys, and a text without end, are no subscription', () => {
  const endpoint = 'https://web.push.apple.com/QGu';
  expect(readPushSubscription(subscription(endpoint, { keys: { ...keys, auth: 'short' } }))).toBeUndefined();
  expect(readPushSubscription(subscription(endpoint, { keys: { ...keys, p256dh: 'A'.repeat(87) } }))).toBeUndefined();
  expect(readPushSubscription(subscription(endpoint, { keys: null }))).toBeUndefined();
  expect(readPushSubscription(subscription(`${endpoint}${'x'.repeat(pushTokenBytesMax)}`))).toBeUndefined();
});

test('a token of an app is any text that does not pretend to be a subscription', () => {
  expect(isPushToken('dE1:APA91bF-token')).toBe(true);
  expect(isPushToken('{"endpoint":')).toBe(false);
  expect(isPushToken(' {}')).toBe(false);
});

test('a token is as long as an index takes it, in bytes', () => {
  expect([isPushToken('t'.repeat(2_000)), isPushToken('t'.repeat(2_001)), isPushToken('ж'.repeat(1_001))]).toEqual([
    true,
    false,
    false,
  ]);
});
