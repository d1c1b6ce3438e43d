import { describe, expect, test } from 'vitest';
import { orderSubjects, subjectsPerDeadLetterMax } from './order-subjects.ts';
import { subjectHash, subjectsUnder } from './subject.ts';

const named = (item: unknown, topic?: string) =>
  orderSubjects({ kind: typeof item === 'string' ? 'body' : 'event', item, topic })
    .map(({ kind, value }) => `${kind} ${value}`)
    .sort();

const buyer = { who: { email: 'Mia@Shop.Example', customerId: 'k-7', phone: '+43 660 1234567' }, cartId: 'b-9' };
const buyerSubjects = ['cart b-9', 'customer k-7', 'email mia@shop.example', 'phone 436601234567'];

describe('whom a dead letter about an order names', () => {
  test.for(['order_placed', 'OrderPaid', 'ORDER_PENDING', 'purchase', 'Order Completed', 'orders/create'])(
    'is everybody and every cart in it when its type is %s',
    (type) => {
      expect(named({ type, ...buyer, totalMinor: 'a lot' })).toEqual(buyerSubjects);
    },
  );

  test('is nobody when it is about a cart, or about what became of an order that was told before', () => {
    for (const type of ['cart_updated', 'product_viewed', 'order_cancelled', 'order_refunded', 'consent_updated'])
      expect([type, named({ type, ...buyer })]).toEqual([type, []]);
  });

  test('is found without a type where a field says that it is an order', () => {
    expect(named({ order_id: 'o-1', ...buyer })).toEqual(buyerSubjects);
    expect(named({ data: { transactionId: 'o-1', buyer: { mail: 'leo@shop.example' } } })).toEqual([
      'email leo@shop.example',
    ]);
  });

  test('is found in a platform’s body by its topic or its fields, wherever the platform puts people', () => {
    const body = JSON.stringify({ billing: { email: 'ida@shop.example' }, customer_id: 12, cart_token: 'abc' });
    const all = ['cart abc', 'customer 12', 'email ida@shop.example'];
    expect(named(body, 'order.updated')).toEqual(all);
    expect(named(body, 'customer.updated')).toEqual([]);
    expect(named(body.replace('{', '{"order_key":"wc_1",'))).toEqual(all);
    expect(named(JSON.stringify({ events: [{ name: 'ecommerce.order_placed', external_id: 'u-3' }] }))).toEqual([
      'customer u-3',
    ]);
    expect(named('{"broken": ', 'order.created')).toEqual([]);
  });

  test('is bounded, whatever a body holds', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({ email: `p${index}@shop.example` }));
    expect(named({ type: 'order_placed', many })).toHaveLength(subjectsPerDeadLetterMax);
    expect(named(`{"order_id":1,"x":${'['.repeat(9_000)}${']'.repeat(9_000)}}`)).toEqual([]);
  });
});

describe('a customer or cart that is known', () => {
  test('is found under the platform’s own id too, which an adapter put something before', () => {
    const [told] = orderSubjects({ kind: 'event', item: { type: 'order_placed', cart_token: 'hWN1' } });
    const known = subjectsUnder('cart', 'shopify:shop-1:hWN1').map(subjectHash);
    expect(told && known.includes(subjectHash(told))).toBe(true);
  });

  test('is found under a phone number however it is written', () => {
    const [told] = orderSubjects({ kind: 'event', item: { type: 'order_placed', phone: '0043 (660) 123-4567' } });
    expect(subjectsUnder('phone', '+436601234567').map(subjectHash)).toContain(told && subjectHash(told));
  });
});
