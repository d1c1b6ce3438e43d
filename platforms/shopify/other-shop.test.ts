import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalOfOtherShop } from './other-shop.ts';

const ours = { shopDomains: ['lamps.myshopify.com'], shopId: '4711' };
const header = (domain: string) => ({ headers: { 'x-shopify-shop-domain': domain } });
const none = { headers: {} };

describe('a body that names a shop', () => {
  test.each([
    ['in its header', header('chairs.myshopify.com'), {}, 'x-shopify-shop-domain'],
    [
      'in a header of the newer family',
      { headers: { 'shopify-shop-domain': 'chairs.myshopify.com' } },
      {},
      'x-shopify-shop-domain',
    ],
    [
      'by the address of an order',
      header('lamps.myshopify.com'),
      { order_status_url: 'https://chairs.myshopify.com/4711/orders/a/authenticate?key=k' },
      'order_status_url',
    ],
    [
      'by its number, on a domain of its own',
      header('lamps.myshopify.com'),
      { order_status_url: 'https://chairs.example/815/orders/a/authenticate' },
      'order_status_url',
    ],
    [
      'by the address of a checkout',
      none,
      { abandoned_checkout_url: 'https://chairs.example/815/checkouts/ac/t/recover' },
      'abandoned_checkout_url',
    ],
    [
      'as the shop that removed the app',
      none,
      { id: 4711, myshopify_domain: 'chairs.myshopify.com' },
      'myshopify_domain',
    ],
    [
      'by the number of the shop that removed the app',
      none,
      { id: 815, myshopify_domain: 'lamps.myshopify.com' },
      'id',
    ],
    ['on behalf of a person', none, { shop_id: 815, shop_domain: 'lamps.myshopify.com' }, 'shop_id'],
  ])('is refused when it is another: %s', (_, request, body, path) => {
    expect(refusalOfOtherShop(request, body, ours)).toMatchObject({ kind: 'refused', reason: 'other_shop', path });
  });

  test.each([
    [
      'it is the shop, however it is written',
      header('Lamps.myshopify.com'),
      { order_status_url: 'https://LAMPS.myshopify.com/4711/orders/a' },
    ],
    ['an address is of a domain of the shop’s own', none, { order_status_url: 'https://lamps.example/4711/orders/a' }],
    ['an address has no number', none, { abandoned_checkout_url: 'https://lamps.example/checkouts/cn/t/recover' }],
    ['a number is that of an order', none, { id: 815, order_status_url: null }],
    ['it names none', none, { line_items: [] }],
    ['it is nothing to read', none, 'https://chairs.myshopify.com/815/orders/a'],
  ])('passes when %s', (_, request, body) => {
    expect(refusalOfOtherShop(request, body, ours)).toBeNull();
  });

  test('passes whatever it names where nobody said which shop it is', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    fc.assert(
      fc.property(name, name, fc.integer({ min: 1 }), (told, signed, id) => {
        const body = { order_status_url: `https://${signed}.myshopify.com/${id}/orders/a` };
        expect(refusalOfOtherShop(header(`${told}.myshopify.com`), body, {})).toBeNull();
        const domains = { shopDomains: [`${told}.myshopify.com`] };
        const refused = refusalOfOtherShop(header(`${told}.myshopify.com`), body, domains) !== null;
        expect(refused).toBe(signed !== told);
      }),
    );
  });
});
