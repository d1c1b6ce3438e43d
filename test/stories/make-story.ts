import { hourMs, minuteMs } from '../../domain/duration.ts';
import type { StorefrontEvent, Who } from '../../events/event.ts';
import { createSeededRandom, type SeededRandom } from '../../tools/traffic/seeded-random.ts';

/** An event with the time at which the endpoint took it in, epoch milliseconds. */
export type ToldEvent = StorefrontEvent & { readonly receivedAt: number };
type TypeOf = StorefrontEvent['type'];
type Fields<T extends TypeOf> = Omit<
  Extract<StorefrontEvent, { type: T }>,
  'id' | 'type' | 'occurredAt' | 'who' | 'changedAt'
>;

/** What one person does in a shop, as its platform, its page and its browsers tell it. */
export interface Story {
  readonly number: number;
  readonly email: string;
  readonly cartIds: readonly string[];
  /** By arrival. The log may bring an event once more, long after: `again`. */
  readonly deliveries: readonly { readonly event: ToldEvent; readonly atMs: number; readonly again: boolean }[];
  /** How long after its start each recovery asks for its message, in milliseconds. */
  readonly claimAfterMs: readonly number[];
}

/** Everything in a story is told within this time after its beginning. */
export const storyMsMax = 10 * hourMs;
const clockGapMsMax = 12 * hourMs;
const draftMsMax = hourMs;
const delayMsMax = 30 * minuteMs;
const longDelayMsMax = 3 * hourMs;
export const claimAfterMsMax = 100 * minuteMs;

const products = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const;

/** The same numbers make the same story, whatever other stories were made before. */
export function makeStory({ seed, number, beginsAt }: { seed: number; number: number; beginsAt: number }): Story {
  const random = createSeededRandom(Math.imul(seed ^ Math.imul(number + 1, 0x9e3779b1), 0x85ebca6b));
  const scene = newScene(random, { number, beginsAt });
  tellConsent(scene);
  const touches = random.between(1, 4);
  for (let touch = 0; touch < touches; touch++) tellTouch(scene, random.between(2, 360) * minuteMs);
  if (random.chance(0.35)) tellLogin(scene);
  // A good part of the people just leaves: whoever wrote to nobody would keep every promise.
  if (random.chance(0.75)) {
    const orders = random.chance(0.25) ? 2 : 1;
    for (let order = 0; order < orders; order++) tellOrder(scene, order);
  }
  if (random.chance(0.2)) tellRefusal(scene);
  const once = scene.told.map((event) => ({ event, atMs: event.receivedAt, again: false }));
  const repeated = once
    .filter(() => random.chance(0.08))
    .map(({ event, atMs }) => ({
      event,
      atMs: Math.min(atMs + random.between(0, 180) * minuteMs, beginsAt + storyMsMax),
      again: true,
    }));
  return {
    number,
    email: scene.ids.email,
    cartIds: [scene.named('c1'), scene.named('c2')],
    deliveries: [...once, ...repeated].sort((a, b) => a.atMs - b.atMs),
    claimAfterMs: [0, 1, 2].map(() => random.between(0, claimAfterMsMax / minuteMs) * minuteMs),
  };
}

function newScene(random: SeededRandom, { number, beginsAt }: { number: number; beginsAt: number }) {
  const named = (name: string): string => `${name}-${number}`;
  const ids = { customerId: named('customer'), email: `shopper-${number}@people.example` };
  const clockGap = (): number =>
    random.chance(0.5) ? random.between(-120_000, 120_000) : random.between(-clockGapMsMax, clockGapMsMax);
  const clocks = { shop: clockGap(), d1: clockGap(), d2: clockGap() };
  const told: ToldEvent[] = [];
  let count = 0;

  const delay = (): number => {
    if (random.chance(0.05)) return random.between(delayMsMax, longDelayMsMax);
    return random.chance(0.5) ? random.between(0, 5_000) : random.between(0, delayMsMax);
  };
  function tell<T extends TypeOf>(type: T, { at, clock, who, changed, ...fields }: Telling & Fields<T>): void {
    const event = {
      ...fields,
      id: named(`event-${count++}`),
      type,
      who,
      occurredAt: new Date(at + clock).toISOString(),
      ...(changed !== undefined && { changedAt: new Date(changed).toISOString() }),
      receivedAt: Math.min(at + delay(), beginsAt + storyMsMax),
    };
    // The fields belong to the type; spreading a generic object hides that from the compiler.
    told.push(event as unknown as ToldEvent);
  }
  const d1 = named('d1');
  const d2 = named('d2');
  /** Who touches carts, and by which clock: pages speak by the device's, the platform by its own. */
  const actors: readonly [Actor, ...Actor[]] = [
    { who: ids, clock: clocks.shop },
    { who: { customerId: ids.customerId }, clock: clocks.shop },
    { who: { ...ids, anonymousId: d1 }, clock: clocks.d1 },
    { who: { email: ids.email, anonymousId: d1 }, clock: clocks.d1 },
    { who: { email: ids.email }, clock: clocks.d1 },
    { who: { anonymousId: d1 }, clock: clocks.d1 },
    { who: { anonymousId: d2 }, clock: clocks.d2 },
  ];
  return { random, beginsAt, named, ids, devices: { d1, d2 }, clocks, actors, told, tell };
}
type Scene = ReturnType<typeof newScene>;
interface Actor {
  readonly who: Who;
  readonly clock: number;
}
interface Telling extends Actor {
  /** When it truly happened, epoch milliseconds; `clock` is how far from it the teller's clock stands. */
  readonly at: number;
  readonly changed?: number | undefined;
}

function tellConsent({ random, beginsAt, ids, devices, clocks, tell }: Scene): void {
  const whos: readonly [Who, ...Who[]] = [ids, ids, { ...ids, anonymousId: devices.d1 }, { email: ids.email }];
  tell('consent_updated', {
    ...{ at: beginsAt, clock: random.chance(0.7) ? 0 : clocks.shop, who: random.pick(whos) },
    ...{ channel: 'email', status: 'granted', source: 'checkout', basis: 'act' },
  });
}

/** A refusal, and often a shop's record that goes on saying yes, or a new yes of the person. */
function tellRefusal({ random, beginsAt, ids, clocks, tell }: Scene): void {
  const at = beginsAt + random.between(10, 360) * minuteMs;
  const who: Who = random.pick([ids, { email: ids.email }, { customerId: ids.customerId }]);
  const consent = { channel: 'email', source: 'preferences' } as const;
  tell('consent_updated', {
    ...{ at, clock: random.chance(0.7) ? 0 : clocks.shop, who, ...consent },
    ...{ status: 'denied', basis: 'act' },
  });
  if (random.chance(0.6)) {
    const later = { at: at + random.between(0, 90) * minuteMs, clock: clocks.shop, who: ids };
    tell('consent_updated', { ...later, ...consent, status: 'granted', basis: 'record' });
  }
  if (random.chance(0.2)) {
    const later = { at: at + random.between(30, 120) * minuteMs, clock: 0, who: ids };
    tell('consent_updated', { ...later, ...consent, status: 'granted', basis: 'act' });
  }
}

function tellLogin({ random, beginsAt, ids, devices, clocks, tell }: Scene): void {
  const onFirst = random.chance(0.4);
  tell('customer_identified', {
    at: beginsAt + random.between(0, 400) * minuteMs,
    clock: onFirst ? clocks.d1 : clocks.d2,
    who: { ...ids, anonymousId: onFirst ? devices.d1 : devices.d2 },
  });
}

function tellTouch(scene: Scene, afterMs: number): void {
  const { random, beginsAt, named, tell } = scene;
  const touch = { at: beginsAt + afterMs, ...random.pick(scene.actors), cartId: cartOf(scene), currency: 'EUR' };
  if (random.chance(0.35)) tell('line_added', { ...touch, line: lineOf(named(random.pick(products))) });
  else {
    const lines = someProducts(random).map((product) => lineOf(named(product)));
    tell(random.pick(['cart_updated', 'checkout_started'] as const), { ...touch, lines });
  }
}

function tellOrder(scene: Scene, n: number): void {
  const { random, beginsAt, named, ids, devices, clocks, tell } = scene;
  const at = beginsAt + random.between(10, 380) * minuteMs;
  const cartId = random.chance(0.5) ? cartOf(scene) : undefined;
  const whos: readonly [Who, ...Who[]] = [
    ids,
    { customerId: ids.customerId },
    { email: ids.email },
    { anonymousId: devices.d1 },
    { ...ids, anonymousId: devices.d2 },
    ...(cartId ? [{}] : []),
  ];
  const who = random.pick(whos);
  const lines = random.chance(0.7) ? boughtLines(scene, at, cartId) : undefined;
  const draftMs = random.chance(0.4) ? random.between(0, draftMsMax) : 0;
  const order = {
    orderId: named(`order-${n}`),
    who,
    clock: clocks.shop - draftMs,
    ...{ totalMinor: 1_000, currency: 'EUR', ...(cartId && { cartId }), ...(lines && { lines }) },
  };
  const says = (happened: number) => ({
    at: happened,
    ...(random.chance(0.5) && { changed: happened + clocks.shop }),
  });
  if (random.chance(0.2)) tell('order_pending', { ...order, ...says(at - random.between(0, 60) * minuteMs) });
  tell('order_placed', { ...order, ...says(at) });
  if (random.chance(0.4)) {
    const { lines: _, ...bare } = order;
    const told = random.chance(0.3) ? bare : order;
    tell('order_placed', { ...told, ...says(at + random.between(0, 180) * minuteMs) });
  }
  if (random.chance(0.4)) tellThankYouPage(scene, { at, cartId, lines });
  if (random.chance(0.25)) {
    const cancelledAt = at + random.between(2, 120) * minuteMs;
    const change = { orderId: order.orderId, who: random.chance(0.5) ? who : {}, clock: clocks.shop };
    tell('order_cancelled', { ...change, ...says(cancelledAt) });
    if (random.chance(0.4)) {
      const placedAt = cancelledAt + random.between(2, 120) * minuteMs;
      tell('order_placed', { ...order, at: placedAt, changed: placedAt + clocks.shop });
    }
  }
}

type Lines = ReturnType<typeof lineOf>[];

/** The page after the checkout, or a cached cart, that tells the bought goods once more. */
function tellThankYouPage(
  scene: Scene,
  bought: { at: number; cartId?: string | undefined; lines?: Lines | undefined },
) {
  const { random, tell } = scene;
  const at = bought.at + random.between(0, 10) * minuteMs;
  const { lines = [] } = bought;
  const cartId = bought.cartId ?? cartOf(scene);
  tell('cart_updated', { at, ...random.pick(scene.actors), cartId, currency: 'EUR', lines });
}

/** Mostly what was put into the carts until then, sometimes something else. */
function boughtLines({ random, named, told }: Scene, at: number, cartId: string | undefined): Lines {
  const inCarts = told.flatMap((event) => {
    if (!('cartId' in event) || event.receivedAt > at + delayMsMax) return [];
    if (cartId !== undefined && event.cartId !== cartId) return [];
    if (event.type === 'line_added') return [event.line.productId];
    return event.type === 'cart_updated' || event.type === 'checkout_started'
      ? event.lines.map(({ productId }) => productId)
      : [];
  });
  const wanted = [...new Set(inCarts)].filter(() => random.chance(0.8));
  if (wanted.length === 0 || random.chance(0.1)) wanted.push(named(random.pick(products)));
  return [...new Set(wanted)].map(lineOf);
}

function cartOf({ random, named }: Scene): string {
  return named(random.chance(0.75) ? 'c1' : 'c2');
}

function someProducts(random: SeededRandom): readonly string[] {
  return [...new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(products)))];
}

function lineOf(productId: string) {
  return { productId, quantity: 1, unitPriceMinor: 1_000 };
}
