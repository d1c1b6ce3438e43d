import { describe, expect, test } from 'vitest';
import type { ExpectedCart } from '../../test/fold-oracle.ts';
import { chooseTiming } from './choose-timing.ts';
import { compareCarts, type ReadCart } from './compare-carts.ts';
import { readOptions } from './options.ts';
import { pace } from './pace.ts';
import { percentilesOf } from './percentiles.ts';
import { waitForRecoveries } from './wait-for-recoveries.ts';

async function* read(...carts: ReadCart[]) {
  yield* carts;
}
const all = () => true;

describe('the comparison of carts', () => {
  const expected: ReadonlyMap<string, ExpectedCart> = new Map([
    [
      'c1',
      {
        lines: new Map([
          ['a', 2],
          ['b', 1],
        ]),
        valueMinor: 500,
        status: 'open',
      },
    ],
  ]);
  const cart: ReadCart = {
    externalId: 'c1',
    status: 'open',
    lines: [
      { productId: 'b', quantity: 1 },
      { productId: 'a', quantity: 2 },
    ],
    valueMinor: 500,
  };

  test('does not care for the order of lines', async () => {
    expect(await compareCarts(expected, read(cart), all)).toEqual({ equal: 1, either: 0, differences: [] });
  });

  test.each([
    ['contents', { ...cart, lines: [{ productId: 'a', quantity: 2 }] }],
    ['value', { ...cart, valueMinor: 499 }],
    ['status', { ...cart, status: 'purchased' as const }],
  ])('tells a difference in %s', async (what, wrong) => {
    expect(await compareCarts(expected, read(wrong), all)).toMatchObject({
      equal: 0,
      differences: [{ cart: 'c1', what }],
    });
  });

  test('takes a cart as equal that is as it would be the other way, and counts it', async () => {
    const bought = { ...cart, status: 'purchased' as const };
    const otherwise = new Map([...expected].map(([name, one]) => [name, { ...one, status: 'purchased' as const }]));
    expect(await compareCarts(expected, read(bought), all, otherwise)).toEqual({
      equal: 1,
      either: 1,
      differences: [],
    });
    expect(await compareCarts(expected, read({ ...bought, valueMinor: 1 }), all, otherwise)).toMatchObject({
      equal: 0,
    });
  });

  test('tells carts that are missing and carts that nobody expected, but not those of others', async () => {
    expect((await compareCarts(expected, read(), all)).differences).toMatchObject([{ cart: 'c1', what: 'missing' }]);
    const stranger = { ...cart, externalId: 'x' };
    expect((await compareCarts(expected, read(cart, stranger), all)).differences).toMatchObject([
      { cart: 'x', what: 'unexpected' },
    ]);
    expect((await compareCarts(expected, read(cart, stranger), (id) => id === 'c1')).differences).toEqual([]);
  });
});

describe('the timing of a replay', () => {
  const hourMs = 3_600_000;

  test('keeps the proportions of the trace, from now on', () => {
    const { wallMsOf } = chooseTiming({ spanMs: 10 * hourMs, scale: 60, asap: false, nowMs: 1_000_000 });
    expect(wallMsOf(hourMs) - wallMsOf(0)).toBe(60_000);
    expect(wallMsOf(0)).toBeGreaterThanOrEqual(1_000_000);
  });

  test('as soon as possible dates no event ahead', () => {
    const { wallMsOf } = chooseTiming({ spanMs: 10 * hourMs, scale: 60, asap: true, nowMs: 1_000_000_000 });
    expect(wallMsOf(10 * hourMs)).toBeLessThanOrEqual(1_000_000_000);
  });
});

test('a batch leaves when it is full, or when its next event is not due yet', async () => {
  const scheduledSends = [0, 0, 0, 60].map((leavesMs, index) => ({
    leavesMs,
    traceMs: leavesMs,
    again: false,
    event: { id: String(index) } as never,
  }));
  const startMs = Date.now();
  const sizes: number[] = [];
  async function* source() {
    yield* scheduledSends;
  }
  for await (const batch of pace(source(), { dueMsOf: ({ leavesMs }) => startMs + leavesMs, batchEventsMax: 2 }))
    sizes.push(batch.length);
  expect(sizes).toEqual([2, 1, 1]);
});

test('percentiles are of the nearest rank, and nothing without samples', () => {
  expect(percentilesOf(Array.from({ length: 100 }, (_, index) => 100 - index))).toMatchObject({
    p50Ms: 50,
    p95Ms: 95,
    p99Ms: 99,
    maxMs: 100,
  });
  expect(percentilesOf([]).p50Ms).toBeNull();
});

describe('the options of a replay', () => {
  test('are understood with units', () => {
    expect(readOptions(['a.csv', '--shuffle-within', '60s', '--resend', '0.1', '--scale', '600'])).toMatchObject({
      files: ['a.csv'],
      shuffleWithinMs: 60_000,
      resendShare: 0.1,
      scale: 600,
      target: null,
    });
  });

  test.each([
    [[]],
    [['a.csv', '--resend', '2']],
    [['a.csv', '--shuffle-within', '60']],
    [['a.csv', '--url', 'http://localhost']],
    [['a.csv', '--run', 'No Good']],
  ])('%j is refused with a sentence', (args) => {
    expect(() => readOptions(args)).toThrow(/\.$/);
  });
});

describe('waiting for the recoveries', () => {
  async function* each<T>(...items: T[]) {
    yield* items;
  }
  const cart = (id: string, abandonAt: string | null) => ({
    id,
    externalId: `${id}-of-shop`,
    status: 'open' as const,
    valueMinor: null,
    abandonAt,
    abandonedAt: null,
  });

  test('looks at the carts of the replay only: a store in use has others, which never rest', async () => {
    const reader = {
      carts: () => each(cart('mine', null), cart('other', '2026-01-01T00:00:00Z')),
      recoveries: () => each({ id: 'r', cartId: 'other', outcome: null, reason: null, endedAt: null }),
    };
    const isOurs = (externalId: string) => externalId.startsWith('mine');
    expect(await waitForRecoveries(reader, { waitMsMax: 60_000, isOurs, onLook: () => undefined })).toBe(true);
  });

  test('takes as long as a campaign does on the clock of the store', () => {
    const waitMs = (scale: number) => chooseTiming({ spanMs: 0, scale, asap: false, nowMs: 0 }).waitMs;
    expect(waitMs(1)).toBeGreaterThan(3 * 86_400_000);
    expect(waitMs(100_000)).toBe(600_000);
  });
});
