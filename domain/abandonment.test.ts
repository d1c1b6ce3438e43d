import { describe, expect, test } from 'vitest';
import { type AbandonmentFacts, decideAbandonment } from './abandonment.ts';
import { hourMs } from './duration.ts';

const now = Date.UTC(2026, 5, 1, 12);

const noOrders = { own: null, elsewhere: null, pending: null };
const bought = (arrivedAt: number) => ({ ...noOrders, elsewhere: { arrivedAt } });

/** An idle cart of a reachable customer: the one case that starts. */
const winnable: AbandonmentFacts = {
  nowMs: now,
  cart: { purchased: false, empty: false, lastActivityAt: now - hourMs, inRecovery: false, browsing: false },
  hasOpenCart: false,
  quarantined: false,
  storeActive: true,
  quotaExceeded: false,
  campaign: { activatedAt: 0, channels: ['email', 'sms'] },
  reach: { addressed: ['email'], consented: ['email'], usable: ['email'] },
  orders: noOrders,
  otherRecovery: null,
  lastRecoveryEndedAt: null,
  coolDownMs: 24 * hourMs,
};

function decide(change: Partial<Omit<AbandonmentFacts, 'cart'>> & { cart?: Partial<AbandonmentFacts['cart']> }) {
  return decideAbandonment({ ...winnable, ...change, cart: { ...winnable.cart, ...change.cart } });
}

describe('an idle cart', () => {
  test('of a reachable customer starts a recovery', () => {
    expect(decide({})).toEqual({ kind: 'start' });
  });

  test.each([
    ['is paused', 'store_paused', { storeActive: false }],
    ['keeps the cart in quarantine', 'bot_suspected', { quarantined: true }],
    ['has no active campaign', 'no_active_campaign', { campaign: null }],
    ['has used up its plan', 'quota_exceeded', { quotaExceeded: true }],
    [
      'has used up its plan while an older cart is being won back',
      'quota_exceeded',
      { quotaExceeded: true, otherRecovery: { lastActivityAt: now - 2 * hourMs } },
    ],
    [
      'activated its campaign after the last touch',
      'before_activation',
      { campaign: { activatedAt: now - hourMs, channels: ['email'] as const } },
    ],
    ['was told of an order since the last touch', 'purchased_before', { orders: bought(now - 1) }],
    ['was told of an order at the moment of the last touch', 'purchased_before', { orders: bought(now - hourMs) }],
    [
      'waits for the payment of an order since the last touch',
      'order_pending',
      { orders: { ...noOrders, pending: { arrivedAt: now - 1 } } },
    ],
    ['knows nobody behind the cart', 'anonymous', { reach: { addressed: [], consented: [], usable: [] } }],
    [
      'has an address on no channel of the campaign',
      'no_reachable_channel',
      { reach: { addressed: ['push'] as const, consented: ['push'] as const, usable: ['push'] as const } },
    ],
    ['has no consent', 'no_consent', { reach: { addressed: ['email'] as const, consented: [], usable: [] } }],
    [
      'has suppressed every address',
      'suppressed',
      { reach: { addressed: ['email'] as const, consented: ['email'] as const, usable: [] } },
    ],
    [
      'is winning back a newer cart of the person',
      'active_recovery',
      { otherRecovery: { lastActivityAt: now - hourMs / 2 } },
    ],
    [
      'sees a cart in the hands of somebody who had only been browsing',
      'has_open_cart',
      { cart: { browsing: true }, hasOpenCart: true },
    ],
    ['wrote to the person too recently', 'cool_down', { lastRecoveryEndedAt: now - 23 * hourMs }],
  ])('starts nothing when the store %s', (_why, reason, change) => {
    expect(decide(change)).toEqual({ kind: 'not_started', reason });
  });

  test('takes over from an older cart of the same customer', () => {
    expect(decide({ otherRecovery: { lastActivityAt: now - 2 * hourMs } })).toEqual({ kind: 'supersede' });
  });

  test('starts again when the cool-down is over, to the millisecond', () => {
    expect(decide({ lastRecoveryEndedAt: now - 24 * hourMs })).toEqual({ kind: 'start' });
  });

  test('starts although the customer bought before touching it', () => {
    expect(decide({ orders: bought(now - hourMs - 1) })).toEqual({ kind: 'start' });
  });

  test.each([
    ['bought', { purchased: true }],
    ['emptied', { empty: true }],
    ['already being won back', { inRecovery: true }],
  ])('that is %s needs no decision', (_why, cart) => {
    expect(decide({ cart })).toEqual({ kind: 'ignore' });
  });
});
