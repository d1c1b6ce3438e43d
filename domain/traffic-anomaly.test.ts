import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anomalyRules, type FlowBaseline, judgeFlow } from './traffic-anomaly.ts';

const hourMs = 3_600_000;
const midnight = Date.UTC(2026, 10, 22);

/** A store that sends so much in each hour of the day, spread as Poisson has it unless said otherwise. */
const store = (perHour: (hour: number) => number, { days = 10, spread = 1 } = {}): FlowBaseline => ({
  days,
  hours: Array.from({ length: 24 }, (_, hour) => ({ mean: perHour(hour), variance: perHour(hour) * spread })),
});

const busyByDay = store((hour) => (hour >= 8 && hour < 22 ? 120 : 0));
const judge = (usual: FlowBaseline, lastEventAt: number, silentMs: number) =>
  judgeFlow({ usual, lastEventAt, nowMs: lastEventAt + silentMs, silentSince: null }).kind;

const anyStore = fc
  .record({
    means: fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { minLength: 24, maxLength: 24 }),
    spread: fc.double({ min: 1, max: 50, noNaN: true }),
    days: fc.integer({ min: 0, max: 14 }),
  })
  .map(({ means, spread, days }) => store((hour) => means[hour] ?? 0, { days, spread }));
const anyMoment = fc.integer({ min: midnight, max: midnight + 7 * 24 * hourMs });
const anySilence = fc.integer({ min: 0, max: 10 * 24 * hourMs });

describe('a store’s flow of events', () => {
  test('is silent when a busy hour passes without one', () => {
    expect(judge(busyByDay, midnight + 12 * hourMs, 14 * 60_000)).toBe('flowing');
    expect(judge(busyByDay, midnight + 12 * hourMs, 16 * 60_000)).toBe('silent');
  });

  test('may rest at night as it always did, and is missed in the morning', () => {
    const lastOfTheDay = midnight + 22 * hourMs;
    expect(judge(busyByDay, lastOfTheDay, 10 * hourMs)).toBe('flowing');
    expect(judge(busyByDay, lastOfTheDay, 10.5 * hourMs)).toBe('silent');
  });

  test('needs longer to be missed when it comes in bursts', () => {
    const bursts = store((hour) => (hour >= 8 && hour < 22 ? 120 : 0), { spread: 20 });
    expect(judge(bursts, midnight + 12 * hourMs, hourMs)).toBe('flowing');
    expect(judge(bursts, midnight + 12 * hourMs, 3 * hourMs)).toBe('silent');
  });

  test('of a few days or a few events is not known well enough to miss anything', () => {
    expect(judge({ ...busyByDay, days: 2 }, midnight, 5 * 24 * hourMs)).toBe('learning');
    expect(
      judge(
        store(() => 2),
        midnight,
        5 * 24 * hourMs,
      ),
    ).toBe('learning');
  });

  test('that is silent stays so while nothing comes, whatever is forgotten of its past, and ends with an event', () => {
    fc.assert(
      fc.property(anyStore, anyMoment, anySilence, (usual, last, silence) => {
        const nowMs = last + silence + 1;
        expect(judgeFlow({ usual, lastEventAt: last, nowMs, silentSince: last }).kind).toBe('silent');
        expect(judgeFlow({ usual, lastEventAt: nowMs, nowMs, silentSince: last }).kind).not.toBe('silent');
      }),
    );
  });

  test('is never silent right after an event', () => {
    fc.assert(
      fc.property(
        anyStore,
        anyMoment,
        fc.integer({ min: 0, max: anomalyRules.silenceMsMin - 1 }),
        (usual, last, ms) => {
          expect(judge(usual, last, ms)).not.toBe('silent');
        },
      ),
    );
  });

  test('expects the same of a day wherever it begins', () => {
    fc.assert(
      fc.property(anyStore, anyMoment, (usual, last) => {
        const state = judgeFlow({
          usual: { ...usual, days: 10 },
          lastEventAt: last,
          nowMs: last + 24 * hourMs,
          silentSince: null,
        });
        const perDay = usual.hours.reduce((sum, { mean }) => sum + mean, 0);
        if (state.kind !== 'learning') expect(state.expectedEvents).toBeCloseTo(perDay, 3);
      }),
    );
  });

  test('of Poisson stores is called silent by mistake in hardly any hour', () => {
    // Gaps between events of a Poisson process are exponential: the longest of a year, at 20 events an hour.
    const random = seeded(7);
    const usual = store(() => 20);
    let at = midnight;
    let alarms = 0;
    for (let event = 0; event < 20 * 24 * 365; event++) {
      const gapMs = (-Math.log(1 - random()) * hourMs) / 20;
      if (judge(usual, at, gapMs) === 'silent') alarms += 1;
      at += gapMs;
    }
    expect(alarms).toBeLessThanOrEqual(1);
  });
});

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
