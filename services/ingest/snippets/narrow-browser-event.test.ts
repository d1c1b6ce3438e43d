import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSchema, type StorefrontEvent } from '../../../events/event.ts';
import { validEvent } from '../../../test/valid-event.ts';
import { checkEvent } from '../events/check-event.ts';
import { narrowBrowserEvent } from './narrow-browser-event.ts';

const anonymousId = 'visitor-0123456789abcdef';
const cartToken = 'hWN2x4PqzLq7cCqXk1a2b3c4';
const everyName = {
  anonymousId,
  customerId: 'customer-77',
  email: 'ada@shopper.example',
  phone: '+12025550143',
  pushToken: 'push-token-1',
};

function event(type: string, fields: object = {}): StorefrontEvent {
  return eventSchema.parse({ id: 'e-1', occurredAt: '2026-11-22T10:00:00Z', who: everyName, type, ...fields });
}

function narrowed(given: StorefrontEvent, emailCapture = true) {
  const result = narrowBrowserEvent(given, { emailCapture, sites: ['https://lamps.example'] });
  return result.ok ? result.event : result.error.path;
}

const line = { productId: 'lamp', quantity: 1 };

describe('an event from a browser', () => {
  test.for([
    ['product_viewed', { productId: 'lamp' }],
    ['cart_updated', { cartId: cartToken, lines: [line] }],
    ['line_added', { cartId: cartToken, line }],
    ['line_removed', { cartId: cartToken, productId: 'lamp', quantity: 1 }],
    ['checkout_started', { cartId: cartToken, lines: [line] }],
    ['checkout_updated', { cartId: cartToken, lines: [line] }],
  ] as const)('%s speaks for its visitor and names nobody', ([type, fields]) => {
    expect(narrowed(event(type, fields))).toMatchObject({ type, who: { anonymousId } });
    expect(narrowed(event(type, fields))).toHaveProperty('who', { anonymousId });
  });

  test.for([
    ['order_placed', { orderId: 'o', totalMinor: 1, currency: 'EUR' }],
    ['order_paid', { orderId: 'o' }],
    ['order_cancelled', { orderId: 'o' }],
    ['order_refunded', { orderId: 'o', refundedMinor: 1, currency: 'EUR' }],
  ] as const)('%s is refused', ([type, fields]) => {
    expect(narrowed(event(type, fields))).toBe('type');
  });

  test('identifies by an address only where the store allows it, and never by a name or a number', () => {
    const said = event('customer_identified', { firstName: 'You won', locale: 'de-AT', country: 'AT' });
    const { email } = everyName;
    expect(narrowed(said)).toEqual({
      id: 'e-1',
      occurredAt: '2026-11-22T10:00:00Z',
      who: { anonymousId, email },
      type: 'customer_identified',
      locale: 'de-AT',
    });
    expect(narrowed(said, false)).toHaveProperty('who', { anonymousId });
  });

  test('speaks of consent to e-mail only, of a named address, in the page’s own words', () => {
    const consent = (fields: object) =>
      event('consent_updated', { channel: 'email', status: 'granted', source: 'footer', ...fields });
    expect(narrowed(consent({}))).toMatchObject({ source: 'footer', status: 'granted' });
    expect(narrowed(consent({ channel: 'sms' }))).toBe('channel');
    expect(narrowed(consent({ who: { anonymousId } }))).toBe('who.email');
    expect(narrowed(consent({}), false)).toBe('who.email');
  });

  test('reaches no cart whose id others could guess', () => {
    expect(narrowed(event('line_added', { cartId: 'cart-1042', line }))).toMatchObject({
      cartId: `${anonymousId}/cart-1042`,
    });
    expect(narrowed(event('line_added', { cartId: cartToken, line }))).toMatchObject({ cartId: cartToken });
  });

  test.for([
    ['Voucher at prize.example/claim', 'Voucher at'],
    ['Domain www.my-shop.example for a year', 'Domain for a year'],
    ['Ring +43 1 555 0100 now', 'Ring now'],
    ['Oak lamp', 'Oak lamp'],
  ] as const)('names its goods %s, of which %s stays', ([name, shown]) => {
    const cart = event('cart_updated', { cartId: cartToken, lines: [{ ...line, name }] });
    expect(narrowed(cart)).toHaveProperty('lines.0.name', shown);
    expect(narrowed(event('line_added', { cartId: cartToken, line: { ...line, name } }))).toHaveProperty(
      'line.name',
      shown,
    );
    expect(narrowed(event('product_viewed', { productId: 'lamp', name }))).toHaveProperty('name', shown);
  });

  test('shows pictures of the shop’s own sites only', () => {
    const shown = (imageUrl: string) =>
      narrowed(event('line_added', { cartId: cartToken, line: { ...line, imageUrl } }));
    const own = 'https://pictures.lamps.example/oak.jpg';
    expect(shown(own)).toHaveProperty('line.imageUrl', own);
    for (const strange of ['https://prize.example/locked.png', 'https://lamps.example.prize.example/x.png'])
      expect(shown(strange)).toHaveProperty('line', line);
  });

  test.for([{ email: 'ada@shopper.example' }, { anonymousId: 'visitor-1' }])(
    'by %j is refused: it has to know a secret of its own',
    (who) => {
      expect(narrowed(event('product_viewed', { productId: 'lamp', who }))).toBe('who.anonymousId');
    },
  );
});

describe('what is left of an event after narrowing', () => {
  /** As long as an id may be, so that what is put before a cart's own id has to be cut. */
  const visitor = fc.string({ unit: 'grapheme', minLength: 100, maxLength: 128 });

  test.each(eventSchema.options.map((option) => option.shape.type.value))(
    '%s is an event by its schema, to the dead letter, so that it need not be checked again',
    (kind) => {
      fc.assert(
        fc.property(validEvent(kind), visitor, fc.boolean(), ({ storeId: _, receivedAt: __, ...event }, id, named) => {
          const who = { ...event.who, anonymousId: id };
          const checked = checkEvent({ ...event, who }, { searchHostile: true });
          const narrow = checked.ok && narrowBrowserEvent(checked.event, { emailCapture: named, sites: [] });
          if (!narrow || narrow.ok === false) return;
          expect(checkEvent(narrow.event, { searchHostile: true })).toEqual({ ok: true, event: narrow.event });
        }),
        { numRuns: 30 },
      );
    },
  );
});
