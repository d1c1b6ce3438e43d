import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterRefusal, type ClaimFacts, decideClaim } from './claim.ts';
import type { CapDecision } from './compliance/message-cap.ts';
import type { SendingTime } from './compliance/sending-time.ts';
import { type ReasonCode, reasonCodes } from './reason-code.ts';

const noOrders = { own: null, elsewhere: null, pending: null };
const allowed: ClaimFacts = {
  recoveryEnd: null,
  storeActive: true,
  campaign: 'active',
  cart: { purchased: false, empty: false, lastActivityAt: 1_000, atStage: true, overtaken: false },
  knownActivityAt: 1_000,
  orders: noOrders,
  orderUnclear: false,
  replied: false,
  abandonedAt: 2_000,
  basis: 'consent',
  address: 'usable',
  listed: null,
  channelPaused: false,
  sendingTime: { kind: 'allowed' },
  cap: { kind: 'room' },
  heldOut: false,
};
const bought = { ...allowed.cart, purchased: true };

describe('the claim of a message', () => {
  test('is granted when nothing speaks against it', () => {
    expect(decideClaim(allowed)).toBeNull();
  });

  test.each<[string, ReasonCode, Partial<ClaimFacts>]>([
    ['the cart was bought', 'purchased', { cart: bought }],
    ['an order named the cart', 'purchased', { orders: { ...noOrders, own: { arrivedAt: 3_000 } } }],
    [
      'the person bought another way',
      'purchased_elsewhere',
      { orders: { ...noOrders, elsewhere: { arrivedAt: 3_000 } } },
    ],
    ['the person had bought before', 'purchased_before', { orders: { ...noOrders, elsewhere: { arrivedAt: 1_500 } } }],
    [
      'the person’s order waits for its payment',
      'order_pending',
      { orders: { ...noOrders, pending: { arrivedAt: 1_000 } } },
    ],
    ['the recovery has ended', 'superseded', { recoveryEnd: 'superseded' }],
    ['an order that may be theirs lies as a dead letter', 'order_unclear', { orderUnclear: true }],
    ['the cart is empty', 'cart_emptied', { cart: { ...allowed.cart, empty: true } }],
    ['the store is paused', 'store_paused', { storeActive: false }],
    ['the campaign is over', 'campaign_ended', { campaign: 'archived' }],
    ['the person has answered', 'human_contact', { replied: true }],
    ['the campaign is paused', 'campaign_paused', { campaign: 'paused' }],
    ['the shopper has just come back', 'cart_active', { knownActivityAt: 999 }],
    ['the order has begun to wait for its payment', 'cart_active', { cart: { ...allowed.cart, atStage: false } }],
    ['who was browsing took something', 'has_open_cart', { cart: { ...allowed.cart, overtaken: true } }],
    ['consent is missing', 'channel_no_consent', { basis: null }],
    ['there is no address', 'channel_not_reachable', { address: 'missing' }],
    ['the address is suppressed', 'channel_suppressed', { address: 'suppressed' }],
    ['the person told a shared sender to stop', 'sender_opted_out', { listed: 'opted_out' }],
    ['the provider’s own list holds the address', 'listed_by_provider', { listed: 'listed' }],
    ['the channel is stopped', 'channel_paused', { channelPaused: true }],
    ['the rules of the person’s country forbid it', 'policy_forbids', { sendingTime: { kind: 'forbidden' } }],
    ['the cap is reached', 'frequency_cap', { cap: { kind: 'skip' } }],
    ['the person is in the holdout', 'holdout', { heldOut: true }],
  ])('is refused when %s', (_why, reason, change) => {
    expect(decideClaim({ ...allowed, ...change })).toEqual({ reason });
  });

  test('is held back only from who would have got it: what else speaks against it is the same in both arms', () => {
    const orNot = <T>(one: T, other: T) => fc.constantFrom(one, other);
    const anything = fc.record<Omit<ClaimFacts, 'heldOut'>>({
      recoveryEnd: orNot(null, 'superseded'),
      storeActive: fc.boolean(),
      campaign: fc.constantFrom('active', 'paused', 'archived', 'draft'),
      cart: orNot(allowed.cart, bought),
      knownActivityAt: orNot(999, 1_000),
      orders: orNot<ClaimFacts['orders']>(noOrders, { ...noOrders, pending: { arrivedAt: 1_000 } }),
      orderUnclear: fc.boolean(),
      replied: fc.boolean(),
      abandonedAt: fc.constant(2_000),
      basis: fc.constantFrom('consent' as const, 'soft_opt_in' as const, null),
      address: fc.constantFrom('usable', 'missing', 'suppressed'),
      listed: fc.constantFrom(null, 'listed', 'opted_out'),
      channelPaused: fc.boolean(),
      sendingTime: orNot<SendingTime>({ kind: 'allowed' }, { kind: 'quiet', until: 9 }),
      cap: orNot<CapDecision>({ kind: 'room' }, { kind: 'skip' }),
    });
    fc.assert(
      fc.property(anything, (facts) => {
        const treated = decideClaim({ ...facts, heldOut: false });
        expect(decideClaim({ ...facts, heldOut: true })).toEqual(treated ?? { reason: 'holdout' });
      }),
    );
  });

  test('waits until a cap has room where the store wants it so', () => {
    expect(decideClaim({ ...allowed, cap: { kind: 'wait', until: 9_000 } })).toEqual({
      reason: 'frequency_cap_waits',
      notBefore: 9_000,
    });
  });

  test('waits for the end of quiet hours, whatever the cap says', () => {
    const night: ClaimFacts = { ...allowed, sendingTime: { kind: 'quiet', until: 9_000 }, cap: { kind: 'skip' } };
    expect(decideClaim(night)).toEqual({ reason: 'quiet_hours', notBefore: 9_000 });
  });

  test('after a purchase is refused for the purchase, whatever else is true', () => {
    const told = fc.option(fc.record({ arrivedAt: fc.nat() }));
    const anything = fc.record<ClaimFacts>({
      recoveryEnd: fc.constantFrom(null, 'superseded', 'cart_emptied'),
      storeActive: fc.boolean(),
      campaign: fc.constantFrom('active', 'paused', 'archived', 'draft'),
      cart: fc.constant(bought),
      knownActivityAt: fc.nat(),
      orders: fc.record({ own: told, elsewhere: told, pending: told }),
      orderUnclear: fc.boolean(),
      replied: fc.boolean(),
      abandonedAt: fc.nat(),
      basis: fc.constantFrom('consent' as const, 'soft_opt_in' as const, null),
      address: fc.constantFrom('usable', 'missing', 'suppressed'),
      listed: fc.constantFrom(null, 'listed', 'opted_out'),
      channelPaused: fc.boolean(),
      sendingTime: fc.constantFrom<SendingTime>(
        { kind: 'allowed' },
        { kind: 'quiet', until: 9 },
        { kind: 'forbidden' },
      ),
      cap: fc.constantFrom<CapDecision>({ kind: 'room' }, { kind: 'skip' }, { kind: 'wait', until: 9 }),
      heldOut: fc.boolean(),
    });
    fc.assert(fc.property(anything, (facts) => decideClaim(facts)?.reason === 'purchased'));
  });
});

test.each<[ReturnType<typeof afterRefusal>, readonly ReasonCode[]]>([
  ['purchased', ['purchased', 'purchased_before', 'purchased_elsewhere']],
  [
    'stopped',
    [
      'campaign_changed',
      'campaign_ended',
      'cart_emptied',
      'exit_met',
      'has_open_cart',
      'privacy_request',
      'stopped_by_operator',
      'store_paused',
      'superseded',
    ],
  ],
  [
    'try_later',
    [
      'campaign_paused',
      'cart_active',
      'frequency_cap_waits',
      'human_contact',
      'quiet_hours',
      'sender_waits',
      'sending_stopped',
    ],
  ],
])('these refusals, and no others, mean %s for the recovery', (meaning, expected) => {
  const found = (Object.keys(reasonCodes) as ReasonCode[]).filter((reason) => afterRefusal(reason) === meaning);
  expect(found.sort()).toEqual(expected);
});
