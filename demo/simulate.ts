import { setTimeout as delay } from 'node:timers/promises';
import { minuteMs } from '../domain/duration.ts';
import { actEvents, type Visit } from '../tools/traffic/act-events.ts';
import type { ApiClient } from '../tools/traffic/api-client.ts';
import { type Act, planHastyVisit, planVisit } from '../tools/traffic/plan-visit.ts';
import type { SeededRandom } from '../tools/traffic/seeded-random.ts';
import { sendEvents } from '../tools/traffic/send-events.ts';
import { inventShopper, type Shopper } from '../tools/traffic/shopper.ts';

export interface SimulationOptions {
  /** With a key that may send events. */
  readonly client: ApiClient;
  readonly random: SeededRandom;
  /** Base 36; keeps ids of different starts apart. */
  readonly run: string;
  readonly timeScale: number;
  readonly shoppersPerMinute: number;
  readonly demoUrl: string;
  readonly onFailure: (error: unknown) => void;
}

export interface Simulation {
  /** A shopper comes back to her cart and buys what is in it. */
  comeBack(cartId: string): void;
  /** Acknowledged since the start. */
  readonly events: number;
  stop(): Promise<void>;
}

/** Shoppers in the shop at the same time; more wait outside. */
const visitsMax = 60;
/** Shoppers remembered, for those who come again. */
const regularsMax = 200;
const hastyShoppers = 3;
const comesAgainShare = 0.15;
/** Of those who left a cart: come back by themselves within the hour, many of them before the first message. */
const returnsUnaskedShare = 0.1;
const giveUpAfterMs = 30_000;

/** Keeps sending shoppers into the demo shop until it is stopped; a few of them leave their carts at once. */
export function startSimulation(options: SimulationOptions): Simulation {
  const { client, random, run, timeScale, shoppersPerMinute, demoUrl, onFailure } = options;
  const closing = new AbortController();
  const visits = new Set<Promise<void>>();
  const regulars: Shopper[] = [];
  const leftVisits = new Map<string, Visit>();
  let shoppers = 0;
  let ids = 0;
  let events = 0;

  async function walk(visit: Visit, acts: readonly Act[], mayReturn: boolean): Promise<void> {
    for (const act of acts) {
      await delay(act.afterMs / timeScale, undefined, { signal: closing.signal });
      const sent = actEvents(visit, act, {
        newId: () => `${run}-${++ids}`,
        occurredAt: new Date().toISOString(),
        demoUrl,
      });
      if (sent.length > 0) await sendEvents(client, sent, { giveUpAfterMs, signal: closing.signal });
      events += sent.length;
    }
    if (visit.lines.size === 0) return;
    remember(leftVisits, visit);
    if (!mayReturn || !random.chance(returnsUnaskedShare)) return;
    await delay((random.between(3, 55) * minuteMs) / timeScale, undefined, { signal: closing.signal });
    comeBack(visit.cartId);
  }

  function comeBack(cartId: string): void {
    const visit = leftVisits.get(cartId);
    if (!visit || !leftVisits.delete(cartId)) return;
    const afterMs = random.between(30, 120) * 1_000;
    admit(visit, [
      { kind: 'checkout', afterMs },
      { kind: 'buy', afterMs },
    ]);
  }

  function admit(visit: Visit, acts: readonly Act[], mayReturn = true): void {
    if (visits.size >= visitsMax || closing.signal.aborted) return;
    const walking = walk(visit, acts, mayReturn)
      .catch((error: unknown) => {
        if (!closing.signal.aborted) onFailure(error);
      })
      .finally(() => visits.delete(walking));
    visits.add(walking);
  }

  function arrive(): void {
    const regular = random.chance(comesAgainShare) ? regulars[random.between(0, regulars.length - 1)] : undefined;
    const number = ++shoppers;
    const shopper = regular ?? inventShopper(random, run, number);
    if (shopper.known && !regular) regulars.push(shopper);
    if (regulars.length > regularsMax) regulars.shift();
    admit(newVisit(shopper, number), planVisit(random));
  }

  /** Leaves at once and stays away until a message comes. */
  function arriveHastily(): void {
    const number = ++shoppers;
    admit(newVisit(inventShopper(random, run, number, { eager: true }), number), planHastyVisit(random), false);
  }

  function newVisit(shopper: Shopper, number: number): Visit {
    return { shopper, cartId: `cart-${run}-${number}`, introduced: false, lines: new Map() };
  }

  async function open(): Promise<void> {
    for (let count = 0; count < hastyShoppers; count++) arriveHastily();
    for (;;) {
      // Times between arrivals are exponential, as of people who do not know of each other.
      await delay((-Math.log(1 - random.next()) * minuteMs) / shoppersPerMinute, undefined, { signal: closing.signal });
      arrive();
    }
  }
  const opened = open().catch(() => undefined);

  return {
    comeBack,
    get events() {
      return events;
    },
    async stop() {
      closing.abort();
      await Promise.all([opened, ...visits]);
    },
  };
}

const leftVisitsMax = 2_000;

function remember(leftVisits: Map<string, Visit>, visit: Visit): void {
  leftVisits.set(visit.cartId, visit);
  for (const oldest of leftVisits.keys()) {
    if (leftVisits.size <= leftVisitsMax) return;
    leftVisits.delete(oldest);
  }
}
