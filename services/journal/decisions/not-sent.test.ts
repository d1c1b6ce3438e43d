import { expect, test } from 'vitest';
import { type NotSent, notSent } from './not-sent.ts';

const refused: NotSent = {
  storeId: 'store',
  recoveryId: 'recovery',
  cartId: 'cart',
  ruleId: 'touch-1',
  channel: 'email',
  reason: 'frequency_cap',
};

test('decisions that were recorded by earlier versions keep their key', () => {
  expect(notSent(refused).key).toBe('not-sent/recovery/touch-1/email/frequency_cap');
  expect(notSent({ ...refused, channel: null }).key).toBe('not-sent/recovery/touch-1/all/frequency_cap');
});

test.each<Partial<NotSent>>([
  { recoveryId: 'other' },
  { ruleId: 'touch-2' },
  { channel: 'sms' },
  { channel: null },
  { reason: 'store_paused' },
])('is another decision with %o', (change) => {
  expect(notSent({ ...refused, ...change }).key).not.toBe(notSent(refused).key);
});
