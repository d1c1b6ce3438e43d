import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs } from '../duration.ts';
import { lateLinesOf, linesOf, totalOf } from './invoice.ts';
import { type MeterName, meterNames, meters, quantityOf, slotOf, type UsageRow } from './meter.ts';
import { hasHardLimit, planIn, planNames, planOf, saidPlanIn } from './plan.ts';
import {
  amountOf,
  type MeterPrice,
  type PriceTier,
  type PriceVersion,
  priceProblems,
  priceVersionOf,
} from './price.ts';
import { isTakenOverQuota, quotaState, startsNoRecovery, usedUp } from './quota.ts';
import { usageEventOf } from './usage-event.ts';
import { forecastOf, periodKeyAt, periodStartMs, usagePeriod } from './usage-period.ts';

const zones = ['UTC', 'Europe/Vienna', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'];
const november = Date.parse('2026-11-01T00:00:00Z');

const anyRow = fc.record({
  meter: fc.constantFrom(...meterNames),
  slotMs: fc.integer({ min: 0, max: 120 * 96 }).map((slots) => slotOf(november - 60 * dayMs) + slots * 15 * 60_000),
  channel: fc.constantFrom('', 'email', 'sms', 'push'),
  country: fc.constantFrom('', 'AT', 'DE'),
  quantity: fc.integer({ min: 0, max: 1_000_000 }),
});
const anyTiers = fc
  .array(
    fc.record({
      size: fc.integer({ min: 1, max: 100_000 }),
      minor: fc.nat(10_000),
      per: fc.integer({ min: 1, max: 10_000 }),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((tiers): readonly PriceTier[] => {
    let upTo = 0;
    return tiers.map(({ size, minor, per }, index) => {
      upTo += size;
      return { upTo: index === tiers.length - 1 ? null : upTo, minor, per };
    });
  });
const anyPrice = fc.record({
  meter: fc.constantFrom(...meterNames),
  channel: fc.constantFrom(null, 'email', 'sms'),
  country: fc.constantFrom(null, 'AT'),
  tiers: anyTiers,
});
const anyVersion = fc
  .uniqueArray(anyPrice, { selector: ({ meter, channel, country }) => `${meter}/${channel}/${country}`, maxLength: 12 })
  .map((prices): PriceVersion => ({ version: 1, validFrom: '2026-01', currency: 'EUR', prices }));

const ofMeter = (meter: MeterName, rows: readonly UsageRow[]) => rows.filter((row) => row.meter === meter);

describe('usage', () => {
  test('of the days of a month is that of the month, in every zone and for every meter', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom(...zones), (rows, zone) => {
        const { fromMs, toMs, days } = usagePeriod('2026-11', zone);
        for (const meter of meterNames) {
          const inMonth = ofMeter(meter, rows).filter(({ slotMs }) => slotMs >= fromMs && slotMs < toMs);
          const byDay = days.map(({ startMs }, index) => {
            const endMs = days[index + 1]?.startMs ?? toMs;
            const inDay = inMonth.filter(({ slotMs }) => slotMs >= startMs && slotMs < endMs);
            return { quantity: quantityOf(meter, inDay) };
          });
          expect(quantityOf(meter, byDay)).toBe(quantityOf(meter, inMonth));
        }
      }),
    );
  });

  test('of a slot is in one month only: months begin with a slot in every zone', () => {
    for (const zone of zones)
      for (const key of ['2026-03', '2026-04', '2026-10', '2026-11']) {
        const { fromMs, toMs } = usagePeriod(key, zone);
        expect([slotOf(fromMs), slotOf(toMs)]).toEqual([fromMs, toMs]);
        expect(periodKeyAt(fromMs, zone)).toBe(key);
        expect(periodKeyAt(toMs - 1, zone)).toBe(key);
        expect(periodStartMs(toMs - 1, zone)).toBe(fromMs);
      }
  });

  test('is told as an event with one id for one row', () => {
    const row: UsageRow = { meter: 'messages', slotMs: november, channel: 'sms', country: 'AT', quantity: 3 };
    expect(usageEventOf(row, 's-1')).toMatchObject({
      ...{ specversion: '1.0', id: 's-1/messages/1793491200/sms/AT', source: '/stores/s-1', subject: 'messages' },
      data: { quantity: 3, unit: 'message', channel: 'sms', country: 'AT' },
    });
    expect(usageEventOf({ ...row, quantity: 4 }, 's-1').id).toBe(usageEventOf(row, 's-1').id);
  });
});

describe('an invoice', () => {
  test('is the same whatever the order of its rows, and never negative (operations T21)', () => {
    fc.assert(
      fc.property(fc.array(anyRow), anyVersion, fc.infiniteStream(fc.nat()), (rows, version, order) => {
        const lines = linesOf(rows, version);
        const shuffled = rows.map((row) => ({ row, at: order.next().value ?? 0 })).toSorted((a, b) => a.at - b.at);
        expect(
          linesOf(
            shuffled.map(({ row }) => row),
            { ...version, prices: version.prices.toReversed() },
          ),
        ).toEqual(lines);
        for (const { quantity, amountMinor } of lines) {
          expect(quantity).toBeGreaterThan(0);
          expect(amountMinor).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(amountMinor)).toBe(true);
        }
        expect(totalOf(lines)).toBe(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
      }),
    );
  });

  test('has every unit in one line', () => {
    fc.assert(
      fc.property(fc.array(anyRow), anyVersion, (rows, version) => {
        const lines = linesOf(rows, version);
        for (const meter of meterNames) {
          if (meters[meter].over === 'peak') continue;
          const billed = lines.filter((line) => line.meter === meter).reduce((sum, { quantity }) => sum + quantity, 0);
          expect(billed).toBe(quantityOf(meter, ofMeter(meter, rows)));
        }
      }),
    );
  });

  test('bills a row by the price that names most of it', () => {
    const price = (channel: string | null, country: string | null, minor: number): MeterPrice => ({
      ...{ meter: 'messages', channel, country, tiers: [{ upTo: null, minor, per: 1 }] },
    });
    const prices = [price(null, null, 1), price(null, 'AT', 2), price('sms', null, 3), price('sms', 'AT', 4)];
    const row = (channel: string, country: string): UsageRow => ({
      ...{ meter: 'messages', slotMs: november, channel, country, quantity: 1 },
    });
    const rows = [row('sms', 'AT'), row('sms', 'DE'), row('email', 'AT'), row('email', '')];
    const lines = linesOf(rows, { version: 7, validFrom: '2026-01', currency: 'EUR', prices });
    expect(lines.map(({ channel, country, amountMinor }) => [channel, country, amountMinor])).toEqual([
      ['sms', 'AT', 4],
      ['sms', null, 3],
      [null, 'AT', 2],
      [null, null, 1],
    ]);
  });

  test('without prices says what was used and costs nothing', () => {
    const row: UsageRow = { meter: 'events', slotMs: november, channel: '', country: '', quantity: 5 };
    expect(linesOf([row], null)).toMatchObject([{ priceVersion: null, quantity: 5, amountMinor: 0 }]);
  });

  test('of late usage has as many units and costs as much as was missing, by the prices of its month (operations T21)', () => {
    fc.assert(
      fc.property(fc.array(anyRow), fc.array(anyRow), anyVersion, (early, late, version) => {
        const rows = [...early, ...late].filter(({ meter }) => meters[meter].over === 'sum');
        const billed = early.filter(({ meter }) => meters[meter].over === 'sum');
        const more = lateLinesOf({ billed, now: rows, origin: '2026-11' }, version);
        const units = (lines: readonly { readonly quantity: number }[]) =>
          lines.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(units(linesOf(billed, version)) + units(more)).toBe(units(linesOf(rows, version)));
        expect(totalOf(linesOf(billed, version)) + totalOf(more)).toBe(totalOf(linesOf(rows, version)));
        expect(lateLinesOf({ billed: rows, now: rows, origin: '2026-11' }, version)).toEqual([]);
      }),
    );
  });
});

describe('prices', () => {
  test.for([
    [0, 0],
    [1, 1],
    [9, 5],
    [1_000, 500],
    [1_001, 500],
    [1_005, 501],
    [1_006, 501],
  ])(
    '%i units at 50 for 100 up to 1,000 and 10 for 100 from there cost %i: half a minor unit is rounded up',
    ([units = 0, cost]) => {
      const tiers = [
        { upTo: 1_000, minor: 50, per: 100 },
        { upTo: null, minor: 10, per: 100 },
      ];
      expect(amountOf(units, tiers)).toBe(cost);
    },
  );

  test('never fall when more is used', () => {
    fc.assert(
      fc.property(anyTiers, fc.nat(1_000_000), fc.nat(1_000), (tiers, used, more) => {
        expect(amountOf(used + more, tiers)).toBeGreaterThanOrEqual(amountOf(used, tiers));
      }),
    );
  });

  test('of a month are the newest of those that hold from the latest month not after it', () => {
    const version = (number: number, validFrom: string): PriceVersion => ({
      ...{ version: number, validFrom, currency: 'EUR', prices: [] },
    });
    const versions = [version(1, '2026-01'), version(2, '2026-10'), version(3, '2026-10'), version(4, '2027-01')];
    expect(priceVersionOf(versions, '2025-12')).toBeNull();
    expect(priceVersionOf(versions, '2026-09')?.version).toBe(1);
    expect(priceVersionOf(versions, '2026-11')?.version).toBe(3);
  });

  test('that name a part twice, or tiers that do not rise to an open end, are wrong', () => {
    const open = { meter: 'events', channel: null, country: null, tiers: [{ upTo: null, minor: 1, per: 1 }] } as const;
    const tiers = (...bounds: (number | null)[]) => bounds.map((upTo) => ({ upTo, minor: 1, per: 1 }));
    expect(priceProblems([open])).toEqual([]);
    expect(priceProblems([open, open])).toMatchObject([{ path: 'prices.1' }]);
    expect(priceProblems([{ ...open, tiers: tiers(10, 5, null) }])).toMatchObject([{ path: 'prices.0.tiers' }]);
    expect(priceProblems([{ ...open, tiers: tiers(10) }])).toMatchObject([{ path: 'prices.0.tiers' }]);
    expect(priceProblems([{ ...open, tiers: tiers(10, 20, null) }])).toEqual([]);
  });
});

describe('a quota', () => {
  test('is near from exactly 80 of 100 on, and over once all is used', () => {
    const limit = { included: 1_000, hard: true };
    expect([799, 800, 999, 1_000, 1_001].map((used) => quotaState(used, limit))).toEqual([
      ...['under', 'near', 'near', 'over', 'over'],
    ]);
    expect(quotaState(1e12, undefined)).toBe('under');
    expect(quotaState(0, { included: 0, hard: true })).toBe('over');
  });

  test('that is used up and hard refuses; one that is open is only told', () => {
    const plan = planOf('custom', { messages: { included: 5, hard: true }, events: { included: 5, hard: false } });
    expect(usedUp(plan, { messages: 5, events: 50 })).toEqual(['messages']);
    expect(usedUp(plan, { messages: 4, events: 50 })).toEqual([]);
    expect(startsNoRecovery(['messages'])).toBe(true);
    expect(startsNoRecovery(['seats'])).toBe(false);
  });

  test('refuses no purchase, no consent, and nothing of a cart that is being won back', () => {
    const isInRecovery = (cartId: string) => cartId === 'c-1';
    for (const type of ['order_placed', 'order_paid', 'order_refunded', 'consent_updated', 'customer_identified'])
      expect(isTakenOverQuota({ type, cartId: 'c-2' }, isInRecovery)).toBe(true);
    expect(isTakenOverQuota({ type: 'cart_updated', cartId: 'c-1' }, isInRecovery)).toBe(true);
    expect(isTakenOverQuota({ type: 'cart_updated', cartId: 'c-2' }, isInRecovery)).toBe(false);
    expect(isTakenOverQuota({ type: 'product_viewed' }, isInRecovery)).toBe(false);
  });

  test('is none where nobody gave a plan, and only the limits of a plan of its own can be chosen', () => {
    expect(planNames.filter((name) => hasHardLimit(planOf(name)))).toEqual(['free']);
    expect(planOf('unlimited', { events: { included: 1, hard: true } }).limits).toEqual({});
  });
});

test('a forecast goes on as so far, and is not made of the first hours of a month', () => {
  const range = { fromMs: 0, toMs: 30 * dayMs };
  expect(forecastOf(10, range, dayMs / 4)).toBeNull();
  expect(forecastOf(100, range, 10 * dayMs)).toBe(300);
  expect(forecastOf(100, range, 40 * dayMs)).toBe(100);
});

describe('a plan', () => {
  const months = Array.from(
    { length: 24 },
    (_, index) => `20${26 + Math.floor(index / 12)}-${`${(index % 12) + 1}`.padStart(2, '0')}`,
  );
  const anyMonth = fc.constantFrom(...months);
  const anyPlan = fc.constantFrom(...planNames).map((name) => planOf(name, { seats: { included: 2, hard: false } }));
  const anySaid = fc.record({
    plan: anyPlan,
    next: fc.option(fc.tuple(anyPlan, anyMonth).map(([plan, from]) => ({ ...plan, from }))),
  });

  test('that follows holds from its month on and not before, and what holds does not depend on when it is settled', () => {
    fc.assert(
      fc.property(anySaid, anyMonth, anyMonth, (said, one, other) => {
        const [early, late] = [one, other].toSorted() as [string, string];
        expect(planIn(said, late)).toEqual(
          said.next && said.next.from <= late ? planOf(said.next.name, said.next.limits) : said.plan,
        );
        expect(planIn(saidPlanIn(said, early), late)).toEqual(planIn(said, late));
        expect(saidPlanIn(said, late).next?.from ?? 'none').not.toBe(late);
      }),
    );
  });

  test('that somebody made has the limits that it was made with', () => {
    const limits = { messages: { included: 7, hard: true } };
    expect(planOf('starter', limits)).toEqual({ name: 'starter', limits });
    // No name of what every object has is taken for a plan of the engine.
    expect(planOf('constructor', limits).limits).toEqual(limits);
  });
});
