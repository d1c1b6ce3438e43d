import { describe, expect, test } from 'vitest';
import { eventSchema } from './event.ts';

/** The address as an event keeps it, or null where it is refused. */
function kept(url: unknown): unknown {
  const parsed = eventSchema.safeParse({
    id: 'view-1',
    type: 'product_viewed',
    occurredAt: '2026-01-01T00:00:00Z',
    who: { anonymousId: 'visitor-1' },
    productId: 'lamp',
    url,
  });
  return parsed.success && parsed.data.type === 'product_viewed' ? parsed.data.url : null;
}

describe('a web address of an event', () => {
  test.for([
    'https://shop.example/p/lamp?a=1#b',
    'HTTP://SHOP.example',
    'http://[::1]:8080/x',
    'https://ü.example/ß',
    'https://shop.example/oak lamp.jpg',
  ])('%s is kept as it is', (url) => {
    expect(kept(url)).toBe(url);
  });

  test('loses the white space around it, and line breaks and tabs inside, as browsers do', () => {
    expect(kept(' https://shop.example/\r\np/\tlamp\n')).toBe('https://shop.example/p/lamp');
  });

  test.for([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'ftp://shop.example',
    '//shop.example/p',
    '/p/lamp',
    'https:shop.example',
    'https://',
    'https://sh op.example',
    'https://shop.example:99999',
    `https://shop.example/${'a'.repeat(2_048)}`,
    '',
    7,
  ])('%s is refused', (url) => {
    expect(kept(url)).toBeNull();
  });
});

describe('a push token of an event', () => {
  const problemOf = (pushToken: string) =>
    eventSchema.safeParse({
      id: 'consent-1',
      type: 'consent_updated',
      occurredAt: '2026-01-01T00:00:00Z',
      who: { pushToken },
      channel: 'push',
      status: 'granted',
      source: 'page',
    }).error?.issues[0];
  const subscription = (endpoint: string) =>
    JSON.stringify({ endpoint, keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } });

  test('is a device’s, or a browser’s subscription at its push service', () => {
    expect(problemOf('dE1:APA91bF-token')).toBeUndefined();
    expect(problemOf(subscription('https://web.push.apple.com/QGu'))).toBeUndefined();
  });

  test('that leads elsewhere is refused, and the field is named', () => {
    expect(problemOf(subscription('https://169.254.169.254/'))).toMatchObject({ path: ['who', 'pushToken'] });
  });
});
