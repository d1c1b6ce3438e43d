import { describe, expect, test } from 'vitest';
import { eventSchema } from '../../events/event.ts';
import { foldEvents } from '../../test/fold-oracle.ts';
import { actEvents, type Visit } from './act-events.ts';
import { planHastyVisit, planVisit } from './plan-visit.ts';
import { createSeededRandom } from './seeded-random.ts';
import { inventShopper } from './shopper.ts';

const visits = 3_000;
const random = createSeededRandom(7);
let ids = 0;

function walk(number: number) {
  const visit: Visit = {
    shopper: inventShopper(random, 'k3', number),
    cartId: `cart-${number}`,
    introduced: false,
    lines: new Map(),
  };
  let at = Date.UTC(2026, 0, 1);
  const events = planVisit(random).flatMap((act) => {
    at += act.afterMs;
    return actEvents(visit, act, {
      newId: () => `e${++ids}`,
      occurredAt: new Date(at).toISOString(),
      demoUrl: 'http://localhost:3000/demo',
    });
  });
  return { visit, events };
}
const walked = Array.from({ length: visits }, (_, number) => walk(number));

describe('simulated shoppers', () => {
  test('leave about seven of ten carts behind', () => {
    const carts = [...foldEvents(walked.flatMap(({ events }) => events)).values()];
    const abandoned = carts.filter(({ lines, status }) => status === 'open' && lines.size > 0).length / carts.length;
    expect(carts.length).toBeGreaterThan(visits * 0.75);
    expect(abandoned).toBeGreaterThan(0.66);
    expect(abandoned).toBeLessThan(0.74);
  });

  test('send only what the endpoint takes', () => {
    expect(walked.flatMap(({ events }) => events).filter((event) => !eventSchema.safeParse(event).success)).toEqual([]);
  });

  test('are known, anonymous or unwilling in believable numbers', () => {
    const known = walked.flatMap(({ visit }) => visit.shopper.known ?? []);
    const granting =
      known.filter(({ consents }) => consents.some(({ status }) => status === 'granted')).length / known.length;
    expect(known.length / visits).toBeCloseTo(0.75, 1);
    expect(granting).toBeGreaterThan(0.7);
    expect(granting).toBeLessThan(0.9);
  });

  test('have addresses of their own', () => {
    for (const field of ['email', 'phone', 'pushToken', 'customerId'] as const) {
      const values = walked.flatMap(({ visit }) => visit.shopper.known?.who[field] ?? []);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('the first one leaves a checkout within half a minute of the shop, reachable on every channel', () => {
    const acts = planHastyVisit(random);
    expect(acts.at(-1)?.kind).toBe('checkout');
    expect(acts.reduce((sum, { afterMs }) => sum + afterMs, 0)).toBeLessThanOrEqual(30_000);
    expect(inventShopper(random, 'k3', 1, { eager: true }).known?.consents).toHaveLength(3);
  });
});

test('the same seed gives the same shoppers', () => {
  const plans = [createSeededRandom(3), createSeededRandom(3)].map((source) => [
    planVisit(source),
    inventShopper(source, 'a', 1),
  ]);
  expect(plans[0]).toEqual(plans[1]);
});
