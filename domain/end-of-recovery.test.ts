import { describe, expect, test } from 'vitest';
import { type EndFacts, endOfRecovery } from './end-of-recovery.ts';
import type { ReasonCode } from './reason-code.ts';

const noOrders = { own: null, elsewhere: null, pending: null };
const open: EndFacts = {
  storeActive: true,
  campaign: 'active',
  cart: { purchased: false, empty: false, lastActivityAt: 1_000, overtaken: false },
  orders: noOrders,
  abandonedAt: 2_000,
};
const cart = (change: Partial<EndFacts['cart']>): Partial<EndFacts> => ({ cart: { ...open.cart, ...change } });
const own = (arrivedAt: number) => ({ orders: { ...noOrders, own: { arrivedAt } } });
const elsewhere = (arrivedAt: number) => ({ orders: { ...noOrders, elsewhere: { arrivedAt } } });

/** Each reason on its own, in the order in which they outrank each other. */
const ranking: readonly (readonly [ReasonCode, Partial<EndFacts>])[] = [
  ['purchased', own(3_000)],
  ['purchased_elsewhere', elsewhere(3_000)],
  ['cart_emptied', cart({ empty: true })],
  ['has_open_cart', cart({ overtaken: true })],
  ['store_paused', { storeActive: false }],
  ['campaign_ended', { campaign: 'archived' }],
];

describe('a recovery', () => {
  test.each<[string, Partial<EndFacts>]>([
    ['nothing speaks against it', {}],
    ['its campaign is only paused', { campaign: 'paused' }],
    ['an order only waits for its payment', { orders: { ...noOrders, pending: { arrivedAt: 3_000 } } }],
    ['the order arrived before the cart was last touched', own(999)],
    ['the order elsewhere arrived before the cart was last touched', elsewhere(999)],
  ])('goes on when %s', (_why, change) => {
    expect(endOfRecovery({ ...open, ...change })).toBeNull();
  });

  test.each<[string, ReasonCode, Partial<EndFacts>]>([
    ['the cart was bought', 'purchased', cart({ purchased: true })],
    ['an order names the cart', 'purchased', own(1_000)],
    ['the person bought another way, before the abandonment', 'purchased_before', elsewhere(1_999)],
    ['the person bought another way, from the abandonment on', 'purchased_elsewhere', elsewhere(2_000)],
    [
      'the order came before the cart was touched again, which is a new wish',
      'purchased',
      { ...own(2_500), ...cart({ lastActivityAt: 3_000 }) },
    ],
  ])('ends as purchased when %s', (_why, reason, change) => {
    expect(endOfRecovery({ ...open, ...change })).toEqual({ outcome: 'purchased', reason });
  });

  test.each<[ReasonCode, Partial<EndFacts>]>([
    ['cart_emptied', cart({ empty: true })],
    ['has_open_cart', cart({ overtaken: true })],
    ['store_paused', { storeActive: false }],
    ['campaign_ended', { campaign: 'archived' }],
    ['campaign_ended', { campaign: 'draft' }],
  ])('stops with %s', (reason, change) => {
    expect(endOfRecovery({ ...open, ...change })).toEqual({ outcome: 'stopped', reason });
  });

  const pairs = ranking.flatMap((first, index) => ranking.slice(index + 1).map((second) => ({ first, second })));

  test.each(pairs.map(({ first, second }) => [first[0], second[0], first[1], second[1]] as const))(
    'ends with %s rather than %s',
    (reason, _other, first, second) => {
      const facts: EndFacts = {
        ...open,
        ...first,
        ...second,
        cart: { ...open.cart, ...second.cart, ...mine(first.cart) },
        orders: { ...noOrders, ...second.orders, ...mine(first.orders) },
      };
      expect(endOfRecovery(facts)?.reason).toBe(reason);
    },
  );
});

/** What a change says beyond that nothing is so. */
function mine<T extends object>(change: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(change ?? {}).filter(([, value]) => value)) as Partial<T>;
}
