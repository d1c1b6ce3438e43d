import type { AcceptedEvent, StorefrontEvent } from '../../../events/event.ts';

/** Without its store and time of arrival. */
type Story = StorefrontEvent extends infer E
  ? E extends StorefrontEvent
    ? Omit<E, 'id' | 'occurredAt' | 'who'>
    : never
  : never;

/** A believable mix over the carts that are there: mostly changes and views, some checkouts, new visitors and orders. */
export function* shopperEvents({
  storeIds,
  carts,
  events,
  seed,
}: {
  readonly storeIds: readonly string[];
  readonly carts: number;
  readonly events: number;
  readonly seed: number;
}): Generator<AcceptedEvent> {
  const random = randomNumbers(seed);
  const receivedAt = Date.now();
  for (let count = 0; count < events; count++) {
    const n = Math.floor(random() * carts);
    const name = random() < 0.05 ? `new-${seed}-${count}` : n;
    const storeId = storeIds[n % storeIds.length];
    if (storeId === undefined) return;
    yield {
      id: `event-${seed}-${count}`,
      occurredAt: new Date(receivedAt - 60_000 + (count % 60_000)).toISOString(),
      who: { anonymousId: `visitor-${name}` },
      ...story(random(), `cart-${name}`, `p-${Math.floor(random() * 500)}`, `${seed}-${count}`),
      storeId,
      receivedAt,
    };
  }
}

function story(dice: number, cartId: string, productId: string, orderId: string): Story {
  const line = {
    productId,
    quantity: 1,
    unitPriceMinor: 2_500,
    name: 'A pair of running shoes',
    url: 'https://shop.example/p/1',
  };
  if (dice < 0.3) return { type: 'product_viewed', productId };
  if (dice < 0.65) return { type: 'line_added', cartId, line, currency: 'EUR' };
  if (dice < 0.75) return { type: 'line_removed', cartId, productId: 'p-1', quantity: 1 };
  if (dice < 0.9)
    return { type: 'cart_updated', cartId, lines: [line, { ...line, productId: 'p-1' }], currency: 'EUR' };
  if (dice < 0.97) return { type: 'checkout_started', cartId, lines: [line], currency: 'EUR' };
  return { type: 'order_placed', cartId, orderId: `order-${orderId}`, totalMinor: 2_500, currency: 'EUR' };
}

/** mulberry32: the same numbers in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
