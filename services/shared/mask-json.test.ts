import { expect, test } from 'vitest';
import { maskJson, maskJsonText } from './mask-json.ts';

test('amounts, moments, codes and references stay, and people do not', () => {
  expect(
    maskJson({
      id: 'e-1',
      type: 'cart_updated',
      occurredAt: '2026-11-22T10:15:00.000Z',
      created_at: 1_795_342_500,
      who: { anonymousId: 'visitor-81f3', email: 'ada@shop.example', firstName: 'Ada', externalId: 'c-42' },
      lines: [{ productId: 'lamp-7', quantity: 2, price: '12,50', currency: 'EUR', name: 'Lamp for Ada' }],
    }),
  ).toEqual({
    id: 'e-1',
    type: 'cart_updated',
    occurredAt: '2026-11-22T10:15:00.000Z',
    created_at: 1_795_342_500,
    who: { anonymousId: 'visitor-81f3', email: 'xxx@xxxx.xxxxxxx', firstName: 'xxx', externalId: 'x-00' },
    lines: [{ productId: 'lamp-7', quantity: 2, price: '12,50', currency: 'EUR', name: 'xxxx xxx xxx' }],
  });
});

test('a value under a name that nobody knows is masked when it could be a person', () => {
  const masked = JSON.stringify(
    maskJson({
      kunde: 'Ada',
      wer: 'ada@shop.example',
      a: '+43 660 1234567',
      b: '436601234567',
      c: 436_601_234_567,
      d: '192.168.1.20',
      e: '2001:db8::8a2e',
      restoreUrl: 'https://shop.example/cart?token=geheim1',
      list: ['Ada Berger'],
      'ada@shop.example': 1,
      type: 'ada@shop.example',
    }),
  );
  for (const told of ['Ada', 'ada', 'Berger', '1234567', '192.168', '2001', 'geheim', 'shop.example'])
    expect(masked).not.toContain(told);
});

test('a text that is no JSON shows nothing', () => {
  expect(maskJsonText('ada@shop.example')).toBeNull();
  expect(maskJsonText('{"email":"ada@shop.example"}')).toBe('{"email":"xxx@xxxx.xxxxxxx"}');
});
