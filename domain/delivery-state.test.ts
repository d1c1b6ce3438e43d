import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Delivery, type DeliveryState, deliveryStates, nothingReported, withReport } from './delivery-state.ts';

interface Report {
  readonly kind: DeliveryState;
  readonly atMs: number;
}

const told = (reports: readonly Report[], from: Delivery = nothingReported): Delivery =>
  reports.reduce(withReport, from);

const report = fc.record({ kind: fc.constantFrom(...deliveryStates), atMs: fc.integer({ min: 0, max: 1_000 }) });
const reports = fc.array(report, { maxLength: 8 });
const shuffled = reports.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
);

describe('what is known of a delivery', () => {
  test('does not depend on the order in which reports arrive (field 29)', () => {
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(told(other)).toEqual(told(all));
      }),
    );
  });

  test('stays the same when a report arrives again', () => {
    fc.assert(
      fc.property(reports, (all) => {
        expect(told([...all, ...all])).toEqual(told(all));
      }),
    );
  });

  test('is never lowered by a further report', () => {
    fc.assert(
      fc.property(reports, report, (all, further) => {
        const [before, after] = [told(all), told([...all, further])];
        const rank = (state: DeliveryState | null) => (state === null ? -1 : deliveryStates.indexOf(state));
        expect(rank(after.state)).toBeGreaterThanOrEqual(rank(before.state));
      }),
    );
  });

  test('keeps the earliest time of every kind', () => {
    expect(
      told([
        { kind: 'opened', atMs: 30 },
        { kind: 'delivered', atMs: 10 },
        { kind: 'opened', atMs: 20 },
      ]),
    ).toEqual({ state: 'opened', times: { delivered: 10, opened: 20 } });
  });

  test.each(['failed', 'refused', 'bounced', 'unsubscribed', 'complained'] as const)(
    'ends with %s, whatever was delivered, opened or clicked before or after',
    (end) => {
      for (const kind of ['delivered', 'opened', 'clicked'] as const) {
        expect(
          told([
            { kind: end, atMs: 1 },
            { kind, atMs: 2 },
          ]).state,
        ).toBe(end);
        expect(
          told([
            { kind, atMs: 1 },
            { kind: end, atMs: 2 },
          ]).state,
        ).toBe(end);
      }
    },
  );
});
