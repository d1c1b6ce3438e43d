import { setTimeout as delay } from 'node:timers/promises';
import type { StorefrontEvent } from '../../events/event.ts';
import { actEvents, type Visit } from '../traffic/act-events.ts';
import { planVisit } from '../traffic/plan-visit.ts';
import type { SeededRandom } from '../traffic/seeded-random.ts';
import { inventShopper, type Shopper } from '../traffic/shopper.ts';
import type { EventJournal } from './event-journal.ts';

export interface LoadGeneratorOptions {
  readonly random: SeededRandom;
  readonly journal: EventJournal;
  readonly shoppersPerSecond: number;
  /** How much faster than people the shoppers act. */
  readonly speedUp: number;
}

export interface LoadGenerator {
  /** Nobody comes any more; resolves when those inside have left. */
  close(): Promise<void>;
  readonly shoppers: number;
}

/** Most events that may wait while nobody takes them: then no new shoppers come. */
const waitingMax = 5_000;
const shares = { eager: 0.7, comesAgain: 0.25, buysElsewhere: 0.25, returnsToBuy: 0.3 } as const;

/**
 * Shoppers whose events go into the journal, whether or not anybody takes them in at the moment. Some come again, some
 * return to buy what they left, and some of the purchases are made on another device, without a word about the cart.
 */
export function openLoadGenerator({
  random,
  journal,
  shoppersPerSecond,
  speedUp,
}: LoadGeneratorOptions): LoadGenerator {
  const closing = new AbortController();
  const inside = new Set<Promise<void>>();
  const known: Shopper[] = [];
  let shoppers = 0;
  let visits = 0;
  let events = 0;
  const newId = (): string => `chaos-${String(++events).padStart(8, '0')}`;

  async function visit(): Promise<void> {
    const again =
      known.length > 0 && random.chance(shares.comesAgain) ? known[random.between(0, known.length - 1)] : undefined;
    const shopper = again ?? inventShopper(random, 'chaos', ++shoppers, { eager: random.chance(shares.eager) });
    if (!again && shopper.known) known.push(shopper);
    const current: Visit = { shopper, cartId: `chaos-cart-${++visits}`, introduced: false, lines: new Map() };
    const acts = [...planVisit(random)];
    const left = acts.at(-1)?.kind !== 'buy' && acts.some(({ kind }) => kind === 'add');
    if (left && random.chance(shares.returnsToBuy))
      acts.push({ kind: 'introduce', afterMs: 0 }, { kind: 'buy', afterMs: random.between(60, 900) * 1_000 });
    for (const act of acts) {
      await delay(act.afterMs / speedUp);
      const made = actEvents(current, act, {
        newId,
        occurredAt: new Date().toISOString(),
        demoUrl: 'http://localhost/demo',
      });
      const elsewhere = act.kind === 'buy' && shopper.known && random.chance(shares.buysElsewhere);
      for (const event of made) journal.add(elsewhere ? onAnotherDevice(event, shopper) : event, shopper.number);
    }
  }

  async function arrive(): Promise<void> {
    for (;;) {
      await delay(1_000 / shoppersPerSecond, undefined, { signal: closing.signal });
      if (journal.waiting > waitingMax) continue;
      const staying = visit().finally(() => inside.delete(staying));
      inside.add(staying);
    }
  }
  const arriving = arrive().catch(() => undefined);

  return {
    async close() {
      closing.abort();
      await arriving;
      await Promise.all(inside);
    },
    get shoppers() {
      return shoppers;
    },
  };
}

/** The same person by her address alone; the order knows nothing of the cart that it makes needless. */
function onAnotherDevice(event: StorefrontEvent, { number, known }: Shopper): StorefrontEvent {
  const who = { anonymousId: `tablet-${number}`, email: known?.who.email };
  if (event.type !== 'order_placed') return { ...event, who };
  const { cartId: _, ...order } = event;
  return { ...order, who };
}
