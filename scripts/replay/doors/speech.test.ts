import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventSchema, type StorefrontEvent } from '../../../events/event.ts';
import { platforms } from '../../../events/platforms/registry.ts';
import { foldEvents } from '../../../test/fold-oracle.ts';
import { createSegmentSpeech } from './segment-speech.ts';
import { createShopifySpeech } from './shopify-speech.ts';
import type { Speech } from './webhook-door.ts';

const start = Date.UTC(2026, 10, 20, 10);

/** Stories of a few carts, with several events in one millisecond and products that come and go. */
const story = fc
  .array(
    fc.record({
      kind: fc.constantFrom('add', 'add', 'add', 'remove', 'order', 'order all'),
      cart: fc.constantFrom('c1', 'c2'),
      product: fc.constantFrom('11', '12', '13'),
      quantity: fc.integer({ min: 1, max: 3 }),
      priceMinor: fc.option(fc.integer({ min: 1, max: 99_999 }), { nil: undefined }),
      pauseMs: fc.constantFrom(0, 0, 1, 400),
      known: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((steps) => {
    let at = start;
    return steps.map((step, index): StorefrontEvent => {
      at += step.pauseMs;
      const { cart, product: productId, quantity, priceMinor } = step;
      const base = {
        id: `run-${String(index).padStart(9, '0')}`,
        occurredAt: new Date(at).toISOString(),
        who: { anonymousId: `anon-${cart}`, ...(cart === 'c2' && { email: 'ada@shop.example', customerId: 'ada' }) },
        cartId: cart,
      };
      const line = { productId, quantity, unitPriceMinor: priceMinor };
      switch (step.kind) {
        case 'add':
          return { ...base, type: 'line_added', line, currency: 'USD' };
        case 'remove':
          return { ...base, type: 'line_removed', productId, quantity };
        default: {
          const lines = step.kind === 'order' ? [line] : undefined;
          return { ...base, type: 'order_placed', orderId: `o-${index}`, lines, totalMinor: 100, currency: 'USD' };
        }
      }
    });
  });

function heard(speech: Speech, events: readonly StorefrontEvent[]): readonly StorefrontEvent[] {
  const platform = platforms.get(speech.platform);
  return events.flatMap((event) => {
    const spoken = speech.speak(event);
    if (!spoken || !platform) throw new Error(`${speech.platform} has no word for ${event.type}`);
    const headers = speech.headers(spoken, 'secret');
    const translation = platform.translate(
      { headers, body: Buffer.from(spoken.body), receivedAt: start },
      { currency: 'USD', orderStatuses: {} },
    );
    if (translation.kind !== 'events') throw new Error(`${spoken.topic} was ${translation.kind}`);
    return translation.events.map((one) => eventSchema.parse(one));
  });
}

test.each([
  ['Shopify', createShopifySpeech],
  ['Segment', createSegmentSpeech],
])('a story in the words of %s ends in the same carts as its own events', (_, createSpeech) => {
  fc.assert(
    fc.property(story, (events) => {
      expect(foldEvents(heard(createSpeech(), events))).toEqual(foldEvents(events));
    }),
  );
});
