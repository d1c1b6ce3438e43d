import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposeRepair, repairOf } from '../services/ingest/repairs/propose-repair.ts';
import { fingerprintOf } from '../services/shared/dead-letter-fingerprint.ts';
import { amountUnitOf } from './amount-unit.ts';
import type { JsonValue } from './json-value.ts';

const receivedAt = Date.UTC(2026, 8, 4, 9, 30);
const failure = { source: 'api', path: 'occurredAt', cause: 'invalid' };

/** A cart whose moment is written in a way of its own, with these amounts. */
const cart = (amounts: readonly (number | string)[], change: object = {}) => ({
  id: 'e-1',
  type: 'cart_updated',
  occurredAt: receivedAt / 1_000 - 60,
  who: { anonymousId: 'visitor-of-units' },
  cartId: 'c-1',
  currency: 'EUR',
  lines: amounts.map((unitPriceMinor, index) => ({ productId: `p-${index}`, quantity: 1, unitPriceMinor })),
  ...change,
});
const propose = (item: unknown) => proposeRepair(item as JsonValue, { receivedAt, matcher: null });

describe('amounts of one dead letter', () => {
  test.for([
    [[25.5, 12.25], 'decimal'],
    [['25.50', '12.00'], 'decimal'],
    [[2_550, 1_225], 'whole'],
    [[25.5, 25], 'mixed'],
    [['25.50', '25'], 'mixed'],
    [[0, 25.5], 'decimal'],
    [[0], 'none'],
    [[], 'none'],
  ] as const)('%j are %s', ([amounts, unit]) => {
    expect(amountUnitOf(cart(amounts))).toBe(unit);
  });

  test('are found under the names that shops have for them, and counts and numbers of goods are none', () => {
    expect(amountUnitOf({ Items: [{ item_price: 9.5, qty: 3, sku: 4_711 }], Grand_Total: '9,50' })).toBe('decimal');
  });
});

const cents = fc.integer({ min: 1, max: 1_000_000 });
/** As a program writes that leaves out `.00`. */
const euros = cents.map((minor) => minor / 100);
const asNumberOrText = (amounts: readonly number[], asText: boolean) =>
  amounts.map((amount) => (asText ? String(amount) : amount));

describe('a repair', () => {
  test('never reads some amounts of a dead letter as whole units and others as minor ones', () => {
    fc.assert(
      fc.property(fc.array(euros, { minLength: 1, maxLength: 6 }), fc.boolean(), (amounts, asText) => {
        const found = propose(cart(asNumberOrText(amounts, asText)));
        if (found.kind !== 'repair') return;
        const lines = found.event['lines'] as readonly { readonly unitPriceMinor: number }[];
        const factors = lines.map(({ unitPriceMinor }, index) => Math.round(unitPriceMinor / (amounts[index] ?? 1)));
        expect(new Set(factors).size).toBe(1);
      }),
    );
  });

  test('of a dead letter is not the repair of another one whose amounts are written in another unit', () => {
    fc.assert(
      fc.property(
        fc.array(euros, { minLength: 1, maxLength: 4 }),
        fc.array(cents, { minLength: 1, maxLength: 4 }),
        (some, others) => {
          const [one, other] = [cart(some.map((euro) => euro.toFixed(2))), cart(others.map(String))];
          const found = propose(one);
          if (found.kind !== 'repair') throw new Error('no repair of amounts with their decimals');
          expect(repairOf(other as unknown as JsonValue, found.steps, receivedAt)).toBeNull();
          expect(fingerprintOf(other, failure)).not.toBe(fingerprintOf(one, failure));
        },
      ),
    );
  });

  test('never takes a session for a person', () => {
    const { who: _, ...nobody } = cart([]);
    const names = ['sessionId', 'session_id', 'SESSION', 'PHPSESSID', 'sid', 'checkout_session_key'];
    const greedy = {
      version: 'greedy',
      match: ({ sources }: { readonly sources: readonly never[] }) =>
        sources[0] ? { source: sources[0], confidence: 1 } : null,
    };
    for (const held of [...names.map((name) => ({ [name]: 's-81' })), { session: { id: 's-81' } }])
      for (const matcher of [null, greedy]) {
        const item = { id: 'e-1', type: 'cart_updated', ...held } as unknown as JsonValue;
        const full = { ...nobody, occurredAt: new Date(receivedAt).toISOString(), ...held } as unknown as JsonValue;
        expect(proposeRepair(full, { receivedAt, matcher: matcher as never }).kind).toBe('none');
        expect(proposeRepair(item, { receivedAt, matcher: null }).kind).toBe('none');
      }
  });
});
